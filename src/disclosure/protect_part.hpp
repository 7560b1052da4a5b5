#pragma once

#include "hdis/core/result.hpp"

#include "part.hpp"

namespace hdis::disclosure {

/// Applies the rules of `policy` to each number of `table`, which is the result of `aggregation`;
/// `levels` has one entry for each grouping set.
///
/// Errors: `withheld` if the table does not have the form of the aggregation's result.
[[nodiscard]] Result<ProtectedPart> protect_part(query::Aggregation aggregation,
                                                 const raw::RawTable& table,
                                                 const std::vector<Level>& levels, People people,
                                                 const Policy& policy);

/// The cell that the rules give `guarded` if it counts as below national level.
[[nodiscard]] released::Cell as_below_national(const query::Measure& measure,
                                               const GuardedCell& guarded, People people,
                                               const Policy& policy);

}  // namespace hdis::disclosure
