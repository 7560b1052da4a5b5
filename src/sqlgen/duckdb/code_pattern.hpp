#pragma once

#include <optional>
#include <string>
#include <vector>

namespace hdis::sqlgen::duckdb {

/// An RE2 pattern that is found in a comma-separated list of codes if some code starts with one of
/// `prefixes` and with none of `except`; empty if no code can.
///
/// Codes are printable ASCII without commas (`check` sees to it). RE2 has no "but not", so what is taken
/// out is spelt as the characters that may follow a prefix: I6 except I64 is `(^|,)(?:I6(?:,|$|[^,4]))`.
[[nodiscard]] std::optional<std::string> code_list_pattern(const std::vector<std::string>& prefixes,
                                                           const std::vector<std::string>& except);

}  // namespace hdis::sqlgen::duckdb
