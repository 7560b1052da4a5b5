#pragma once

#include "hdis/query/plan.hpp"
#include "hdis/raw/raw_table.hpp"

#include <string>

/// Raw tables as text, for tests of the engines alone.
namespace hdis::test {

/// Where `actual` differs from `expected` (rows in any order; quantities to a relative 1e-9), as text for a
/// person; empty if nowhere.
[[nodiscard]] std::string difference(const raw::RawTable& expected, const raw::RawTable& actual);

/// Its rows, sorted, one a line: "set | key, key | records people value (largest second total)".
[[nodiscard]] std::string to_text(const raw::RawTable& table);

}  // namespace hdis::test
