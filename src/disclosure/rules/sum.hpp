#pragma once

#include "hdis/released/cell.hpp"

#include "rules/context.hpp"

namespace hdis::disclosure {

/// A sum of a quantity over the contributing records: where numbers are rounded, their mean to as many decimals as leave open how many
/// they are, times the number of them as it would be shown. Then it says nothing that these two do not.
///
/// Units: the quantity's. Source: docs/methods/sums.md.
[[nodiscard]] released::Cell protect_sum(const raw::RawMeasure& measure,
                                         const RuleContext& context);

/// Whether a sum is not 0 and so small that it is hidden as a small count is.
[[nodiscard]] bool small_amount(double amount, const Policy& policy);

}  // namespace hdis::disclosure
