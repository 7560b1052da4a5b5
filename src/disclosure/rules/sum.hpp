#pragma once

#include "hdis/released/cell.hpp"

#include "rules/context.hpp"

namespace hdis::disclosure {

/// A sum of a quantity over the contributing records.
///
/// Units: the quantity's. Source: docs/methods/sums.md.
[[nodiscard]] released::Cell protect_sum(const raw::RawMeasure& measure,
                                         const RuleContext& context);

}  // namespace hdis::disclosure
