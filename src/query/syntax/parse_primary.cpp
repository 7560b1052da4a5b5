#include "hdis/core/text.hpp"

#include "syntax/complaint.hpp"
#include "syntax/parse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace hdis::query::syntax {

namespace {

using ast::Expression;
using ast::Literal;
using ast::LiteralKind;

Expression literal(LiteralKind kind, std::string text, SourcePosition where) {
  return {Literal{kind, std::move(text)}, where};
}

bool is_text(const Token& token) {
  return token.kind == TokenKind::text || token.kind == TokenKind::double_quoted;
}

// SAS writes dates as '01APR2017'd.
bool is_sas_date(const Cursor& cursor) {
  const Token& suffix = cursor.ahead();
  const std::string_view text = cursor.now().text;
  return suffix.is("D") && text.data() + text.size() + 1 == suffix.text.data();
}

Result<Expression> parse_text(Cursor& cursor) {
  if (is_sas_date(cursor)) {
    return fail(complain(cursor, "query.sas_date",
                         "Dates are not written with a d behind the quotes.",
                         "Write DATE '2017-04-01'."));
  }
  const Token& token = cursor.take();
  return text_literal(token.value(), token.where);
}

Result<Expression> parse_cast(Cursor& cursor) {
  const SourcePosition where = cursor.take().where;
  const std::size_t open = cursor.index();
  cursor.take();
  HDIS_TRY(operand, parse_expression(cursor));
  if (!cursor.accept("AS")) return fail(expected(cursor, "AS and a type"));
  HDIS_TRY(type, parse_type(cursor));
  if (!cursor.accept(Symbol::right_bracket)) return fail(missing_close(cursor, open));
  return Expression{ast::Cast{std::move(operand), std::move(type)}, where};
}

Result<Expression> parse_exists(Cursor& cursor) {
  const SourcePosition where = cursor.take().where;
  if (!cursor.at(Symbol::left_bracket) || !is_query(cursor, cursor.index() + 1)) {
    return fail(expected(cursor, "a sub-query in brackets after EXISTS"));
  }
  HDIS_TRY(query, parse_bracketed_query(cursor));
  return Expression{ast::Subquery{std::move(query), true}, where};
}

Error list_out_of_place(const Cursor& cursor, std::size_t open) {
  const Token& keyword = cursor.token(open == 0 ? 0 : open - 1);
  const bool pattern = keyword.is("LIKE") || keyword.is("RLIKE") || keyword.is("REGEXP");
  if (pattern) {
    return complain(cursor, "query.pattern_list",
                    fmt::format("{} takes one pattern, and here is a list.", keyword.text),
                    "Write LIKE ANY ('a%', 'b%'), or RLIKE '^(a|b)'.");
  }
  return complain(cursor, "query.list_out_of_place", "A list in brackets stands only after IN.",
                  "Write field IN ('1', '2').");
}

Result<Expression> parse_bracketed(Cursor& cursor) {
  const std::size_t open = cursor.index();
  const SourcePosition where = cursor.now().where;
  if (is_query(cursor, open + 1)) {
    HDIS_TRY(query, parse_bracketed_query(cursor));
    return Expression{ast::Subquery{std::move(query), false}, where};
  }
  cursor.take();
  HDIS_TRY(expression, parse_expression(cursor));
  if (cursor.at(Symbol::comma) && cursor.partner(open) != Cursor::nowhere) {
    return fail(list_out_of_place(cursor, open));
  }
  if (!cursor.accept(Symbol::right_bracket)) return fail(missing_close(cursor, open));
  return std::move(expression);
}

Result<Expression> parse_field_name(Cursor& cursor) {
  const SourcePosition where = cursor.now().where;
  if (cursor.ahead().is(Symbol::dot) && cursor.ahead(2).is(Symbol::star)) {
    return fail(complain(cursor, "query.misplaced_star",
                         "All columns of a table cannot be part of a calculation.",
                         "Name the column."));
  }
  HDIS_TRY(name, parse_name(cursor, "a field"));
  if (cursor.at(Symbol::left_bracket)) {
    return fail(complain(cursor, "query.unknown_function",
                         fmt::format("{} cannot be called as a function.", name.text),
                         "Functions are written without dots and quotes, e.g. COUNT(*)."));
  }
  return Expression{std::move(name), where};
}

Result<Expression> parse_number_word(Cursor& cursor) {
  const Token& token = cursor.now();
  if (cursor.ahead().is(Symbol::dot) || cursor.is_given_name(token.text)) {
    return parse_field_name(cursor);
  }
  Token bad = token;
  bad.problem = Problem::number_then_letters;
  return fail(Error(ErrorCode::invalid_input, reason_of(bad)));
}

Result<Expression> parse_date(Cursor& cursor) {
  const SourcePosition where = cursor.take().where;
  return literal(LiteralKind::date, cursor.take().value(), where);
}

Error time_value(const Cursor& cursor) {
  return complain(
      cursor, "query.time_value",
      fmt::format("{} values are not part of the language.", to_upper(cursor.now().text)),
      "Write a day as DATE '2017-04-01' and a range with BETWEEN.");
}

Result<Expression> parse_keyword(Cursor& cursor) {
  const Token& word = cursor.now();
  if (word.is("NULL")) return literal(LiteralKind::null, "", cursor.take().where);
  if (word.is("TRUE")) return literal(LiteralKind::boolean, "TRUE", cursor.take().where);
  if (word.is("FALSE")) return literal(LiteralKind::boolean, "FALSE", cursor.take().where);
  if (word.is("CASE")) return parse_case(cursor);
  if (word.is("EXISTS")) return parse_exists(cursor);
  return fail(missing_operand(cursor));
}

// Words that are functions in front of a bracket and keywords elsewhere.
bool is_function_name(const Token& word) {
  constexpr std::array<std::string_view, 5> also_functions = {"LEFT", "RIGHT", "RLIKE", "LIKE",
                                                              "REGEXP"};
  if (!is_reserved(word.text)) return true;
  return std::any_of(also_functions.begin(), also_functions.end(),
                     [&](std::string_view name) { return word.is(name); });
}

Result<Expression> parse_word(Cursor& cursor) {
  const Token& word = cursor.now();
  const Token& next = cursor.ahead();
  if (next.is(Symbol::left_bracket)) {
    if (word.is("CAST") || word.is("TRY_CAST")) return parse_cast(cursor);
    if (is_function_name(word)) return parse_call(cursor);
  }
  if (is_reserved(word.text)) return parse_keyword(cursor);
  if (word.is("DATE") && is_text(next)) return parse_date(cursor);
  const bool time = word.is("TIMESTAMP") || word.is("INTERVAL");
  if (time && (is_text(next) || next.kind == TokenKind::integer)) return fail(time_value(cursor));
  return parse_field_name(cursor);
}

Result<Expression> parse_nested(Cursor& cursor) {
  switch (cursor.now().kind) {
    case TokenKind::word:
      return parse_word(cursor);
    case TokenKind::symbol:
      if (cursor.at(Symbol::left_bracket)) return parse_bracketed(cursor);
      return fail(missing_operand(cursor));
    default:
      return fail(missing_operand(cursor));
  }
}

}  // namespace

Result<Expression> parse_primary(Cursor& cursor) {
  const Token& token = cursor.now();
  switch (token.kind) {
    case TokenKind::text:
      return parse_text(cursor);
    case TokenKind::integer:
      return literal(LiteralKind::integer, cursor.take().value(), token.where);
    case TokenKind::decimal:
      return literal(LiteralKind::decimal, cursor.take().value(), token.where);
    case TokenKind::double_quoted:
      if (cursor.ahead().is(Symbol::dot)) return parse_field_name(cursor);
      return read_double_quoted(cursor);
    case TokenKind::quoted_name:
      return parse_field_name(cursor);
    case TokenKind::number_word:
      return parse_number_word(cursor);
    default:
      break;
  }
  const Nesting nesting(cursor);
  if (nesting.too_deep()) return fail(too_deep(cursor));
  return parse_nested(cursor);
}

}  // namespace hdis::query::syntax
