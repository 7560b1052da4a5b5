#include "syntax/complaint.hpp"
#include "syntax/parse.hpp"

#include <fmt/format.h>

#include <utility>

namespace hdis::query::syntax {

namespace {

bool is_quoted(const Token& token) {
  return token.kind == TokenKind::quoted_name || token.kind == TokenKind::double_quoted;
}

// A reserved word behind a dot can only be a name.
bool is_name_behind_dot(const Token& token) {
  return token.kind == TokenKind::word || token.kind == TokenKind::number_word || is_quoted(token);
}

bool is_name(const Token& token) {
  return is_name_behind_dot(token) && !(token.kind == TokenKind::word && is_reserved(token.text));
}

Error not_a_name(const Cursor& cursor, std::string_view what) {
  const Token& found = cursor.now();
  if (found.kind == TokenKind::word && !begins_clause(found)) {
    return complain(
        cursor, "query.keyword_as_name",
        fmt::format("Expected {}, but {} is a keyword.", what, describe(found)),
        fmt::format("If it is meant as a name, put it in double quotes: \"{}\".", found.text));
  }
  if (found.kind == TokenKind::integer) {
    return complain(
        cursor, "query.number_as_name", fmt::format("Expected {}, but found a number.", what),
        fmt::format("A name that begins with a digit needs double quotes: \"{}\".", found.text));
  }
  return expected(cursor, what);
}

Result<std::string> take_alias(Cursor& cursor) {
  if (cursor.now().value().empty()) {
    return fail(complain(cursor, "query.empty_name", "There is no name between these quotes.",
                         "Write the name of the column."));
  }
  return cursor.take().value();
}

}  // namespace

Result<ast::Name> parse_name(Cursor& cursor, std::string_view what) {
  const SourcePosition where = cursor.now().where;
  if (!is_name(cursor.now())) return fail(not_a_name(cursor, what));
  std::string qualifier;
  std::string text = cursor.take().value();
  while (cursor.accept(Symbol::dot)) {
    if (!is_name_behind_dot(cursor.now())) return fail(expected(cursor, "a name after the dot"));
    if (!qualifier.empty()) qualifier += '.';
    qualifier += text;
    text = cursor.take().value();
  }
  return ast::Name{std::move(qualifier), std::move(text), where};
}

Result<std::string> parse_alias(Cursor& cursor) {
  if (cursor.accept("AS")) {
    const bool named = is_name(cursor.now()) || cursor.at(TokenKind::text);
    if (!named) return fail(not_a_name(cursor, "a name after AS"));
    return take_alias(cursor);
  }
  if (is_name(cursor.now())) return take_alias(cursor);
  return std::string();
}

}  // namespace hdis::query::syntax
