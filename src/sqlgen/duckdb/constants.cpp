#include "duckdb/constants.hpp"

#include "hdis/core/assert.hpp"

#include "overloaded.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>

namespace hdis::sqlgen::duckdb {
namespace {

std::string whole_number(std::int64_t value) {
  // The sign is not part of the number: without it the smallest one would not fit 64 bits.
  if (value == std::numeric_limits<std::int64_t>::min()) {
    return fmt::format("CAST('{}' AS BIGINT)", value);
  }
  return fmt::format("{}", value);
}

std::string fraction(double value) {
  HDIS_ASSERT(std::isfinite(value));
  // From a text, because DuckDB reads 0.1 as a DECIMAL, whose conversion may miss the nearest double.
  return fmt::format("CAST('{}' AS DOUBLE)", value);
}

}  // namespace

std::string Constants::write(const query::Value& value) {
  return std::visit(Overloaded{
                        [](const query::Null&) { return std::string("NULL"); },
                        [this](const std::string& text) { return write(text); },
                        [](std::int64_t integer) { return whole_number(integer); },
                        [](double real) { return fraction(real); },
                        [](const Date& date) { return fmt::format("DATE '{}'", date.to_text()); },
                    },
                    value);
}

std::string Constants::write(const std::string& text) {
  const auto [place, is_new] = places_.emplace(text, texts_.size() + 1);
  if (is_new) texts_.push_back(text);
  return fmt::format("${}", place->second);
}

}  // namespace hdis::sqlgen::duckdb
