#include "hdis/core/text.hpp"

#include "syntax/complaint.hpp"
#include "syntax/parse.hpp"

#include <fmt/format.h>

#include <utility>

namespace hdis::query::syntax {

namespace {

using ast::Call;
using ast::Expression;

/// A call that is being read, and where its bracket opened.
struct Reading {
  std::string name;
  SourcePosition where;
  std::size_t open;
};

Status close(Cursor& cursor, const Reading& reading) {
  if (!cursor.accept(Symbol::right_bracket)) return fail(missing_close(cursor, reading.open));
  return {};
}

// Their arguments are names of the catalogue, which are written as texts.
bool names_something(std::string_view function) {
  return function == "CODELIST" || function == "MEASURE";
}

Result<Expression> parse_argument(Cursor& cursor, const Reading& reading, bool first) {
  const SourcePosition where = cursor.now().where;
  if (accept_star(cursor)) return Expression{ast::Star{}, where};
  const bool column = first && !names_something(reading.name);
  return column ? parse_expression(cursor) : parse_value_expression(cursor);
}

Result<std::vector<Expression>> parse_arguments(Cursor& cursor, const Reading& reading) {
  std::vector<Expression> arguments;
  if (cursor.at(Symbol::right_bracket)) return arguments;
  do {
    HDIS_TRY(argument, parse_argument(cursor, reading, arguments.empty()));
    arguments.push_back(std::move(argument));
  } while (cursor.accept(Symbol::comma));
  return arguments;
}

/// EXTRACT(YEAR FROM d): the part is a Name, so that it looks like any other call.
Result<Expression> parse_extract(Cursor& cursor, const Reading& reading) {
  const Token& part = cursor.now();
  if (part.kind != TokenKind::word && part.kind != TokenKind::text) {
    return fail(expected(cursor, "YEAR, QUARTER or MONTH"));
  }
  cursor.take();
  if (!cursor.accept("FROM")) return fail(expected(cursor, "FROM and a date"));
  HDIS_TRY(date, parse_expression(cursor));
  HDIS_CHECK(close(cursor, reading));
  Call call;
  call.name = reading.name;
  call.arguments.push_back({ast::Name{"", to_upper(part.value()), part.where}, part.where});
  call.arguments.push_back(std::move(date));
  return Expression{std::move(call), reading.where};
}

bool is_extract(const Cursor& cursor, const Reading& reading) {
  return reading.name == "EXTRACT" && cursor.ahead().is("FROM");
}

/// SUBSTRING(x FROM 1 FOR 2), as other arguments.
Status parse_from_and_for(Cursor& cursor, Call& call) {
  const bool substring = call.name == "SUBSTRING" || call.name == "SUBSTR";
  if (!substring || call.arguments.size() != 1 || !cursor.accept("FROM")) return {};
  HDIS_TRY(start, parse_operand(cursor));
  call.arguments.push_back(std::move(start));
  if (!cursor.accept("FOR")) return {};
  HDIS_TRY(length, parse_operand(cursor));
  call.arguments.push_back(std::move(length));
  return {};
}

Status parse_filter(Cursor& cursor, Call& call) {
  if (!cursor.at("FILTER") || !cursor.ahead().is(Symbol::left_bracket)) return {};
  cursor.take();
  const std::size_t open = cursor.index();
  cursor.take();
  if (!cursor.accept("WHERE")) return fail(expected(cursor, "WHERE and a condition"));
  HDIS_TRY(condition, parse_expression(cursor));
  if (!cursor.accept(Symbol::right_bracket)) return fail(missing_close(cursor, open));
  call.filter = std::move(condition);
  return {};
}

// A window is refused whatever is in it, so its inside is only skipped, up to the bracket that
// closes it.
Status skip_window(Cursor& cursor, Call& call) {
  const Token& next = cursor.ahead();
  const bool bracket = next.is(Symbol::left_bracket);
  const bool named = next.kind == TokenKind::word && !is_reserved(next.text);
  if (!cursor.at("OVER") || !(bracket || named)) return {};
  call.windowed = true;
  cursor.take();
  const std::size_t open = cursor.index();
  const std::size_t end = bracket ? cursor.partner(open) : open;
  if (end == Cursor::nowhere) return fail(missing_close(cursor, open));
  while (cursor.index() < end) {
    if (cursor.at(TokenKind::bad)) return fail(expected(cursor, "a window"));
    cursor.take();
  }
  cursor.take();
  return {};
}

Error ordered_set(const Cursor& cursor) {
  return refuse(cursor, "query.ordered_set", "WITHIN GROUP is not part of the language.",
                "Write MEDIAN(field) for the median; other quantiles could show a single record.");
}

Error duplicated(const Cursor& cursor, const Reading& reading) {
  return complain(cursor, "query.too_many_arguments",
                  fmt::format("{} takes a field and a pattern.", reading.name),
                  fmt::format("Write {}(field, 'pattern').", reading.name));
}

/// Functions that are tests written in another way.
Result<Expression> as_test(Cursor& cursor, const Reading& reading, Call call) {
  const bool null_test = reading.name == "ISNULL" || reading.name == "ISNOTNULL";
  if (null_test && call.arguments.size() == 1) {
    auto subject = std::move(call.arguments[0]);
    return Expression{ast::IsNull{std::move(subject), reading.name == "ISNOTNULL"}, reading.where};
  }
  const bool like = reading.name == "LIKE";
  const bool rlike =
      reading.name == "RLIKE" || reading.name == "REGEXP" || reading.name == "REGEXP_LIKE";
  if (!like && !rlike) return Expression{std::move(call), reading.where};
  if (call.arguments.size() != 2) return fail(duplicated(cursor, reading));
  const auto kind = like ? ast::PatternKind::like : ast::PatternKind::rlike;
  return Expression{ast::Pattern{std::move(call.arguments[0]), std::move(call.arguments[1]), kind},
                    reading.where};
}

}  // namespace

Result<Expression> parse_call(Cursor& cursor) {
  const Token& word = cursor.take();
  const Reading reading{to_upper(word.text), word.where, cursor.index()};
  cursor.take();
  if (is_extract(cursor, reading)) return parse_extract(cursor, reading);

  Call call;
  call.name = reading.name;
  call.distinct = cursor.accept("DISTINCT");
  if (!call.distinct) cursor.accept("ALL");
  HDIS_TRY(arguments, parse_arguments(cursor, reading));
  call.arguments = std::move(arguments);
  HDIS_CHECK(parse_from_and_for(cursor, call));
  HDIS_CHECK(close(cursor, reading));

  HDIS_CHECK(parse_filter(cursor, call));
  HDIS_CHECK(skip_window(cursor, call));
  if (cursor.at("WITHIN", "GROUP")) return fail(ordered_set(cursor));
  const bool aggregate = call.distinct || call.filter || call.windowed;
  if (aggregate) return Expression{std::move(call), reading.where};
  return as_test(cursor, reading, std::move(call));
}

}  // namespace hdis::query::syntax
