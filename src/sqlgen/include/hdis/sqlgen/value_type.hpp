#pragma once

#include "hdis/query/expression.hpp"

#include <cstdint>

namespace hdis::sqlgen {

/// The type of an expression as engines see it: times of day are texts, and NULL alone has no type.
enum class ValueType : std::uint8_t { none, text, integer, decimal, date };

[[nodiscard]] ValueType type_of(catalogue::FieldType type);
[[nodiscard]] ValueType type_of(const query::Value& value);
/// The type of what `expression` gives: of bands with results of different types, text.
[[nodiscard]] ValueType type_of(const query::RowExpression& expression);
/// The type that values of both can be shown in: the same, the other if one is `none`, else text.
[[nodiscard]] ValueType common_type(ValueType a, ValueType b);

}  // namespace hdis::sqlgen
