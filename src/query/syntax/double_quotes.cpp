#include "hdis/core/text.hpp"

#include "syntax/parse.hpp"

#include <algorithm>
#include <utility>

// SQL's standard makes "x" a name; Spark and SAS make it a text, and their users write SEX = "1".
// Where it stands, how it is spelt, and whether the text names a column so decide which of the two
// was meant.

namespace hdis::query::syntax {

namespace {

ast::Expression name_of(const Token& token) {
  return {ast::Name{"", token.value(), token.where}, token.where};
}

ast::Expression text_of(Cursor& cursor, const Token& token) {
  cursor.notes().add(Severity::note, {"query.double_quoted_text",
                                      "A text in double quotes was read as a value, not as a name.",
                                      "Write values in single quotes.", token.where});
  return text_literal(token.value(), token.where);
}

/// The double-quoted token that is all of `expression`, which was just read; null if it is anything
/// else.
const Token* whole_token(const Cursor& cursor, const ast::Expression& expression) {
  const auto* name = std::get_if<ast::Name>(&expression.node);
  if (name == nullptr || !name->qualifier.empty() || cursor.index() == 0) return nullptr;
  std::size_t index = cursor.index() - 1;
  while (index > 0 && cursor.token(index).is(Symbol::right_bracket)) --index;
  const Token& token = cursor.token(index);
  const bool same = token.kind == TokenKind::double_quoted && token.where == name->where;
  return same ? &token : nullptr;
}

ast::Expression as_value(Cursor& cursor, ast::Expression expression) {
  const Token* token = whole_token(cursor, expression);
  if (token == nullptr || cursor.is_given_name(token->value())) return expression;
  return text_of(cursor, *token);
}

// The catalogue's fields are in capitals: "SEX" is one, "England" is not.
bool is_spelt_like_a_field(std::string_view text) {
  return looks_like_name(text) && to_upper(text) == text;
}

bool is_renamed(const Cursor& cursor) {
  const Token& next = cursor.now();
  return next.is("AS") || next.kind == TokenKind::quoted_name ||
         next.kind == TokenKind::double_quoted ||
         (next.kind == TokenKind::word && !is_reserved(next.text));
}

bool stands_alone(const Cursor& cursor) {
  const Token& next = cursor.ahead();
  return next.ends_statement() || next.kind == TokenKind::word || next.is(Symbol::comma) ||
         next.is(Symbol::right_bracket);
}

}  // namespace

ast::Expression read_double_quoted(Cursor& cursor) {
  const Token& token = cursor.take();
  const std::string value = token.value();
  if (looks_like_name(value) || cursor.is_given_name(value)) return name_of(token);
  return text_of(cursor, token);
}

Result<ast::Expression> parse_value(Cursor& cursor) {
  HDIS_TRY(operand, parse_operand(cursor));
  return as_value(cursor, std::move(operand));
}

Result<ast::Expression> parse_value_expression(Cursor& cursor) {
  HDIS_TRY(expression, parse_expression(cursor));
  return as_value(cursor, std::move(expression));
}

Result<ast::Expression> parse_column_expression(Cursor& cursor) {
  if (cursor.at(TokenKind::double_quoted) && stands_alone(cursor)) return name_of(cursor.take());
  return parse_expression(cursor);
}

// A constant column is given a name; a field may be.
ast::Expression as_select_item(Cursor& cursor, ast::Expression expression) {
  const Token* token = whole_token(cursor, expression);
  if (token == nullptr || is_spelt_like_a_field(token->value())) return expression;
  return is_renamed(cursor) ? as_value(cursor, std::move(expression)) : std::move(expression);
}

}  // namespace hdis::query::syntax
