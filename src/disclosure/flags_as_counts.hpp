#pragma once

#include "hdis/query/plan.hpp"

namespace hdis::disclosure {

/// The same table with each sum of a 0/1 flag asked as the count of records in which the flag is 1. The
/// number is the same; but an engine then also counts the people behind those records, and not those
/// behind records whose flag is 0.
[[nodiscard]] query::TablePlan with_flags_as_counts(query::TablePlan table);

}  // namespace hdis::disclosure
