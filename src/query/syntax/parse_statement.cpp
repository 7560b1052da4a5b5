#include "hdis/core/text.hpp"

#include "syntax/complaint.hpp"
#include "syntax/parse.hpp"
#include "syntax/refused_statement.hpp"

#include <fmt/format.h>

#include <utility>

namespace hdis::query::syntax {

namespace {

Error no_statement(const Cursor& cursor) {
  if (cursor.at("FROM")) return from_first(cursor);
  return expected(cursor, "SELECT or WITH");
}

Error not_a_view(const Cursor& cursor) {
  const std::string message = fmt::format("CREATE {} is refused: a query makes nothing that lasts.",
                                          to_upper(describe(cursor.now())));
  return refuse(cursor, "query.statement_creates", message,
                // not SQL: advice to the user
                "Write CREATE TEMPORARY VIEW name AS and the query.");
}

/// What may stand between CREATE and VIEW; none of it matters, because a view lives as long as its
/// text.
void skip_view_words(Cursor& cursor) {
  cursor.accept("OR", "REPLACE");
  cursor.accept("GLOBAL");
  if (!cursor.accept("TEMPORARY")) cursor.accept("TEMP");
}

Error column_list(const Cursor& cursor) {
  return complain(cursor, "query.column_list", "Columns are not named behind a view's name.",
                  "Name them inside the query, with AS.");
}

Result<ast::CreateView> parse_create_view(Cursor& cursor) {
  cursor.take();
  skip_view_words(cursor);
  if (!cursor.accept("VIEW")) return fail(not_a_view(cursor));
  if (cursor.accept("IF", "NOT") && !cursor.accept("EXISTS")) {
    return fail(expected(cursor, "EXISTS"));
  }
  HDIS_TRY(name, parse_name(cursor, "the name of the view"));
  if (cursor.at(Symbol::left_bracket)) return fail(column_list(cursor));
  if (!cursor.accept("AS")) return fail(expected(cursor, "AS and the query of the view"));
  HDIS_TRY(query, parse_query(cursor));
  return ast::CreateView{std::move(name), std::move(query)};
}

Result<ast::Statement> parse_any(Cursor& cursor) {
  const SourcePosition where = cursor.now().where;
  if (auto error = refused_statement(cursor)) return fail(*std::move(error));
  if (cursor.at("CREATE")) {
    HDIS_TRY(view, parse_create_view(cursor));
    return ast::Statement{std::move(view), where};
  }
  const bool query = cursor.at("SELECT") || cursor.at("WITH") || cursor.at(Symbol::left_bracket);
  if (!query) return fail(no_statement(cursor));
  HDIS_TRY(parsed, parse_query(cursor));
  return ast::Statement{std::move(parsed), where};
}

}  // namespace

Result<ast::Statement> parse_statement(Cursor& cursor) {
  HDIS_TRY(statement, parse_any(cursor));
  if (!cursor.at_end()) return fail(unexpected_after_query(cursor));
  return std::move(statement);
}

}  // namespace hdis::query::syntax
