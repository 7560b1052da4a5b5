#pragma once

#include "hdis/released/cell.hpp"

#include "rules/context.hpp"

#include <cstdint>

namespace hdis::disclosure {

/// A mean over the contributing records: suppressed for too few of them, else the calculated value, to
/// as many decimals as leave open how many records there were.
///
/// Source: docs/methods/means-and-medians.md.
[[nodiscard]] released::Cell protect_mean(const raw::RawMeasure& measure,
                                          const RuleContext& context);

/// A median over the contributing records: suppressed for fewer records or people than the policy wants.
///
/// Source: docs/methods/means-and-medians.md.
[[nodiscard]] released::Cell protect_median(const raw::RawMeasure& measure,
                                            const RuleContext& context);

/// A mean that stands beside the sum of the same quantity: the sum as shown by the number of records as
/// it would be shown. So it says nothing that these two do not; the true mean and the sum together would give the
/// number of records.
[[nodiscard]] released::Cell mean_beside_sum(const released::Cell& sum,
                                             const raw::RawMeasure& measure,
                                             const RuleContext& context);

}  // namespace hdis::disclosure
