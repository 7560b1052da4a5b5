#pragma once

#include "hdis/core/date.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <variant>

namespace hdis::duck {

/// A value that is bound to a parameter of a statement; `std::monostate` is NULL.
using Value = std::variant<std::monostate, bool, std::int64_t, double, std::string, Date>;

/// The types that our functions take and give, and that `Column` can read.
enum class Type : std::uint8_t { boolean, integer, bigint, real, text, date, uuid };

/// 128 bits, the first byte the most significant. DuckDB's UUID: 16 bytes in memory and in Parquet,
/// compared and hashed as one number.
using Bits128 = std::array<std::uint8_t, 16>;

/// The same in two words, in an order of DuckDB's own.
using UuidWords = std::array<std::uint64_t, 2>;

}  // namespace hdis::duck
