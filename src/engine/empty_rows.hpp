#pragma once

#include "hdis/query/plan.hpp"
#include "hdis/raw/raw_table.hpp"

namespace hdis::engine {

/// Adds the row of each empty grouping set that has none because there were no records: its counts are 0,
/// its quantities missing.
void add_missing_totals(raw::RawTable& table, const query::Aggregation& aggregation);

}  // namespace hdis::engine
