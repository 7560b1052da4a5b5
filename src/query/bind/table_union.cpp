#include "bind/table_union.hpp"

#include "bind/separation.hpp"
#include "bind/table_shape.hpp"
#include "plan/expression_text.hpp"

#include <algorithm>
#include <map>

namespace hdis::query {
namespace {

constexpr std::size_t most_populations = 200;

using Content = decltype(Column::content);

class TableUnion {
 public:
  TableUnion(Context& context, std::vector<TableRelation> tables, const ast::Query& query)
      : context_(context), tables_(std::move(tables)), query_(query) {}

  std::optional<Relation> bind() {
    if (!check_shapes()) return std::nullopt;
    start();
    const std::size_t columns = tables_.front().plan.columns.size();
    result_.plan.columns.resize(columns);
    // What divides the table first: rates refer to it.
    for (std::size_t i = 0; i < columns; ++i) {
      if (is_plain(i)) unite_plain(i);
    }
    for (std::size_t i = 0; i < columns; ++i) {
      if (!is_plain(i) && !unite_figures(i)) return std::nullopt;
    }
    if (!unite_sets()) return std::nullopt;
    if (!parts_told_apart()) tell_parts_apart();
    auto& part = result_.plan.parts.front();
    for (std::size_t i = 0; i < part.dimensions.size(); ++i) {
      describe_dimension(context_.catalogue, part, i);
    }
    result_.qualifiers.assign(result_.plan.columns.size(), {});
    result_.where = query_.where;
    make_names_unique(context_, result_.plan, query_.where);
    bind_ordering(context_, query_, {}, result_.plan);
    return Relation{std::move(result_)};
  }

 private:
  bool differs(const std::string& message, const std::string& suggestion, SourcePosition where) {
    context_.diagnostics.mistake("query.union_shape", message, suggestion, where);
    return false;
  }

  bool check_shapes() {
    std::size_t populations = 0;
    for (const auto& table : tables_) {
      const auto& plan = table.plan;
      if (plan.parts.size() != 1 || plan.pivot || plan.limit) {
        return differs("A table with a join, PIVOT or LIMIT cannot be part of a UNION.",
                       "Put the plain tables together first.", table.where);
      }
      if (plan.columns.size() != tables_.front().plan.columns.size()) {
        return differs("The parts of this UNION have different numbers of columns.",
                       "Give every part the same columns, in the same order.", table.where);
      }
      populations += plan.parts.front().populations.size();
    }
    if (populations <= most_populations) return true;
    return differs("This UNION has too many parts.",
                   "Name several years in one part: WHERE FYEAR IN ('1617', '1718').",
                   query_.where);
  }

  void start() {
    Aggregation united;
    for (const auto& table : tables_) {
      const auto& populations = table.plan.parts.front().populations;
      united.populations.insert(united.populations.end(), populations.begin(), populations.end());
    }
    result_.plan.parts.push_back(std::move(united));
    moved_.resize(tables_.size());
  }

  const Aggregation& part(std::size_t table) const { return tables_[table].plan.parts.front(); }

  [[nodiscard]] bool is_plain(std::size_t index) const {
    return std::all_of(tables_.begin(), tables_.end(), [&](const TableRelation& table) {
      const auto& content = table.plan.columns[index].content;
      return std::holds_alternative<DimensionColumn>(content) ||
             std::holds_alternative<ConstantColumn>(content);
    });
  }

  bool unite_figures(std::size_t index) {
    const auto& first = tables_.front().plan.columns[index];
    for (const auto& table : tables_) {
      const auto& content = table.plan.columns[index].content;
      if (content.index() != first.content.index()) {
        return differs("Column " + std::to_string(index + 1) + " of this UNION (" + first.name +
                           ") is not of the same kind in all its parts.",
                       "Give every part the same columns, in the same order.", table.where);
      }
    }
    std::optional<Content> common;
    for (std::size_t i = 0; i < tables_.size(); ++i) {
      Content content = with_common_measures(i, tables_[i].plan.columns[index].content);
      if (common && *common != content) {
        return differs("Column " + std::to_string(index + 1) + " of this UNION (" + first.name +
                           ") counts different things in its parts.",
                       "Ask for them as columns side by side: COUNT(*) FILTER (WHERE ...).",
                       tables_[i].where);
      }
      common = std::move(content);
    }
    result_.plan.columns[index] = Column{first.name, std::move(*common)};
    return true;
  }

  // A column that divides some part divides the whole; a constant that differs does, too.
  void unite_plain(std::size_t index) {
    const std::string& name = tables_.front().plan.columns[index].name;
    std::vector<RowExpression> expressions;
    for (std::size_t i = 0; i < tables_.size(); ++i) {
      const auto& content = tables_[i].plan.columns[index].content;
      const auto* shown = std::get_if<DimensionColumn>(&content);
      for (std::size_t p = 0; p < part(i).populations.size(); ++p) {
        expressions.push_back(shown == nullptr
                                  ? RowExpression{std::get<ConstantColumn>(content).value}
                                  : part(i).dimensions[shown->dimension].by_population[p]);
      }
    }
    const auto& first = expressions.front();
    const bool constant = std::holds_alternative<Value>(first.node) &&
                          std::all_of(expressions.begin(), expressions.end(),
                                      [&](const auto& one) { return one == first; });
    if (constant) {
      result_.plan.columns[index] = Column{name, ConstantColumn{std::get<Value>(first.node)}};
      return;
    }
    const std::size_t dimension = add_dimension(name, std::move(expressions));
    for (std::size_t i = 0; i < tables_.size(); ++i) {
      const auto* shown = std::get_if<DimensionColumn>(&tables_[i].plan.columns[index].content);
      if (shown == nullptr) {
        always_.emplace_back(i, dimension);
      } else {
        moved_[i][shown->dimension].push_back(dimension);
      }
    }
    result_.plan.columns[index] = Column{name, DimensionColumn{dimension}};
  }

  std::size_t add_dimension(const std::string& name, std::vector<RowExpression> expressions) {
    auto& dimensions = result_.plan.parts.front().dimensions;
    for (std::size_t i = 0; i < dimensions.size(); ++i) {
      if (dimensions[i].by_population == expressions) return i;
    }
    dimensions.push_back({name, std::move(expressions), std::nullopt, false});
    return dimensions.size() - 1;
  }

  Content with_common_measures(std::size_t table, Content content) {
    const auto move = [&](MeasureRef& ref) {
      auto& measures = result_.plan.parts.front().measures;
      const auto& measure = part(table).measures[ref.measure];
      const auto found = std::find(measures.begin(), measures.end(), measure);
      ref.measure = static_cast<std::size_t>(found - measures.begin());
      if (found == measures.end()) measures.push_back(measure);
    };
    if (auto* measure = std::get_if<MeasureColumn>(&content)) {
      move(measure->measure);
    } else if (auto* ratio = std::get_if<RatioColumn>(&content)) {
      move(ratio->numerator);
      move(ratio->denominator);
    } else if (auto* rate = std::get_if<RateColumn>(&content)) {
      move(rate->numerator);
      if (rate->area_dimension) {
        rate->area_dimension = moved_[table].at(*rate->area_dimension).front();
      }
    }
    return content;
  }

  // Every part must be divided in the same ways; constants of a part stand in each of its rows.
  bool unite_sets() {
    std::optional<std::vector<std::vector<std::size_t>>> common;
    for (std::size_t i = 0; i < tables_.size(); ++i) {
      std::vector<std::vector<std::size_t>> sets;
      for (const auto& old : part(i).grouping_sets) {
        auto& set = sets.emplace_back();
        for (const auto index : old) {
          const auto& shown_as = moved_[i].at(index);
          set.insert(set.end(), shown_as.begin(), shown_as.end());
        }
        for (const auto& [table, dimension] : always_) {
          if (table == i) set.push_back(dimension);
        }
        std::sort(set.begin(), set.end());
        set.erase(std::unique(set.begin(), set.end()), set.end());
      }
      std::sort(sets.begin(), sets.end());
      if (common && *common != sets) {
        return differs("The parts of this UNION have different totals.",
                       "Use the same ROLLUP, CUBE or GROUPING SETS in each part.",
                       tables_[i].where);
      }
      common = std::move(sets);
    }
    result_.plan.parts.front().grouping_sets = std::move(*common);
    return true;
  }

  [[nodiscard]] bool parts_told_apart() const {
    const auto& united = result_.plan.parts.front();
    const Separation separation(united, context_.catalogue);
    std::size_t first = 0;
    for (std::size_t i = 0; i + 1 < tables_.size(); ++i) {
      const std::size_t next = first + part(i).populations.size();
      for (std::size_t a = first; a < next; ++a) {
        for (std::size_t b = next; b < united.populations.size(); ++b) {
          if (!separation.told_apart(a, b)) return false;
        }
      }
      first = next;
    }
    return true;
  }

  // Nothing in the rows says from which part they come, and adding them up could count a record twice.
  void tell_parts_apart() {
    auto& part = result_.plan.parts.front();
    std::vector<RowExpression> numbers;
    for (std::size_t i = 0; i < tables_.size(); ++i) {
      const std::size_t populations = this->part(i).populations.size();
      numbers.insert(numbers.end(), populations, RowExpression{Value{std::to_string(i + 1)}});
    }
    const std::size_t dimension = part.dimensions.size();
    part.dimensions.push_back({"query_part", std::move(numbers), std::nullopt, false});
    for (auto& set : part.grouping_sets) set.push_back(dimension);
    auto& columns = result_.plan.columns;
    columns.insert(columns.begin(), Column{"query_part", DimensionColumn{dimension}});
    context_.diagnostics.note("note.query_part",
                              "Nothing in its rows tells the parts of this UNION apart; a column "
                              "query_part was added.",
                              "Give each part a name: SELECT 'first' AS part, ...", query_.where);
  }

  Context& context_;
  std::vector<TableRelation> tables_;
  const ast::Query& query_;
  TableRelation result_;
  // For each table: which of our dimensions its own have become.
  std::vector<std::map<std::size_t, std::vector<std::size_t>>> moved_;
  std::vector<std::pair<std::size_t, std::size_t>>
      always_;  // Constants of a table: table, dimension.
};

}  // namespace

std::optional<Relation> union_of_tables(Context& context, std::vector<TableRelation> tables,
                                        const ast::Query& query) {
  if (auto totals = union_as_totals(context, tables, query)) return totals;
  return TableUnion(context, std::move(tables), query).bind();
}

}  // namespace hdis::query
