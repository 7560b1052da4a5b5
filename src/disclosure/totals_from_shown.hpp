#pragma once

#include "part.hpp"

namespace hdis::disclosure {

/// Replaces each total of a count of records by the sum of the cells shown below it, in the finest
/// grouping set that divides it; suppressed cells count nothing. A total of suppressed cells alone is
/// suppressed. Counts of people do not add up, and keep their own cells.
///
/// Source: docs/methods/totals.md.
void add_up_totals(ProtectedPart& part);

}  // namespace hdis::disclosure
