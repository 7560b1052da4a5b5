#include "bind/ast_text.hpp"
#include "bind/functions.hpp"
#include "bind/grouped_select.hpp"
#include "bind/table_select.hpp"
#include "bind/table_shape.hpp"
#include "plan/visit.hpp"

#include <algorithm>

namespace hdis::query {
namespace {

constexpr std::size_t most_entries = 500;

bool refuse(Context& context, std::string message, std::string suggestion, SourcePosition where) {
  context.diagnostics.refuse("query.pivot", std::move(message), std::move(suggestion), where);
  return false;
}

// The names of columns that an expression reads.
void names_in(const ast::Expression& expression, std::vector<std::string>& names) {
  if (const auto* name = std::get_if<ast::Name>(&expression.node)) names.push_back(name->text);
  if (const auto* call = std::get_if<ast::Call>(&expression.node)) {
    for (const auto& argument : call->arguments) names_in(argument, names);
    if (call->filter) names_in(**call->filter, names);
  }
  if (const auto* binary = std::get_if<ast::Binary>(&expression.node)) {
    names_in(*binary->left, names);
    names_in(*binary->right, names);
  }
  if (const auto* in = std::get_if<ast::In>(&expression.node)) names_in(*in->subject, names);
  if (const auto* between = std::get_if<ast::Between>(&expression.node)) {
    names_in(*between->subject, names);
  }
  if (const auto* pattern = std::get_if<ast::Pattern>(&expression.node)) {
    names_in(*pattern->subject, names);
  }
  if (const auto* cases = std::get_if<ast::Case>(&expression.node)) {
    for (const auto& arm : cases->arms) {
      names_in(arm.when, names);
      names_in(arm.then, names);
    }
  }
}

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::any_of(names.begin(), names.end(),
                     [&](const auto& one) { return same_name(one, name); });
}

// PIVOT of records is GROUP BY all columns that it does not use itself; then its dimension becomes columns.
std::optional<TableRelation> group_for_pivot(Context& context, const ast::Pivot& pivot,
                                             const Names& names, const RowRelation& rows) {
  if (rows.all_fields) {
    refuse(context, "PIVOT divides by every column that it does not use, here by all fields.",
           "Select the columns that you need first: FROM (SELECT area, SEX, FAE FROM ...) PIVOT "
           "(...).",
           pivot.where);
    return std::nullopt;
  }
  std::vector<std::string> used{pivot.column.text};
  for (const auto& item : pivot.aggregates) names_in(item.expression, used);
  ast::Select select;
  select.where = pivot.where;
  ast::GroupBy group;
  const auto divide_by = [&](const std::string& name) {
    const ast::Expression column{ast::Name{"", name, pivot.column.where}, pivot.column.where};
    select.items.push_back({column, "", pivot.column.where});
    group.elements.push_back({column});
  };
  for (const auto& column : rows.columns) {
    if (!contains(used, column.name)) divide_by(column.name);
  }
  divide_by(pivot.column.text);
  for (const auto& item : pivot.aggregates) select.items.push_back(item);
  select.group_by.push_back(std::move(group));
  std::vector<const ast::Expression*> written;
  return GroupedSelect(context, select, names, rows).bind(written);
}

// PIVOT of a table: each of its cells is a single figure already, so that its SUM is the figure itself.
std::optional<TableRelation> select_for_pivot(Context& context, const ast::Pivot& pivot,
                                              TableRelation table) {
  std::vector<Column> figures;
  for (const auto& item : pivot.aggregates) {
    const auto* call = std::get_if<ast::Call>(&item.expression.node);
    const bool one_figure = call != nullptr && call->arguments.size() == 1 && !call->distinct &&
                            !call->filter && call->name != "COUNT" && call->name != "MEASURE" &&
                            std::holds_alternative<ast::Name>(call->arguments.front().node);
    if (!one_figure) {
      refuse(context, "Over a table of counts, PIVOT can only put its figures side by side.",
             "Write PIVOT (SUM(count_column) FOR ...).", item.where);
      return std::nullopt;
    }
    const auto index =
        find_table_column(context, table, std::get<ast::Name>(call->arguments.front().node));
    if (!index) return std::nullopt;
    Column column = table.plan.columns[*index];
    if (!item.alias.empty()) column.name = item.alias;
    figures.push_back(std::move(column));
  }
  std::vector<Column> columns;
  for (const auto& column : table.plan.columns) {
    if (std::holds_alternative<DimensionColumn>(column.content) ||
        std::holds_alternative<ConstantColumn>(column.content)) {
      columns.push_back(column);
    }
  }
  columns.insert(columns.end(), figures.begin(), figures.end());
  table.plan.columns = std::move(columns);
  return table;
}

class PivotBinder {
 public:
  PivotBinder(Context& context, const ast::Pivot& pivot, TableRelation table)
      : context_(context), pivot_(pivot), table_(std::move(table)) {}

  std::optional<Relation> bind() {
    if (!check_shape()) return std::nullopt;
    const auto index = find_table_column(context_, table_, pivot_.column);
    if (!index) return std::nullopt;
    const auto* shown = std::get_if<DimensionColumn>(&table_.plan.columns[*index].content);
    if (shown == nullptr) {
      refuse(context_,
             pivot_.column.text + " does not divide the table, so it cannot become columns.",
             "PIVOT FOR a column of GROUP BY.", pivot_.column.where);
      return std::nullopt;
    }
    PivotSpec spec;
    spec.dimension = shown->dimension;
    for (const auto& value : pivot_.values) {
      if (!add_entry(spec, value)) return std::nullopt;
    }
    table_.plan.pivot = std::move(spec);
    table_.plan.order_by.clear();
    return Relation{std::move(table_)};
  }

 private:
  bool check_shape() {
    const auto& plan = table_.plan;
    if (plan.pivot || plan.limit) {
      return refuse(context_, "A table with PIVOT or LIMIT cannot be pivoted.",
                    "Pivot once, and limit the result.", pivot_.where);
    }
    if (plan.parts.front().grouping_sets.size() != 1) {
      return refuse(context_,
                    "A table with totals (ROLLUP, CUBE, GROUPING SETS) cannot be pivoted.",
                    "Use GROUP BY without totals inside.", pivot_.where);
    }
    if (pivot_.values.empty() || pivot_.values.size() > most_entries) {
      return refuse(context_, "PIVOT takes 1 to " + std::to_string(most_entries) + " values.",
                    "List the values that become columns: IN ('1', '2').", pivot_.where);
    }
    return true;
  }

  bool add_entry(PivotSpec& spec, const ast::PivotValue& value) {
    const auto constant = constant_of(value.value);
    if (!constant) {
      return refuse(context_, "The values of PIVOT are constants.", "Write IN ('1' AS male, '2').",
                    value.value.where);
    }
    const auto bound = value_for(context_, *constant, target(spec.dimension));
    if (!bound) return false;
    std::string name = value.alias.empty() ? to_plain_text(*bound) : value.alias;
    if (name.empty()) name = "unknown";
    const bool again = std::any_of(spec.entries.begin(), spec.entries.end(), [&](const auto& one) {
      return one.value == *bound || same_name(one.name, name);
    });
    if (again) {
      context_.diagnostics.mistake("query.pivot_value", "PIVOT lists " + name + " twice.",
                                   "List each value once, under a name of its own.",
                                   value.value.where);
      return false;
    }
    spec.entries.push_back({*bound, std::move(name)});
    return true;
  }

  [[nodiscard]] ConstantTarget target(std::size_t dimension) const {
    const auto& part = table_.plan.parts.front();
    const auto& expression = part.dimensions[dimension].by_population.front();
    const auto* dataset = context_.catalogue.dataset(part.populations.front().dataset);
    ConstantTarget target;
    target.type = type_of(expression);
    if (const auto* ref = std::get_if<FieldRef>(&expression.node)) {
      target.field = dataset->find(ref->name);
      target.year_field = !dataset->year_field.empty() && ref->name == dataset->year_field;
    }
    return target;
  }

  Context& context_;
  const ast::Pivot& pivot_;
  TableRelation table_;
};

}  // namespace

std::optional<Relation> bind_pivot(Context& context, const ast::Pivot& pivot, const Names& names,
                                   Relation source) {
  auto table = std::holds_alternative<RowRelation>(source)
                   ? group_for_pivot(context, pivot, names, std::get<RowRelation>(source))
                   : select_for_pivot(context, pivot, std::move(std::get<TableRelation>(source)));
  if (!table) return std::nullopt;
  return PivotBinder(context, pivot, std::move(*table)).bind();
}

}  // namespace hdis::query
