#include "duckdb/code_pattern.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <string_view>

namespace hdis::sqlgen::duckdb {
namespace {

/// What may not follow a prefix, as a tree of characters.
struct Exclusions {
  bool here = false;
  std::map<char, Exclusions> next;
};

void exclude(Exclusions& exclusions, std::string_view rest) {
  Exclusions* place = &exclusions;
  for (const char character : rest) place = &place->next[character];
  place->here = true;
}

std::string escaped(std::string_view text) {
  return RE2::QuoteMeta(re2::StringPiece(text.data(), text.size()));
}

/// The pattern of everything that may follow: the end of the code, a character that begins no exclusion,
/// or one that does and what may follow it.
std::string continuation(const Exclusions& exclusions) {
  if (exclusions.next.empty()) return "";
  std::string others = ",";
  std::string branches;
  for (const auto& [character, after] : exclusions.next) {
    const std::string one = escaped({&character, 1});
    others += one;
    if (!after.here) branches += "|" + one + continuation(after);
  }
  return fmt::format("(?:,|$|[^{}]{})", others, branches);
}

}  // namespace

std::optional<std::string> code_list_pattern(const std::vector<std::string>& prefixes,
                                             const std::vector<std::string>& except) {
  std::vector<std::string> branches;
  for (const std::string& prefix : prefixes) {
    Exclusions exclusions;
    bool excluded = false;
    for (const std::string& code : except) {
      if (prefix.starts_with(code)) excluded = true;
      if (code.starts_with(prefix))
        exclude(exclusions, std::string_view(code).substr(prefix.size()));
    }
    if (!excluded) branches.push_back(escaped(prefix) + continuation(exclusions));
  }
  if (branches.empty()) return std::nullopt;
  return fmt::format("(^|,)(?:{})", fmt::join(branches, "|"));
}

}  // namespace hdis::sqlgen::duckdb
