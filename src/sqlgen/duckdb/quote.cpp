#include "duckdb/quote.hpp"

#include "hdis/core/assert.hpp"
#include "hdis/core/text.hpp"

#include "overloaded.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>

namespace hdis::sqlgen::duckdb {
namespace {

std::string quoted(std::string_view text, char quote) {
  HDIS_ASSERT(text.find('\0') == std::string_view::npos && is_utf8(text));
  std::string result(1, quote);
  for (const char character : text) {
    if (character == quote) result += quote;
    result += character;
  }
  return result += quote;
}

std::string whole_number(std::int64_t value) {
  // The sign is not part of the number: without it the smallest one would not fit 64 bits.
  if (value == std::numeric_limits<std::int64_t>::min())
    return fmt::format("CAST('{}' AS BIGINT)", value);
  return fmt::format("{}", value);
}

std::string number(double value) {
  HDIS_ASSERT(std::isfinite(value));
  // From a text, because DuckDB reads 0.1 as a DECIMAL, whose conversion may miss the nearest double.
  return fmt::format("CAST('{}' AS DOUBLE)", value);
}

}  // namespace

std::string identifier(std::string_view name) { return quoted(name, '"'); }

std::string literal(const query::Value& value) {
  return std::visit(Overloaded{
                        [](const query::Null&) { return std::string("NULL"); },
                        [](const std::string& text) { return quoted(text, '\''); },
                        [](std::int64_t integer) { return whole_number(integer); },
                        [](double real) { return number(real); },
                        [](const Date& date) { return "DATE " + quoted(date.to_text(), '\''); },
                    },
                    value);
}

}  // namespace hdis::sqlgen::duckdb
