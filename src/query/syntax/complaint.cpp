#include "syntax/complaint.hpp"

#include "hdis/core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace hdis::query::syntax {

namespace {

constexpr std::array<std::string_view, 17> clause_keywords = {
    "FROM",   "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT",   "FETCH", "UNION", "INTERSECT",
    "EXCEPT", "MINUS", "JOIN",  "INNER",  "CROSS", "NATURAL", "PIVOT", "INTO"};

bool is_one_of(const Token& token, std::span<const std::string_view> keywords) {
  return std::any_of(keywords.begin(), keywords.end(),
                     [&](std::string_view keyword) { return token.is(keyword); });
}

bool is_connective(const Token& token) {
  return token.is("AND") || token.is("OR") || token.is("NOT");
}

bool is_comparison(const Token& token) {
  return token.is(Symbol::equal) || token.is(Symbol::double_equal) || token.is(Symbol::not_equal) ||
         token.is(Symbol::less) || token.is(Symbol::less_equal) || token.is(Symbol::greater) ||
         token.is(Symbol::greater_equal);
}

bool begins_test(const Token& token) {
  constexpr std::array<std::string_view, 6> keywords = {"LIKE", "RLIKE",   "REGEXP",
                                                        "IN",   "BETWEEN", "IS"};
  return is_comparison(token) || is_one_of(token, keywords);
}

bool closes_something(const Token& token) {
  return token.ends_statement() || token.is(Symbol::right_bracket) || begins_clause(token);
}

std::string place(SourcePosition where) {
  return fmt::format("line {}, column {}", where.line, where.column);
}

bool is_list(const Token& before_bracket) {
  return before_bracket.is("IN") ||
         (before_bracket.kind == TokenKind::word && !is_reserved(before_bracket.text));
}

}  // namespace

Error complain(const Cursor& cursor, std::string rule, std::string message,
               std::string suggestion) {
  if (cursor.at(TokenKind::bad)) return {ErrorCode::invalid_input, reason_of(cursor.now())};
  return complain_at(cursor.now().where, std::move(rule), std::move(message),
                     std::move(suggestion));
}

Error complain_at(SourcePosition where, std::string rule, std::string message,
                  std::string suggestion) {
  return {ErrorCode::invalid_input,
          Reason{std::move(rule), std::move(message), std::move(suggestion), where}};
}

Error refuse(const Cursor& cursor, std::string rule, std::string message, std::string suggestion) {
  return {ErrorCode::refused,
          Reason{std::move(rule), std::move(message), std::move(suggestion), cursor.now().where}};
}

Error expected(const Cursor& cursor, std::string_view what) {
  const Token& found = cursor.now();
  const std::string like = similar_keyword(found);
  std::string suggestion =
      like.empty() ? "" : fmt::format("Perhaps {} should be {}.", found.text, like);
  return complain(cursor, "query.syntax",
                  fmt::format("Expected {}, but found {}.", what, describe(found)),
                  std::move(suggestion));
}

Error missing_operand(const Cursor& cursor) {
  const Token& found = cursor.now();
  const Token& before = cursor.before();
  if (is_connective(before) && is_connective(found)) {
    return complain(
        cursor, "query.doubled_connective",
        fmt::format("{} is followed by {} with no condition between.", before.text, found.text),
        "Delete one of them, or write the condition that is missing.");
  }
  if (is_connective(before) && closes_something(found)) {
    return complain(
        cursor, "query.missing_condition",
        fmt::format("A condition is missing between {} and {}.", before.text, describe(found)),
        fmt::format("Write it, or delete the {}.", before.text));
  }
  if (begins_test(found) && (is_connective(before) || before.is("WHERE"))) {
    return complain(cursor, "query.missing_field",
                    fmt::format("A field is missing between {} and {}.", before.text, found.text),
                    "Each condition names its field: a LIKE 'x%' OR a LIKE 'y%'.");
  }
  if (before.is(Symbol::comma) && found.is(Symbol::comma)) {
    return complain(cursor, "query.doubled_comma", "Two commas follow each other.",
                    "Delete one, or write what is missing between them.");
  }
  if (before.is(Symbol::comma) && closes_something(found)) {
    return complain(cursor, "query.trailing_comma",
                    fmt::format("Nothing stands between the comma and {}.", describe(found)),
                    "Delete the comma, or write what is missing.");
  }
  if (is_comparison(before) && closes_something(found)) {
    return complain(cursor, "query.missing_value",
                    fmt::format("The value to compare with is missing behind {}.", before.text),
                    "Write it, texts in single quotes.");
  }
  if (found.is("SELECT")) {
    return complain(cursor, "query.subquery_without_brackets",
                    "A query inside another needs brackets.", "Write (SELECT ...).");
  }
  if (found.is(Symbol::star)) {
    return complain(cursor, "query.stray_star", "A star stands alone here.",
                    "Write COUNT(*) to count records.");
  }
  return expected(cursor, "a field, a value or a condition");
}

Error missing_close(const Cursor& cursor, std::size_t open) {
  const Token& found = cursor.now();
  const std::string opened = place(cursor.token(open).where);
  if (begins_operand(found)) {
    const bool list = is_list(cursor.token(open == 0 ? 0 : open - 1));
    return complain(cursor, list ? "query.missing_comma" : "query.missing_connective",
                    fmt::format("{} is missing in front of {}.", list ? "A comma" : "AND or OR",
                                describe(found)),
                    fmt::format("Write it, or close the bracket that was opened at {}.", opened));
  }
  if (cursor.partner(open) == Cursor::nowhere) {
    return complain(
        cursor, "query.unclosed_bracket",
        fmt::format("The bracket opened at {} is not closed before {}.", opened, describe(found)),
        "Put a closing bracket where it ends.");
  }
  return complain(
      cursor, "query.unclosed_bracket",
      fmt::format("Expected a comma or the end of the bracket opened at {}, but found {}.", opened,
                  describe(found)),
      "A closing bracket may be missing in front of it.");
}

Error from_first(const Cursor& cursor) {
  return complain(cursor, "query.from_first", "FROM cannot begin a query.",
                  "Put SELECT and the columns in front of it.");
}

Error too_deep(const Cursor& cursor) {
  return complain(cursor, "query.too_deep",
                  fmt::format("Brackets, functions or queries are nested more than {} deep here.",
                              Cursor::deepest),
                  "Use IN with a list, or a WITH query for each step.");
}

Error too_many_operators(const Cursor& cursor) {
  return complain(cursor, "query.too_many_operators",
                  fmt::format("There are more than {} arithmetic signs and casts in one statement.",
                              Cursor::most_operators),
                  "Count with COUNT(*) FILTER (WHERE ...) instead of adding up.");
}

bool begins_operand(const Token& token) {
  constexpr std::array<std::string_view, 6> keywords = {"CASE",   "NULL", "NOT",
                                                        "EXISTS", "TRUE", "FALSE"};
  switch (token.kind) {
    case TokenKind::word:
      return !is_reserved(token.text) || is_one_of(token, keywords);
    case TokenKind::symbol:
      return token.is(Symbol::left_bracket);
    case TokenKind::end:
    case TokenKind::semicolon:
    case TokenKind::bad:
      return false;
    default:
      return true;
  }
}

bool begins_clause(const Token& token) { return is_one_of(token, clause_keywords); }

std::string similar_keyword(const Token& token) {
  static const std::vector<std::string> keywords = {"SELECT", "FROM",  "WHERE", "GROUP", "HAVING",
                                                    "ORDER",  "LIMIT", "UNION", "PIVOT", "CREATE"};
  if (token.kind != TokenKind::word || is_reserved(token.text)) return "";
  const auto found = nearest(token.text, keywords, 1);
  return found.empty() ? "" : found.front();
}

}  // namespace hdis::query::syntax
