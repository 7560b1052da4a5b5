#pragma once

#include "rules/context.hpp"

namespace hdis::disclosure {

/// Whether one person or two make up so much of an amount that it is nearly theirs: the (n,k) rule for
/// one and two contributors, and the p % rule. False where no amount was contributed.
///
/// Source: docs/methods/sums.md.
[[nodiscard]] bool dominated(const raw::RawMeasure& measure, const Policy& policy);

}  // namespace hdis::disclosure
