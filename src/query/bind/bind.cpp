#include "hdis/query/plan.hpp"

#include "bind/breadth.hpp"
#include "bind/context.hpp"
#include "bind/counted_instead.hpp"
#include "bind/table_shape.hpp"

#include <algorithm>

namespace hdis::query {
namespace {

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

Result<Bound> bind_script(const Parsed& parsed, const catalogue::Catalogue& catalogue,
                          Offers offers) {
  Context context{catalogue, {}, offers};
  Names names;
  Bound bound;
  std::vector<SourcePosition> places;
  for (const auto& statement : parsed.script.statements) {
    if (const auto* view = std::get_if<ast::CreateView>(&statement.node)) {
      auto relation = bind_query(context, view->query, names);
      names = named_relation(view->name, std::move(relation), names);
    } else if (auto plan = bind_table(context, std::get<ast::Query>(statement.node), names)) {
      bound.plan.tables.push_back(std::move(*plan));
      places.push_back(statement.where);
    }
  }
  check_breadth(context, bound.plan.tables, places);
  if (bound.plan.tables.empty() && !context.diagnostics.failed()) {
    context.diagnostics.mistake("query.no_question", "This text asks no question.",
                                "Write SELECT ... FROM ... after the views.", SourcePosition{});
  }
  if (context.diagnostics.failed()) return fail(context.diagnostics.error());
  bound.findings = parsed.findings;
  for (auto& finding : context.diagnostics.findings()) bound.findings.push_back(std::move(finding));
  return bound;
}

}  // namespace

bool may_offer(const Context& context, const std::string& query) {
  if (context.offers == Offers::no) return false;
  const auto parsed = parse(query);
  return parsed && bind_script(*parsed, context.catalogue, Offers::no);
}

Result<Bound> bind(const Parsed& parsed, const catalogue::Catalogue& catalogue) {
  return bind_script(parsed, catalogue, Offers::yes);
}

Result<Bound> compile(std::string_view text, const catalogue::Catalogue& catalogue) {
  HDIS_TRY(parsed, parse(text));
  return bind(parsed, catalogue);
}

}  // namespace hdis::query
