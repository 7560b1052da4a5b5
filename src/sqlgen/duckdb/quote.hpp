#pragma once

#include "hdis/query/value.hpp"

#include <string>
#include <string_view>

namespace hdis::sqlgen::duckdb {

/// A name as an identifier: in double quotes, with those inside doubled. The only way a name gets into a
/// statement.
[[nodiscard]] std::string identifier(std::string_view name);

/// A constant as a literal of its type. The only way a constant gets into a statement.
///
/// Not as a bound parameter, because DuckDB plans a prepared statement before it knows its parameters: no
/// row group would be skipped and every pattern compiled anew for each row.
/// Texts must be UTF-8 without zero bytes, numbers finite (`check` sees to both): in a literal between
/// single quotes, DuckDB then gives a meaning to no character but the quote, which is doubled.
[[nodiscard]] std::string literal(const query::Value& value);

}  // namespace hdis::sqlgen::duckdb
