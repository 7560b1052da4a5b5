#include "syntax/complaint.hpp"
#include "syntax/parse.hpp"

#include <fmt/format.h>

#include <charconv>
#include <utility>

namespace hdis::query::syntax {

namespace {

using ast::Select;
using ast::SelectItem;

bool is_top(const Cursor& cursor) {
  const bool bracket = cursor.ahead().is(Symbol::left_bracket);
  const Token& count = cursor.ahead(bracket ? 2 : 1);
  return cursor.at("TOP") && count.kind == TokenKind::integer;
}

Result<std::optional<std::int64_t>> parse_top(Cursor& cursor) {
  if (!is_top(cursor)) return std::optional<std::int64_t>();
  const SourcePosition where = cursor.take().where;
  const std::size_t open = cursor.index();
  const bool bracket = cursor.accept(Symbol::left_bracket);
  HDIS_TRY(count, parse_row_count(cursor));
  if (bracket && !cursor.accept(Symbol::right_bracket)) return fail(missing_close(cursor, open));
  cursor.notes().add(Severity::note, {"query.top", "TOP was read as LIMIT.",
                                      "Write LIMIT at the end of the query.", where});
  return std::optional<std::int64_t>(count);
}

Error call_in_alias(const Cursor& cursor) {
  return complain_at(cursor.before().where, "query.missing_comma",
                     fmt::format("A comma is missing in front of {}.", cursor.before().text),
                     "Separate the columns by commas.");
}

Error trailing_comma(const Cursor& cursor) {
  return complain_at(cursor.before().where, "query.trailing_comma",
                     fmt::format("Nothing follows this comma but {}.", describe(cursor.now())),
                     "Delete the comma, or write the column that is missing.");
}

Result<std::vector<SelectItem>> parse_items(Cursor& cursor) {
  std::vector<SelectItem> items;
  do {
    const bool none = begins_clause(cursor.now()) || cursor.at_end();
    if (none && !items.empty()) return fail(trailing_comma(cursor));
    if (none) return fail(expected(cursor, "the columns of the table after SELECT"));
    HDIS_TRY(item, parse_select_item(cursor));
    items.push_back(std::move(item));
  } while (cursor.accept(Symbol::comma));
  return items;
}

Error select_into(const Cursor& cursor) {
  return refuse(cursor, "query.select_into", "A query cannot write its rows to a table.",
                // not SQL: advice to the user
                "Leave out INTO; to name a step, write CREATE TEMPORARY VIEW name AS in front.");
}

Status parse_select_list(Cursor& cursor, Select& select) {
  cursor.enter(Clause::select_list);
  select.distinct = cursor.accept("DISTINCT");
  if (!select.distinct) cursor.accept("ALL");
  if (select.distinct && cursor.at("ON")) {
    return fail(refuse(cursor, "query.distinct_on", "DISTINCT ON picks single records.",
                       "Group and count instead: COUNT(*) with GROUP BY."));
  }
  return {};
}

Status parse_condition_clause(Cursor& cursor, std::string_view keyword, Clause clause,
                              std::optional<ast::Expression>& condition) {
  if (!cursor.accept(keyword)) return {};
  cursor.enter(clause);
  HDIS_TRY(parsed, parse_expression(cursor));
  condition = std::move(parsed);
  return {};
}

Status parse_clauses(Cursor& cursor, Select& select) {
  if (cursor.at("INTO")) return fail(select_into(cursor));
  if (cursor.accept("FROM")) {
    cursor.enter(Clause::from);
    HDIS_TRY(from, parse_from(cursor));
    select.from = std::move(from);
  }
  HDIS_CHECK(parse_condition_clause(cursor, "WHERE", Clause::where, select.where_condition));
  if (cursor.accept("GROUP")) {
    if (!cursor.accept("BY")) return fail(expected(cursor, "BY after GROUP"));
    cursor.enter(Clause::group_by);
    HDIS_TRY(group_by, parse_group_by(cursor));
    select.group_by = std::move(group_by);
  }
  return parse_condition_clause(cursor, "HAVING", Clause::having, select.having);
}

}  // namespace

Result<std::int64_t> parse_row_count(Cursor& cursor) {
  if (!cursor.at(TokenKind::integer)) return fail(expected(cursor, "a number of rows"));
  const std::string_view digits = cursor.now().text;
  std::int64_t count = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), count);
  if (read.ec != std::errc()) {
    return fail(complain(cursor, "query.large_number", "This number of rows is too large.",
                         "Leave out the limit to get every row."));
  }
  cursor.take();
  return count;
}

bool accept_star(Cursor& cursor) {
  const bool name = cursor.at(TokenKind::word) || cursor.at(TokenKind::number_word) ||
                    cursor.at(TokenKind::quoted_name) || cursor.at(TokenKind::double_quoted);
  if (name && cursor.ahead().is(Symbol::dot) && cursor.ahead(2).is(Symbol::star)) {
    cursor.take();
    cursor.take();
  }
  return cursor.accept(Symbol::star);
}

Result<SelectItem> parse_select_item(Cursor& cursor) {
  const SourcePosition where = cursor.now().where;
  if (accept_star(cursor)) return SelectItem{{ast::Star{}, where}, "", where};
  HDIS_TRY(expression, parse_expression(cursor));
  auto content = as_select_item(cursor, std::move(expression));
  const bool bare = !cursor.at("AS");
  HDIS_TRY(alias, parse_alias(cursor));
  const bool call = bare && !alias.empty() && cursor.at(Symbol::left_bracket);
  if (call) return fail(call_in_alias(cursor));
  return SelectItem{std::move(content), std::move(alias), where};
}

Result<SelectWithTop> parse_select(Cursor& cursor) {
  Select select;
  select.where = cursor.take().where;
  HDIS_CHECK(parse_select_list(cursor, select));
  HDIS_TRY(top, parse_top(cursor));
  HDIS_TRY(items, parse_items(cursor));
  select.items = std::move(items);
  HDIS_CHECK(parse_clauses(cursor, select));
  return SelectWithTop{std::move(select), top};
}

}  // namespace hdis::query::syntax
