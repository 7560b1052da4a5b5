#pragma once

#include "hdis/core/result.hpp"
#include "hdis/disclosure/policy.hpp"
#include "hdis/released/table.hpp"

#include "bare.hpp"

#include <vector>

namespace hdis::bench {

/// Whether released tables say what bare DuckDB counted: the same groups; zero where there is nothing; every whole number
/// itself, or within half a step of the policy's rounding (a sum: of the rounding of its number of records). A suppressed number, and one that is not whole (a mean, a ratio of
/// protected numbers), agrees with anything.
///
/// Errors: `corrupt`, naming the column and no number.
[[nodiscard]] Status same_answer(const std::vector<released::Table>& tables,
                                 const std::vector<BareTable>& bare,
                                 const disclosure::Policy& policy);

}  // namespace hdis::bench
