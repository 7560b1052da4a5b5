#include "hdis/query/print.hpp"

#include "syntax/printer.hpp"
#include "syntax/token.hpp"

#include <utility>

namespace hdis::query {

std::string print(const ast::Script& script, Brackets brackets) {
  syntax::Printer printer(brackets);
  printer.script(script);
  return printer.take();
}

std::string print(const ast::Query& query, Brackets brackets) {
  syntax::Printer printer(brackets);
  printer.query(query);
  return printer.take();
}

std::string print(const ast::Expression& expression, Brackets brackets) {
  syntax::Printer printer(brackets);
  printer.expression(expression);
  return printer.take();
}

std::string print(const ast::Name& name) {
  syntax::Printer printer(Brackets::needed);
  printer.name(name);
  return printer.take();
}

namespace syntax {

namespace {

std::string_view spelling(ast::SetOperator op) {
  switch (op) {
    case ast::SetOperator::union_all:
      return " UNION ALL ";
    case ast::SetOperator::union_distinct:
      return " UNION ";
    case ast::SetOperator::intersect:
      return " INTERSECT ";
    case ast::SetOperator::except:
      break;
  }
  return " EXCEPT ";
}

std::string_view spelling(ast::JoinKind kind) {
  switch (kind) {
    case ast::JoinKind::inner:
      return " JOIN ";
    case ast::JoinKind::left:
      return " LEFT JOIN ";
    case ast::JoinKind::right:
      return " RIGHT JOIN ";
    case ast::JoinKind::full:
      return " FULL JOIN ";
    case ast::JoinKind::cross:
      break;
  }
  return " CROSS JOIN ";
}

}  // namespace

void Printer::identifier(std::string_view name) {
  if (looks_like_name(name) && !is_reserved(name)) return write(name);
  text_ += '`';
  for (const char c : name) {
    if (c == '`') text_ += '`';
    text_ += c;
  }
  text_ += '`';
}

void Printer::name(const ast::Name& name) {
  for (std::string_view rest = name.qualifier; !rest.empty();) {
    const std::size_t dot = rest.find('.');
    identifier(rest.substr(0, dot));
    write(".");
    rest = dot == std::string_view::npos ? "" : rest.substr(dot + 1);
  }
  identifier(name.text);
}

void Printer::alias(std::string_view alias) {
  if (alias.empty()) return;
  write(" AS ");
  identifier(alias);
}

void Printer::script(const ast::Script& script) {
  bool first = true;
  for (const ast::Statement& each : script.statements) {
    if (!first) write("; ");
    first = false;
    statement(each);
  }
}

void Printer::statement(const ast::Statement& statement) {
  if (const auto* plain = std::get_if<ast::Query>(&statement.node)) return query(*plain);
  const auto& view = std::get<ast::CreateView>(statement.node);
  write("CREATE OR REPLACE TEMPORARY VIEW ");  // not SQL: our own query language
  name(view.name);
  write(" AS ");
  query(view.query);
}

void Printer::bracketed(const ast::Query& inner) {
  write("(");
  query(inner);
  write(")");
}

void Printer::query(const ast::Query& query) {
  if (!query.with.empty()) {
    write("WITH ");
    list(query.with, [&](const ast::CommonTable& common) {
      name(common.name);
      write(" AS ");
      bracketed(*common.query);
    });
    write(" ");
  }
  for (std::size_t i = 0; i < query.terms.size(); ++i) {
    if (i > 0) write(spelling(query.operators[i - 1]));
    if (const auto* plain = std::get_if<ast::Select>(&query.terms[i])) {
      select(*plain);
    } else {
      bracketed(*std::get<Box<ast::Query>>(query.terms[i]));
    }
  }
  if (!query.order_by.empty()) write(" ORDER BY ");
  list(query.order_by, [&](const ast::OrderItem& item) {
    expression(item.expression);
    if (item.descending) write(" DESC");
  });
  if (query.limit) write(" LIMIT " + std::to_string(*query.limit));
}

void Printer::select_item(const ast::SelectItem& item) {
  expression(item.expression);
  alias(item.alias);
}

void Printer::select(const ast::Select& select) {
  write(select.distinct ? "SELECT DISTINCT " : "SELECT ");
  list(select.items, [&](const ast::SelectItem& item) { select_item(item); });
  if (!select.from.empty()) write(" FROM ");
  list(select.from, [&](const ast::TableRef& each) { table(each); });
  if (select.where_condition) {
    write(" WHERE ");
    expression(*select.where_condition);
  }
  if (!select.group_by.empty()) group_by(select.group_by);
  if (select.having) {
    write(" HAVING ");
    expression(*select.having);
  }
}

void Printer::element(const std::vector<ast::Expression>& element, bool always_brackets) {
  const bool brackets = always_brackets || element.size() != 1;
  if (brackets) write("(");
  list(element, [&](const ast::Expression& each) { expression(each); });
  if (brackets) write(")");
}

void Printer::grouping(const ast::GroupBy& group) {
  const bool sets = group.kind == ast::GroupingKind::sets;
  const bool plain = group.kind == ast::GroupingKind::plain;
  if (group.kind == ast::GroupingKind::rollup) write("ROLLUP (");
  if (group.kind == ast::GroupingKind::cube) write("CUBE (");
  if (sets) write("GROUPING SETS (");
  list(group.elements, [&](const auto& each) { element(each, sets); });
  if (!plain) write(")");
}

void Printer::group_by(const std::vector<ast::GroupBy>& groups) {
  write(" GROUP BY ");
  list(groups, [&](const ast::GroupBy& group) { grouping(group); });
}

void Printer::pivot(const ast::Pivot& pivot) {
  write(" PIVOT (");
  list(pivot.aggregates, [&](const ast::SelectItem& item) { select_item(item); });
  write(" FOR ");
  name(pivot.column);
  write(" IN (");
  list(pivot.values, [&](const ast::PivotValue& value) {
    expression(value.value, Binding::sum);
    alias(value.alias);
  });
  write("))");
}

void Printer::join(const ast::Join& join) {
  write(spelling(join.kind));
  const bool brackets = !join.right->joins.empty();
  if (brackets) write("(");
  table(*join.right);
  if (brackets) write(")");
  if (join.on) {
    write(" ON ");
    expression(*join.on);
  }
  if (join.using_columns.empty()) return;
  write(" USING (");
  list(join.using_columns, [&](const ast::Name& column) { name(column); });
  write(")");
}

void Printer::table(const ast::TableRef& table) {
  if (const auto* named = std::get_if<ast::Name>(&table.source)) {
    name(*named);
  } else {
    bracketed(*std::get<Box<ast::Query>>(table.source));
  }
  if (table.pivot) pivot(*table.pivot);
  alias(table.alias);
  for (const ast::Join& each : table.joins) join(each);
}

}  // namespace syntax

}  // namespace hdis::query
