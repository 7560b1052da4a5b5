#include "bind/table_shape.hpp"
#include "bind/table_union.hpp"

#include <algorithm>

namespace hdis::query {
namespace {

using Expressions = std::vector<RowExpression>;

// Recognises totals that were added by hand: the same records and figures in every part, where some columns
// that divide one part are constants ('All') in another.
class Totals {
 public:
  explicit Totals(const std::vector<TableRelation>& tables) : tables_(tables) {}

  std::optional<TablePlan> table() {
    for (const auto& table : tables_) {
      if (!comparable(table.plan)) return std::nullopt;
    }
    result_.parts = {part(0)};
    auto& united = result_.parts.front();
    united.dimensions.clear();
    united.grouping_sets.assign(tables_.size(), {});
    bool some_total = false;
    for (std::size_t i = 0; i < first().columns.size(); ++i) {
      if (!take_column(i, some_total)) return std::nullopt;
    }
    if (!some_total || !sets_differ()) return std::nullopt;
    return std::move(result_);
  }

 private:
  [[nodiscard]] const TablePlan& first() const { return tables_.front().plan; }
  [[nodiscard]] const Aggregation& part(std::size_t table) const {
    return tables_[table].plan.parts.front();
  }

  [[nodiscard]] bool comparable(const TablePlan& plan) const {
    const bool simple = plan.parts.size() == 1 && !plan.pivot && !plan.limit &&
                        plan.columns.size() == first().columns.size();
    return simple && plan.parts.front().grouping_sets.size() == 1 &&
           plan.parts.front().populations == first().parts.front().populations &&
           plan.parts.front().measures == first().parts.front().measures;
  }

  bool take_column(std::size_t index, bool& some_total) {
    const auto& name = first().columns[index].name;
    std::optional<Expressions> dimension;
    std::size_t constants = 0;
    for (const auto& table : tables_) {
      const auto& content = table.plan.columns[index].content;
      constants += std::holds_alternative<ConstantColumn>(content) ? 1 : 0;
      const auto* shown = std::get_if<DimensionColumn>(&content);
      if (shown == nullptr) continue;
      const auto& own = table.plan.parts.front().dimensions[shown->dimension].by_population;
      if (dimension && *dimension != own) return false;
      dimension = own;
    }
    if (!dimension) return take_figure(index);
    auto& united = result_.parts.front();
    const std::size_t number = united.dimensions.size();
    united.dimensions.push_back({name, *dimension, std::nullopt, false});
    result_.columns.push_back({name, DimensionColumn{number}});
    for (std::size_t i = 0; i < tables_.size(); ++i) {
      const auto& content = tables_[i].plan.columns[index].content;
      if (std::holds_alternative<DimensionColumn>(content)) {
        united.grouping_sets[i].push_back(number);
      } else if (!std::holds_alternative<ConstantColumn>(content)) {
        return false;
      }
    }
    some_total = some_total || constants > 0;
    return true;
  }

  bool take_figure(std::size_t index) {
    const auto& column = first().columns[index];
    if (std::holds_alternative<RateColumn>(column.content)) return false;
    const bool same = std::all_of(tables_.begin(), tables_.end(), [&](const TableRelation& table) {
      return table.plan.columns[index].content == column.content;
    });
    if (same) result_.columns.push_back(column);
    return same;
  }

  [[nodiscard]] bool sets_differ() const {
    auto sets = result_.parts.front().grouping_sets;
    std::sort(sets.begin(), sets.end());
    return std::adjacent_find(sets.begin(), sets.end()) == sets.end();
  }

  const std::vector<TableRelation>& tables_;
  TablePlan result_;
};

}  // namespace

std::optional<Relation> union_as_totals(Context& context, const std::vector<TableRelation>& tables,
                                        const ast::Query& query) {
  auto plan = Totals(tables).table();
  if (!plan) return std::nullopt;
  TableRelation result;
  result.plan = std::move(*plan);
  auto& part = result.plan.parts.front();
  for (std::size_t i = 0; i < part.dimensions.size(); ++i) {
    describe_dimension(context.catalogue, part, i);
  }
  result.qualifiers.assign(result.plan.columns.size(), {});
  result.where = query.where;
  context.diagnostics.note(
      "note.totals",
      "The parts of this UNION that count the same records without a column are "
      "shown as its totals.",
      "Write GROUP BY ROLLUP (...) or GROUPING SETS for totals.", query.where);
  make_names_unique(context, result.plan, query.where);
  bind_ordering(context, query, {}, result.plan);
  return Relation{std::move(result)};
}

}  // namespace hdis::query
