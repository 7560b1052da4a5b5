#include "syntax/complaint.hpp"
#include "syntax/parse.hpp"

#include <fmt/format.h>

#include <utility>

namespace hdis::query::syntax {

namespace {

using ast::Expression;

Error no_then(const Cursor& cursor) {
  return complain(cursor, "query.when_without_then",
                  fmt::format("Expected THEN and a result, but found {}.", describe(cursor.now())),
                  "An arm of a CASE is: WHEN condition THEN result.");
}

Error else_if(const Cursor& cursor) {
  return complain(cursor, "query.else_if", "A CASE has no ELSE IF.",
                  "Write WHEN for a further condition; ELSE stands once, at the end.");
}

Error no_end(const Cursor& cursor, SourcePosition opened) {
  if (cursor.at("ELSEIF") || cursor.at("ELSIF")) return else_if(cursor);
  if (cursor.at("ELSE") || cursor.at("WHEN")) {
    return complain(
        cursor, "query.else_not_last",
        fmt::format("{} cannot follow ELSE: that is the last arm of a CASE.", cursor.now().text),
        "Move ELSE behind all the WHENs.");
  }
  return complain(
      cursor, "query.case_without_end",
      fmt::format("Expected END of the CASE that begins at line {}, column {}, but found {}.",
                  opened.line, opened.column, describe(cursor.now())),
      "Put END behind the last result, and AS with a name after it.");
}

Error no_when(const Cursor& cursor) {
  return complain(cursor, "query.case_without_when",
                  fmt::format("Expected WHEN after CASE, but found {}.", describe(cursor.now())),
                  "Write CASE WHEN condition THEN result ELSE result END.");
}

// "x" in double quotes is a value to compare with only where the CASE has an operand.
Result<Expression> parse_when(Cursor& cursor, bool has_operand) {
  return has_operand ? parse_value_expression(cursor) : parse_expression(cursor);
}

Result<ast::CaseArm> parse_arm(Cursor& cursor, bool has_operand) {
  HDIS_TRY(when, parse_when(cursor, has_operand));
  if (!cursor.accept("THEN")) return fail(no_then(cursor));
  HDIS_TRY(then, parse_value_expression(cursor));
  return ast::CaseArm{std::move(when), std::move(then)};
}

bool is_else_if(const Cursor& cursor) {
  return cursor.at("IF") && !cursor.ahead().is(Symbol::left_bracket);
}

}  // namespace

Result<Expression> parse_case(Cursor& cursor) {
  const SourcePosition where = cursor.take().where;
  ast::Case cases;
  if (!cursor.at("WHEN")) {
    HDIS_TRY(operand, parse_expression(cursor));
    cases.operand = std::move(operand);
  }
  const bool has_operand = cases.operand.has_value();
  if (!cursor.at("WHEN")) return fail(no_when(cursor));
  while (cursor.accept("WHEN")) {
    HDIS_TRY(arm, parse_arm(cursor, has_operand));
    cases.arms.push_back(std::move(arm));
  }
  if (cursor.accept("ELSE")) {
    if (is_else_if(cursor)) return fail(else_if(cursor));
    HDIS_TRY(otherwise, parse_value_expression(cursor));
    cases.otherwise = std::move(otherwise);
  }
  if (!cursor.accept("END")) return fail(no_end(cursor, where));
  return Expression{std::move(cases), where};
}

}  // namespace hdis::query::syntax
