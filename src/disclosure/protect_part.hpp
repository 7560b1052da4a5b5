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

/// Protects `guarded` again as a number below national level.
void blur(const query::Measure& measure, GuardedCell& guarded, People people, const Policy& policy);

}  // namespace hdis::disclosure
