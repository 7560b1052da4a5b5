#pragma once

#include "hdis/core/result.hpp"
#include "hdis/duck/rows.hpp"
#include "hdis/query/plan.hpp"
#include "hdis/raw/raw_table.hpp"
#include "hdis/sqlgen/sqlgen.hpp"

namespace hdis::engine {

/// Reads what a generated statement gave. Errors: `refused` (`engine.too_many_rows`) if there are more than
/// `most_rows` rows.
[[nodiscard]] Result<raw::RawTable> read_table(duck::Rows& rows, const sqlgen::Layout& layout,
                                               const query::Aggregation& aggregation,
                                               std::uint64_t most_rows);

}  // namespace hdis::engine
