#include "hdis/query/plan.hpp"

#include "bind/ast_text.hpp"
#include "bind/context.hpp"
#include "bind/field_rules.hpp"
#include "bind/functions.hpp"
#include "bind/table_shape.hpp"

#include <algorithm>

namespace hdis::query {
namespace {

// The first SELECT that was written, to be corrected.
const ast::Select& first_select(const ast::Query& query) {
  const auto& term = query.terms.front();
  if (const auto* select = std::get_if<ast::Select>(&term)) return *select;
  return first_select(*std::get<Box<ast::Query>>(term));
}

// Which of the selected columns may divide a table, at most one of them fine.
std::vector<const ast::SelectItem*> groupable(Context& context, const ast::Select& select,
                                              const RowRelation& rows) {
  Diagnostics kept;
  std::swap(kept, context.diagnostics);
  std::vector<const ast::SelectItem*> items;
  bool fine_one = false;
  const auto& dataset = *rows.branches.front().dataset;
  for (const auto& item : select.items) {
    const auto* name = std::get_if<ast::Name>(&item.expression.node);
    const std::string own = !item.alias.empty() ? item.alias
                            : name != nullptr   ? name->text
                                                : written_text(item.expression);
    const auto* column = find_column(rows, own);
    if (column == nullptr || std::holds_alternative<Value>(column->by_branch.front().node))
      continue;
    const auto& expression = column->by_branch.front();
    const bool fine = is_fine(dataset, expression);
    if (fine && fine_one) continue;
    if (!check_dimension(context, dataset, expression, item.where)) continue;
    fine_one = fine_one || fine;
    items.push_back(&item);
  }
  std::swap(kept, context.diagnostics);
  return items;
}

// The same records, counted.
std::string counted_instead(Context& context, const ast::Query& query, const RowRelation& rows) {
  ast::Select counted = first_select(query);
  const ast::Select& written = first_select(query);
  counted.items.clear();
  counted.distinct = false;
  ast::GroupBy group;
  for (const auto* item : groupable(context, written, rows)) {
    counted.items.push_back(*item);
    const ast::Expression alias{ast::Name{"", item->alias, item->where}, item->where};
    group.elements.push_back({item->alias.empty() ? item->expression : alias});
  }
  ast::SelectItem count;
  count.expression = ast::Expression{ast::Call{"COUNT", false, {{ast::Star{}, {}}}, {}, false}, {}};
  count.alias = rows.branches.front().dataset->row_unit + "s";
  counted.items.push_back(count);
  if (!group.elements.empty()) counted.group_by.push_back(std::move(group));
  return written_text(counted);
}

void refuse_rows(Context& context, const ast::Query& query, const RowRelation& rows) {
  const auto& select = first_select(query);
  const bool star = std::any_of(select.items.begin(), select.items.end(), [](const auto& item) {
    return std::holds_alternative<ast::Star>(item.expression.node);
  });
  const std::string suggestion = counted_instead(context, query, rows);
  if (select.distinct) {
    context.diagnostics.refuse("query.distinct_rows",
                               "SELECT DISTINCT tells which rare values exist.", suggestion,
                               select.where);
    return;
  }
  context.diagnostics.refuse(
      star ? "query.star_of_rows" : "query.rows_requested",
      "This asks for " + rows.branches.front().dataset->row_unit +
          " records, one row each. Single records are never given out; only tables of counts are.",
      suggestion, select.where);
}

std::optional<TablePlan> bind_table(Context& context, const ast::Query& query, const Names& names) {
  auto bound = bind_query(context, query, names);
  if (!bound) return std::nullopt;
  if (const auto* rows = std::get_if<RowRelation>(&*bound)) {
    refuse_rows(context, query, *rows);
    return std::nullopt;
  }
  TablePlan plan = std::move(std::get<TableRelation>(*bound).plan);
  finish(plan);
  return plan;
}

}  // namespace

Result<Bound> bind(const Parsed& parsed, const catalogue::Catalogue& catalogue) {
  Context context{catalogue, {}};
  Names names;
  Bound bound;
  for (const auto& statement : parsed.script.statements) {
    if (const auto* view = std::get_if<ast::CreateView>(&statement.node)) {
      auto relation = bind_query(context, view->query, names);
      names = named_relation(view->name, std::move(relation), names);
    } else if (auto plan = bind_table(context, std::get<ast::Query>(statement.node), names)) {
      bound.plan.tables.push_back(std::move(*plan));
    }
  }
  if (bound.plan.tables.empty() && !context.diagnostics.failed()) {
    context.diagnostics.mistake("query.no_question", "This text asks no question.",
                                "Write SELECT ... FROM ... after the views.", SourcePosition{});
  }
  if (context.diagnostics.failed()) return fail(context.diagnostics.error());
  bound.findings = parsed.findings;
  for (auto& finding : context.diagnostics.findings()) bound.findings.push_back(std::move(finding));
  return bound;
}

Result<Bound> compile(std::string_view text, const catalogue::Catalogue& catalogue) {
  HDIS_TRY(parsed, parse(text));
  return bind(parsed, catalogue);
}

}  // namespace hdis::query
