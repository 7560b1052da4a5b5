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

/// The decimals of a mean over so many records that leave open which of the numbers that are shown alike it is: means of
/// whole numbers over n records lie 1/n apart, and a printed step is at least that wide.
[[nodiscard]] std::uint32_t mean_decimals(std::uint64_t records, const RuleContext& context);

/// `mean` to so many decimals.
[[nodiscard]] double rounded_mean(double mean, std::uint64_t records, const RuleContext& context);

}  // namespace hdis::disclosure
