#pragma once

#include <string>
#include <string_view>

namespace hdis::sqlgen::duckdb {

/// A name as an identifier: in double quotes, with those inside doubled. The only way a name gets into a
/// statement.
[[nodiscard]] std::string identifier(std::string_view name);

/// The path of a file as a text literal: in single quotes, with those inside doubled; nothing else has a
/// meaning to DuckDB there. Only for statements that make views, which take no parameters.
[[nodiscard]] std::string path_literal(std::string_view path);

}  // namespace hdis::sqlgen::duckdb
