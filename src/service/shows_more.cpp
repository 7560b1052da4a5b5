#include "hdis/service/shows_more.hpp"

#include "hdis/catalogue/coarser.hpp"
#include "hdis/service/outputs.hpp"

#include "case.hpp"
#include "workspace.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <variant>

namespace hdis::service {
namespace {

using released::CellKind;
using released::Key;

constexpr std::size_t most_suggestions = 4;
/// A change that shows less than this much more is not worth a question.
constexpr double least_gain = 0.05;

/// The key of a row after a change; empty: the row's group is not known then.
using Regroup = std::function<std::optional<std::vector<std::string>>(const std::vector<Key>&)>;

std::string text_of(const Key& key) { return key.kind == Key::Kind::missing ? "" : key.code; }

/// What a reader sees of the counts of a table.
class SeenCounts {
 public:
  SeenCounts(const released::Table& table, const query::TablePlan& plan, double largest_suppressed)
      : table_(table), largest_(largest_suppressed) {
    const bool one_by_one = !plan.pivot;
    for (std::size_t column = 0; column < table.columns().size(); ++column) {
      if (table.columns()[column].kind != released::ColumnKind::number) continue;
      // With a pivot each number is of a measure's column, of which all must be counts.
      const bool is_counted =
          one_by_one ? counted(plan, plan.columns[column])
                     : std::ranges::all_of(plan.columns, [&](const auto& each) {
                         return std::holds_alternative<query::DimensionColumn>(each.content) ||
                                counted(plan, each);
                       });
      counts_.push_back(is_counted);
    }
  }

  /// Share of the counts, without those of 0, that are suppressed as the table is.
  [[nodiscard]] double suppressed() const {
    double hidden = 0;
    double all = 0;
    for_each([&](const released::Row&, std::size_t, const released::Cell& cell) {
      if (cell.kind() == CellKind::zero) return;
      ++all;
      if (cell.kind() == CellKind::suppressed) ++hidden;
    });
    return all == 0 ? 0 : hidden / all;
  }

  /// The same, estimated, if rows were put together, and every count were `times` as large.
  [[nodiscard]] double suppressed_after(const Regroup& regroup, double times) const {
    std::map<std::pair<std::vector<std::string>, std::size_t>, Sum> groups;
    for_each([&](const released::Row& row, std::size_t column, const released::Cell& cell) {
      const auto key = regroup(row.keys);
      if (!key) return;
      auto& sum = groups[{*key, column}];
      sum.shown += cell.number().value_or(0);
      if (cell.kind() == CellKind::suppressed) ++sum.hidden;
    });
    double hidden = 0;
    double all = 0;
    for (const auto& [key, sum] : groups) {
      if (sum.hidden == 0 && sum.shown == 0) continue;
      ++all;
      hidden += chance_of_small(sum, times);
    }
    return all == 0 ? 1 : hidden / all;
  }

 private:
  static bool counted(const query::TablePlan& plan, const query::Column& column) {
    const auto* measure = std::get_if<query::MeasureColumn>(&column.content);
    return measure != nullptr && is_count(plan.parts.at(measure->measure.part)
                                              .measures.at(measure->measure.measure)
                                              .aggregate);
  }

  /// What is put together: the sum of the counts that are shown, and how many are not.
  struct Sum {
    double shown = 0;
    std::size_t hidden = 0;
  };

  /// How likely the sum, times `times`, is small, if each hidden count is any of 1 to `largest_` with the same chance. Of k such counts C(m, k) of
  /// the `largest_`^k combinations add up to at most m.
  [[nodiscard]] double chance_of_small(const Sum& sum, double times) const {
    if (sum.hidden == 0) return 0;
    const double room = std::floor(largest_ / times - sum.shown);
    double chance = 1;
    for (std::size_t k = 0; k < sum.hidden && chance > 0; ++k) {
      const auto taken = static_cast<double>(k);
      chance *= std::max(0.0, room - taken) / (taken + 1) / largest_;
    }
    return chance;
  }

  /// Every count of the rows that are not totals.
  void for_each(const std::function<void(const released::Row&, std::size_t, const released::Cell&)>&
                    visit) const {
    for (const auto& row : table_.rows()) {
      if (std::ranges::any_of(row.keys,
                              [](const Key& key) { return key.kind == Key::Kind::total; }))
        continue;
      for (std::size_t column = 0; column < row.cells.size(); ++column)
        if (counts_.at(column)) visit(row, column, row.cells[column]);
    }
  }

  const released::Table& table_;
  double largest_;
  std::vector<bool> counts_;  ///< Of the number columns.
};

/// The dimensions that are the table's key columns, left to right.
std::vector<const query::Dimension*> key_dimensions(const query::TablePlan& plan,
                                                    const released::Table& table) {
  std::vector<const query::Dimension*> result;
  for (const auto& column : table.columns()) {
    if (column.kind != released::ColumnKind::dimension) continue;
    const auto& all = plan.parts.front().dimensions;
    const auto found = std::ranges::find(all, column.name, &query::Dimension::name);
    result.push_back(found == all.end() ? nullptr : &*found);
  }
  return result;
}

/// The field and the dataset that a dimension is, if it is a field as it stands of one dataset.
std::optional<std::pair<const catalogue::Field*, const catalogue::Dataset*>> plain_field(
    const query::Dimension* dimension, const query::Aggregation& part,
    const catalogue::Catalogue& catalogue) {
  if (dimension == nullptr) return std::nullopt;
  const auto* field = std::get_if<query::FieldRef>(&dimension->by_population.front().node);
  const auto* dataset = catalogue.dataset(part.populations.front().dataset);
  if (field == nullptr || dataset == nullptr) return std::nullopt;
  const auto* found = dataset->find(field->name);
  if (found == nullptr) return std::nullopt;
  return std::pair(found, dataset);
}

Regroup without(std::size_t at) {
  return [at](const std::vector<Key>& keys) {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < keys.size(); ++i)
      if (i != at) out.push_back(text_of(keys[i]));
    return std::optional(std::move(out));
  };
}

Regroup with(std::size_t at, const catalogue::Coarser& coarser) {
  return [at, coarser](const std::vector<Key>& keys) -> std::optional<std::vector<std::string>> {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < keys.size(); ++i) {
      if (i != at || keys[i].kind == Key::Kind::missing) {
        out.push_back(text_of(keys[i]));
        continue;
      }
      auto group = coarser.value_for(keys[i].code);
      if (!group) return std::nullopt;
      out.push_back(*std::move(group));
    }
    return out;
  };
}

Regroup as_it_is() {
  return [](const std::vector<Key>& keys) {
    std::vector<std::string> out;
    for (const auto& key : keys) out.push_back(text_of(key));
    return std::optional(std::move(out));
  };
}

bool shows_exact_numbers(const released::Table& table) {
  return std::ranges::any_of(table.rows(), [](const released::Row& row) {
    return std::ranges::any_of(
        row.cells, [](const released::Cell& cell) { return cell.kind() == CellKind::value; });
  });
}

std::size_t years_of(const query::TablePlan& plan) {
  std::set<FinancialYear> years;
  for (const auto& population : plan.parts.front().populations)
    years.insert(population.years.begin(), population.years.end());
  return years.size();
}

ShowsMore suggest(const released::Table& table, const query::TablePlan& plan,
                  const catalogue::Catalogue& catalogue, double largest_suppressed) {
  const SeenCounts seen(table, plan, largest_suppressed);
  ShowsMore result;
  result.suppressed = seen.suppressed();
  result.exact = shows_exact_numbers(table);
  if (result.exact) return result;
  std::vector<Suggestion> found;
  const auto dimensions = key_dimensions(plan, table);
  for (std::size_t at = 0; at < dimensions.size(); ++at) {
    const auto plain = plain_field(dimensions[at], plan.parts.front(), catalogue);
    if (plain) {
      for (const auto& coarser :
           catalogue::coarser_than(*plain->first, *plain->second, catalogue)) {
        found.push_back({fmt::format("Divide by {} ({}) instead of {}.", coarser.field().name,
                                     coarser.field().label, plain->first->name),
                         seen.suppressed_after(with(at, coarser), 1)});
      }
    }
    if (dimensions.size() > 1 && dimensions[at] != nullptr) {
      found.push_back({fmt::format("Leave out {}.", dimensions[at]->name),
                       seen.suppressed_after(without(at), 1)});
    }
  }
  if (const auto years = static_cast<double>(years_of(plan)); years > 0) {
    found.push_back({"Take one more year, put under the others with UNION ALL.",
                     seen.suppressed_after(as_it_is(), (years + 1) / years)});
  }
  std::erase_if(found, [&](const Suggestion& each) {
    return each.suppressed > result.suppressed - least_gain;
  });
  std::ranges::stable_sort(found, {}, &Suggestion::suppressed);
  if (found.size() > most_suggestions) found.resize(most_suggestions);
  result.suggestions = std::move(found);
  return result;
}

}  // namespace

Result<std::vector<ShowsMore>> what_shows_more(Session& session, const std::string& output) {
  HDIS_TRY(tables, fetch(session, output, Use::view, "what shows more"));
  auto& workspace = session.workspace();
  HDIS_TRY(record, workspace.reader().output(governance::OutputId(output)));
  HDIS_TRY(request, workspace.reader().request(record.output.request));
  HDIS_TRY(agreement,
           agreement_that_counts(workspace.reader(), request.request.agreement, workspace.now()));
  HDIS_TRY(policy, policy_of(workspace, agreement));
  std::vector<ShowsMore> result;
  for (std::size_t at = 0; at < tables.size(); ++at) {
    HDIS_TRY(question, ask(workspace, tables[at].provenance().query_text));
    if (at >= question.bound.plan.tables.size()) {
      return fail(ErrorCode::conflict, "output.question_changed",
                  fmt::format("The question of {} means something else by now.", output),
                  "ask it anew");
    }
    result.push_back(suggest(tables[at], question.bound.plan.tables[at], workspace.catalogue,
                             static_cast<double>(policy.largest_suppressed)));
  }
  return result;
}

}  // namespace hdis::service
