#pragma once

#include "hdis/core/date.hpp"

#include <cstdint>
#include <string>
#include <variant>

namespace hdis::query {

/// SQL NULL.
struct Null {
  friend bool operator==(const Null&, const Null&) = default;
  friend auto operator<=>(const Null&, const Null&) = default;
};

/// A constant of a plan, already of the type of the field that it meets. Times of day are texts `HH:MM`.
using Value = std::variant<Null, std::string, std::int64_t, double, Date>;

/// As it is written in the query language: `NULL`, `'text'` (quotes doubled), `17`, `0.5`, `DATE '2017-04-01'`.
[[nodiscard]] std::string to_query_text(const Value& value);
/// Without quotes, as people read it in a table; NULL is "".
[[nodiscard]] std::string to_plain_text(const Value& value);

}  // namespace hdis::query
