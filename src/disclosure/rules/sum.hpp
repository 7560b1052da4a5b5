#pragma once

#include "hdis/released/cell.hpp"

#include "rules/context.hpp"

namespace hdis::disclosure {

/// A sum of a quantity over the contributing records.
///
/// Units: the quantity's. Source: docs/methods/sums.md.
[[nodiscard]] released::Cell protect_sum(const raw::RawMeasure& measure,
                                         const RuleContext& context);

/// The step in which a sum over `measure.records` records is counted: at least as much as one record has on average, in
/// round numbers (1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, ...). A sum rounded to so many steps says no more of the number of
/// records than their rounded count does, even to somebody who knows what each of them has.
///
/// Source: docs/methods/sums.md.
[[nodiscard]] double sum_step(const raw::RawMeasure& measure);

/// Whether a sum is not 0 and so small that it is hidden as a small count is.
[[nodiscard]] bool small_amount(double amount, const Policy& policy);

}  // namespace hdis::disclosure
