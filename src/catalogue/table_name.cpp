#include "table_name.hpp"

#include "hdis/core/text.hpp"

#include <algorithm>

namespace hdis::catalogue {
namespace {

bool contains(const std::vector<std::string>& texts, std::string_view text) {
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// What follows the name of a dataset: `_1718`, `_1718_hdis_10years`, `_2017_18` or a suffix we
/// know.
struct Tail {
  std::optional<FinancialYear> year;
  std::string_view suffix;
};

/// Splits `_1718_anything`; empty if what looks like a year is none.
std::optional<Tail> read_tail(std::string_view text) {
  if (text.empty()) return Tail{};
  if (text.front() != '_') return std::nullopt;
  text.remove_prefix(1);
  if (text.empty() || !is_digit(text.front())) return Tail{std::nullopt, text};

  const auto digits_end = std::find_if_not(text.begin(), text.end(), is_digit);
  auto length = static_cast<std::size_t>(digits_end - text.begin());
  std::string year(text.substr(0, length));
  const bool second_half_follows = length == 4 && text.size() >= 7 && text[4] == '_' &&
                                   is_digit(text[5]) && is_digit(text[6]) &&
                                   (text.size() == 7 || text[7] == '_');
  if (second_half_follows) {
    year += text.substr(5, 2);
    length = 7;
  }
  const auto read = FinancialYear::parse(year);
  auto suffix = text.substr(length);
  if (!read || (!suffix.empty() && suffix.front() != '_')) return std::nullopt;
  if (!suffix.empty()) suffix.remove_prefix(1);
  return Tail{read, suffix};
}

/// `table` as a table of `dataset` whose own name is `own`, where it stands at `at`.
std::optional<TableMatch> match_at(std::string_view table, std::size_t at, const std::string& own,
                                   const Dataset& dataset) {
  if (at > 0 && table[at - 1] != '_') return std::nullopt;
  const auto tail = read_tail(table.substr(at + own.size()));
  if (!tail) return std::nullopt;
  const bool known_suffix = tail->suffix.empty() || contains(dataset.table_suffixes, tail->suffix);
  // Without a year before it, an unknown suffix may make the name that of another table.
  if (!tail->year && !known_suffix) return std::nullopt;
  return TableMatch{&dataset, tail->year, at > 0 || !known_suffix};
}

std::optional<TableMatch> match_table(std::string_view table, const Dataset& dataset) {
  for (const auto& own : dataset.table_names) {
    for (auto at = table.find(own); at != std::string_view::npos; at = table.find(own, at + 1)) {
      const bool may_stand_within = at == 0 || own == dataset.table_names.front();
      if (!may_stand_within) continue;
      if (const auto match = match_at(table, at, own, dataset)) return match;
    }
  }
  return std::nullopt;
}

bool all_schemas_known(std::span<const std::string> schemas, const Dataset& dataset) {
  return std::all_of(schemas.begin(), schemas.end(), [&dataset](const std::string& schema) {
    return contains(dataset.table_schemas, schema);
  });
}

}  // namespace

std::optional<TableMatch> resolve_table_name(std::string_view name,
                                             std::span<const Dataset> datasets) {
  const auto parts = split(to_lower(trim(name)), '.');
  const std::span schemas(parts.data(), parts.size() - 1);
  if (std::any_of(parts.begin(), parts.end(), [](const auto& part) { return part.empty(); })) {
    return std::nullopt;
  }

  std::optional<TableMatch> best;
  for (const auto& dataset : datasets) {
    auto match = match_table(parts.back(), dataset);
    if (!match) continue;
    match->unknown_prefix = match->unknown_prefix || !all_schemas_known(schemas, dataset);
    // A name that is understood whole is better than one of which a part was ignored.
    if (!best || (best->unknown_prefix && !match->unknown_prefix)) best = match;
  }
  return best;
}

}  // namespace hdis::catalogue
