#include "syntax/complaint.hpp"
#include "syntax/parse.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>

namespace hdis::query::syntax {

namespace {

using ast::Query;
using ast::Select;
using ast::SetOperator;
using Term = std::variant<Select, Box<Query>>;

bool is_set_operator(const Token& token) {
  return token.is("UNION") || token.is("INTERSECT") || token.is("EXCEPT") || token.is("MINUS");
}

bool continues_query(const Token& token) {
  return is_set_operator(token) || token.is("ORDER") || token.is("LIMIT") || token.is("FETCH") ||
         token.is(Symbol::right_bracket) || token.ends_statement();
}

Result<ast::CommonTable> parse_common_table(Cursor& cursor) {
  HDIS_TRY(name, parse_name(cursor, "the name of a common table"));
  if (cursor.at(Symbol::left_bracket)) {
    return fail(complain(cursor, "query.column_list",
                         "Columns are not named behind a table's name.",
                         "Name them inside, with AS."));
  }
  if (!cursor.accept("AS")) return fail(expected(cursor, "AS and a query in brackets"));
  if (!cursor.at(Symbol::left_bracket)) return fail(expected(cursor, "a query in brackets"));
  HDIS_TRY(query, parse_bracketed_query(cursor));
  return ast::CommonTable{std::move(name), std::move(query)};
}

Result<std::vector<ast::CommonTable>> parse_with(Cursor& cursor) {
  std::vector<ast::CommonTable> tables;
  if (!cursor.accept("WITH")) return tables;
  if (cursor.at("RECURSIVE")) {
    return fail(refuse(cursor, "query.recursive", "A query cannot refer to itself.",
                       "Leave out RECURSIVE."));
  }
  do {
    HDIS_TRY(table, parse_common_table(cursor));
    tables.push_back(std::move(table));
  } while (cursor.accept(Symbol::comma));
  return tables;
}

std::optional<SetOperator> accept_set_operator(Cursor& cursor) {
  if (cursor.accept("UNION", "ALL")) return SetOperator::union_all;
  if (cursor.accept("UNION", "DISTINCT") || cursor.accept("UNION")) {
    return SetOperator::union_distinct;
  }
  if (cursor.accept("INTERSECT")) return SetOperator::intersect;
  if (cursor.accept("EXCEPT") || cursor.accept("MINUS")) return SetOperator::except;
  return std::nullopt;
}

Error no_term(const Cursor& cursor) {
  if (cursor.at("FROM")) return from_first(cursor);
  const bool dangling = cursor.before().is("UNION") || cursor.before().is("ALL");
  if (dangling && (cursor.at_end() || cursor.at(Symbol::right_bracket))) {
    return complain(cursor, "query.missing_term",
                    fmt::format("No query follows {}.", cursor.before().text),
                    "Delete the last UNION, or write the query behind it.");
  }
  return expected(cursor, "SELECT");
}

// TOP n belongs to its SELECT alone, which a query of its own says.
Term as_term(SelectWithTop parsed) {
  if (!parsed.top) return std::move(parsed.select);
  Query query;
  query.where = parsed.select.where;
  query.limit = parsed.top;
  query.terms.emplace_back(std::move(parsed.select));
  return Box<Query>(std::move(query));
}

Result<Term> parse_term(Cursor& cursor) {
  if (cursor.at(Symbol::left_bracket)) {
    HDIS_TRY(query, parse_bracketed_query(cursor));
    return Term(Box<Query>(std::move(query)));
  }
  if (!cursor.at("SELECT")) return fail(no_term(cursor));
  HDIS_TRY(select, parse_select(cursor));
  return as_term(std::move(select));
}

Status parse_terms(Cursor& cursor, Query& query) {
  std::optional<SetOperator> op;
  do {
    if (op) query.operators.push_back(*op);
    HDIS_TRY(term, parse_term(cursor));
    query.terms.push_back(std::move(term));
    op = accept_set_operator(cursor);
  } while (op);
  return {};
}

void skip_nulls_order(Cursor& cursor) {
  const SourcePosition where = cursor.now().where;
  if (!cursor.accept("NULLS", "FIRST") && !cursor.accept("NULLS", "LAST")) return;
  cursor.notes().add(Severity::note,
                     {"query.nulls_order", "NULLS FIRST and NULLS LAST change nothing.",
                      "Leave them out.", where});
}

Result<ast::OrderItem> parse_order_item(Cursor& cursor) {
  HDIS_TRY(expression, parse_column_expression(cursor));
  const bool descending = cursor.accept("DESC");
  if (!descending) cursor.accept("ASC");
  skip_nulls_order(cursor);
  return ast::OrderItem{std::move(expression), descending};
}

Status parse_order_by(Cursor& cursor, Query& query) {
  if (!cursor.accept("ORDER")) return {};
  if (!cursor.accept("BY")) return fail(expected(cursor, "BY after ORDER"));
  cursor.enter(Clause::order_by);
  do {
    HDIS_TRY(item, parse_order_item(cursor));
    query.order_by.push_back(std::move(item));
  } while (cursor.accept(Symbol::comma));
  return {};
}

/// FETCH FIRST n ROWS ONLY, behind FETCH.
Result<std::int64_t> parse_fetch(Cursor& cursor) {
  if (!cursor.accept("FIRST") && !cursor.accept("NEXT")) return fail(expected(cursor, "FIRST"));
  HDIS_TRY(count, parse_row_count(cursor));
  if (!cursor.accept("ROWS") && !cursor.accept("ROW")) return fail(expected(cursor, "ROWS ONLY"));
  if (!cursor.accept("ONLY")) return fail(expected(cursor, "ONLY"));
  return count;
}

Error offset(const Cursor& cursor) {
  return complain(cursor, "query.offset", "Rows cannot be skipped: there is no OFFSET.",
                  "Use LIMIT alone, or release the table whole and page through it.");
}

Status parse_limit(Cursor& cursor, Query& query) {
  if (cursor.at("OFFSET")) return fail(offset(cursor));
  const bool fetch = cursor.at("FETCH");
  if (!fetch && !cursor.at("LIMIT")) return {};
  cursor.take();
  cursor.enter(Clause::limit);
  HDIS_TRY(count, fetch ? parse_fetch(cursor) : parse_row_count(cursor));
  if (cursor.at("OFFSET") || cursor.at(Symbol::comma)) return fail(offset(cursor));
  query.limit = count;
  return {};
}

bool is_only_brackets(const Query& query) {
  return query.with.empty() && query.terms.size() == 1 && query.order_by.empty() && !query.limit &&
         std::holds_alternative<Box<Query>>(query.terms.front());
}

// SELECT TOP 10 .. ORDER BY: the order decides which ten, so the limit is that of the whole query.
void lift_top(Query& query, bool bracketed) {
  auto* inner = std::get_if<Box<Query>>(&query.terms.front());
  if (bracketed || inner == nullptr || query.terms.size() != 1) return;
  const auto limit = (*inner)->limit;
  Term select = std::move((*inner)->terms.front());
  query.terms.front() = std::move(select);
  if (!query.limit) query.limit = limit;
}

}  // namespace

bool is_query(const Cursor& cursor, std::size_t index) {
  std::size_t first = index;
  while (cursor.token(first).is(Symbol::left_bracket) && first - index <= Cursor::deepest) ++first;
  if (!cursor.token(first).is("SELECT") && !cursor.token(first).is("WITH")) return false;
  // ((SELECT ..) UNION ..) is a query; ((SELECT ..) a JOIN ..) and ((SELECT ..) + 1) are not.
  for (std::size_t bracket = first; bracket > index; --bracket) {
    const std::size_t close = cursor.partner(bracket - 1);
    if (close != Cursor::nowhere && !continues_query(cursor.token(close + 1))) return false;
  }
  return true;
}

Result<Query> parse_query(Cursor& cursor) {
  const Nesting nesting(cursor);
  if (nesting.too_deep()) return fail(too_deep(cursor));
  const Clause outer = cursor.clause();
  Query query;
  query.where = cursor.now().where;
  HDIS_TRY(with, parse_with(cursor));
  query.with = std::move(with);
  const bool bracketed = cursor.at(Symbol::left_bracket);
  HDIS_CHECK(parse_terms(cursor, query));
  HDIS_CHECK(parse_order_by(cursor, query));
  HDIS_CHECK(parse_limit(cursor, query));
  if (!continues_query(cursor.now()) || is_set_operator(cursor.now())) {
    return fail(unexpected_after_query(cursor));
  }
  cursor.enter(outer);
  lift_top(query, bracketed);
  if (!is_only_brackets(query)) return query;
  Query inner = std::move(*std::get<Box<Query>>(query.terms.front()));
  return inner;
}

Result<Query> parse_bracketed_query(Cursor& cursor) {
  const std::size_t open = cursor.index();
  cursor.take();
  HDIS_TRY(query, parse_query(cursor));
  if (!cursor.accept(Symbol::right_bracket)) return fail(missing_close(cursor, open));
  return std::move(query);
}

}  // namespace hdis::query::syntax
