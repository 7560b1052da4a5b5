#pragma once

#include "hdis/released/cell.hpp"

#include "rules/context.hpp"

namespace hdis::disclosure {

/// Whether too few records or too few people contribute for anything to be said of them. False for
/// no records at all: a true zero.
///
/// Units: records and people, each against the same largest number. Source: docs/methods/people-beside-records.md.
[[nodiscard]] bool too_few(const raw::RawMeasure& measure, const RuleContext& context);

/// A count of records, of values, or of people.
///
/// Source: docs/methods/counts.md.
[[nodiscard]] released::Cell protect_count(const raw::RawMeasure& measure,
                                           const RuleContext& context);

}  // namespace hdis::disclosure
