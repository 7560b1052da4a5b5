#include "bind/ast_text.hpp"
#include "bind/context.hpp"
#include "bind/functions.hpp"
#include "bind/grouped_select.hpp"
#include "bind/table_select.hpp"
#include "bind/table_shape.hpp"
#include "plan/normal_form.hpp"
#include "plan/visit.hpp"

#include <algorithm>
#include <utility>

namespace hdis::query {
namespace {

// FYEAR >= '1516' with no other bound: nothing says which years there are.
void warn_of_open_years(Context& context, const RowBranch& branch, SourcePosition where) {
  for (const auto& condition : conjuncts(branch.filter)) {
    const auto* compare = std::get_if<Compare>(&condition.node);
    const auto* field = compare == nullptr ? nullptr : std::get_if<FieldRef>(&compare->left.node);
    const bool bound = field != nullptr && field->name == branch.dataset->year_field &&
                       compare->op != Comparison::equal && compare->op != Comparison::not_equal;
    if (!bound) continue;
    context.diagnostics.warn("lint.open_years",
                             "Years with one bound only are compared as texts, and which years are "
                             "counted depends on what is loaded.",
                             "Name both ends: FYEAR BETWEEN '1516' AND '1718'.", where);
  }
}

void bind_where(Context& context, const ast::Select& select, const Names& names,
                RowRelation& rows) {
  if (!select.where_condition) return;
  const RowRelation before = rows;
  const ast::Select* outer = std::exchange(context.where_of, &select);
  for (std::size_t i = 0; i < rows.branches.size(); ++i) {
    RowBinder binder(context, names, before, i);
    const bool some_year = add_filter(
        rows.branches[i], binder.conditions(*select.where_condition, ConditionPlace::where));
    warn_of_open_years(context, rows.branches[i], select.where_condition->where);
    if (some_year && !is_constant(rows.branches[i].filter, false)) continue;
    context.diagnostics.warn("lint.never_true",
                             some_year ? "These conditions can never all be true: nothing is found."
                                       : "No financial year satisfies these conditions: nothing is "
                                         "found.",
                             "Check the conditions that are joined by AND.",
                             select.where_condition->where);
  }
  context.where_of = outer;
}

// The same with the condition in WHERE, where it is one on records.
std::string having_in_where(const Context& context, const ast::Select& select) {
  ast::Select moved = select;
  moved.having.reset();
  moved.where_condition = select.having;
  if (select.where_condition) {
    const ast::Binary both{ast::BinaryOperator::and_, *select.where_condition, *select.having};
    moved.where_condition = ast::Expression{both, select.having->where};
  }
  std::string text = written_text(moved);
  return may_offer(context, text) ? text : "";
}

void refuse_having(Context& context, const ast::Select& select) {
  if (!select.having) return;
  if (std::string moved = having_in_where(context, select); !moved.empty()) {
    context.diagnostics.refuse("query.having",
                               "HAVING chooses groups after they were counted; this condition is "
                               "one on records, and belongs in WHERE.",
                               std::move(moved), select.having->where);
    return;
  }
  context.diagnostics.refuse(
      "query.having",
      "HAVING chooses groups by their counts, and would show which of them are small.",
      "Leave it out: every group is answered, and small numbers are hidden by the policy. "
      "Conditions "
      "on records belong in WHERE.",
      select.having->where);
}

// The person key as it is selected; "" if it is not.
std::string selected_person_key(const ast::Select& select, const RowRelation& rows) {
  const auto& dataset = *rows.branches.front().dataset;
  for (const auto& item : select.items) {
    const auto* name = std::get_if<ast::Name>(&item.expression.node);
    const auto* field = name == nullptr ? nullptr : dataset.find(name->text);
    const bool person = field != nullptr && field->field_class == catalogue::FieldClass::person_key;
    if (person) return name->text;
  }
  return "";
}

// GROUP BY without any aggregate: which groups exist, or who has how many records.
void refuse_groups_alone(Context& context, const ast::Select& select, const RowRelation& rows) {
  if (const std::string person = selected_person_key(select, rows); !person.empty()) {
    context.diagnostics.refuse(
        "query.groups_without_count", "People cannot be chosen by how many records they have.",
        "Leave GROUP BY and HAVING out to keep everybody who has such a record; count people with "
        "COUNT(DISTINCT " +
            person + ").",
        select.where);
    return;
  }
  ast::Select corrected = select;
  ast::SelectItem count;
  count.expression = ast::Expression{ast::Call{"COUNT", false, {{ast::Star{}, {}}}, {}, false}, {}};
  corrected.items.push_back(count);
  corrected.having.reset();
  std::string suggestion = written_text(corrected);
  if (!may_offer(context, suggestion)) suggestion = "Add COUNT(*) to what is selected.";
  context.diagnostics.refuse("query.groups_without_count",
                             "Without a count this query tells which rare groups exist.",
                             std::move(suggestion), select.where);
}

// SELECT of columns of records: a step on the way to a table.
std::optional<Relation> bind_row_select(Context& context, const ast::Select& select,
                                        const Names& names, RowRelation rows) {
  const RowRelation source = rows;
  rows.columns.clear();
  rows.all_fields = false;
  rows.distinct = rows.distinct || select.distinct;
  rows.where = select.where;
  bool complete = true;
  for (const auto& item : select.items) {
    if (std::holds_alternative<ast::Star>(item.expression.node)) {
      rows.all_fields = source.all_fields;
      rows.columns.insert(rows.columns.end(), source.columns.begin(), source.columns.end());
      continue;
    }
    RowColumn column;
    const auto* name = std::get_if<ast::Name>(&item.expression.node);
    column.name = !item.alias.empty() ? item.alias
                  : name != nullptr   ? name->text
                                      : written_text(item.expression);
    for (std::size_t i = 0; i < source.branches.size(); ++i) {
      auto bound = RowBinder(context, names, source, i).expression(item.expression);
      complete = complete && bound.has_value();
      if (bound) column.by_branch.push_back(std::move(*bound));
    }
    rows.columns.push_back(std::move(column));
  }
  if (!complete) return std::nullopt;
  return rows;
}

std::optional<Relation> bind_over_rows(Context& context, const ast::Select& select,
                                       const ast::Query* query, const Names& names,
                                       RowRelation rows) {
  if (rows.limited || rows.distinct) {
    context.diagnostics.refuse(
        rows.limited ? "query.limit_on_rows" : "query.distinct_rows",
        rows.limited ? "LIMIT inside chooses single records."
                     : "SELECT DISTINCT inside counts combinations of values, not records.",
        "Leave it out; LIMIT at the end applies to the finished table.", rows.where);
    return std::nullopt;
  }
  bind_where(context, select, names, rows);
  refuse_having(context, select);
  const bool counts = std::any_of(select.items.begin(), select.items.end(),
                                  [](const auto& item) { return has_aggregate(item.expression); });
  if (!counts) {
    if (!select.group_by.empty()) {
      refuse_groups_alone(context, select, rows);
      return std::nullopt;
    }
    auto relation = bind_row_select(context, select, names, std::move(rows));
    if (relation && query != nullptr)
      std::get<RowRelation>(*relation).limited = query->limit.has_value();
    return relation;
  }
  std::vector<const ast::Expression*> written;
  auto table = GroupedSelect(context, select, names, rows).bind(written);
  if (!table) return std::nullopt;
  if (query != nullptr) bind_ordering(context, *query, written, table->plan);
  return Relation{std::move(*table)};
}

}  // namespace

std::optional<Relation> bind_select(Context& context, const ast::Select& select,
                                    const ast::Query* query, const Names& names) {
  if (!context.spend(1, select.where)) return std::nullopt;
  auto source = bind_from(context, select, names);
  if (!source) return std::nullopt;
  if (auto* rows = std::get_if<RowRelation>(&*source)) {
    return bind_over_rows(context, select, query, names, std::move(*rows));
  }
  refuse_having(context, select);
  ast::Select over = select;
  // With a comma join, WHERE has said how the tables are joined.
  if (select.from.size() > 1) over.where_condition.reset();
  return bind_table_select(context, over, query, std::move(std::get<TableRelation>(*source)));
}

std::optional<Relation> bind_query(Context& context, const ast::Query& query, const Names& names) {
  Names visible = names;
  for (const auto& common : query.with) {
    auto bound = bind_query(context, *common.query, visible);
    visible = named_relation(common.name, std::move(bound), visible);
  }
  if (query.terms.size() > 1) return bind_union(context, query, visible);
  if (const auto* select = std::get_if<ast::Select>(&query.terms.front())) {
    return bind_select(context, *select, &query, visible);
  }
  auto inner = bind_query(context, *std::get<Box<ast::Query>>(query.terms.front()), visible);
  if (!inner) return std::nullopt;
  if (auto* table = std::get_if<TableRelation>(&*inner)) {
    bind_ordering(context, query, {}, table->plan);
  } else if (query.limit) {
    std::get<RowRelation>(*inner).limited = true;
  }
  return inner;
}

}  // namespace hdis::query
