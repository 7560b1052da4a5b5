#pragma once

#include "hdis/query/expression.hpp"

#include <string>

/// Which values of a number a condition lets through, whatever else it asks.
namespace hdis::query {

/// Whether the condition reads the field.
[[nodiscard]] bool mentions(const Predicate& condition, const std::string& field);

/// Whether a record with `value` in `field` may satisfy the condition. Parts about other fields are taken to hold.
[[nodiscard]] bool possible(const Predicate& condition, const std::string& field, double value);

}  // namespace hdis::query
