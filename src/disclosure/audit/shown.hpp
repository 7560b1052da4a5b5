#pragma once

#include "hdis/disclosure/policy.hpp"
#include "hdis/released/cell.hpp"

#include "audit/system.hpp"

#include <cstdint>

/// What each cell shows by itself: the numbers that could stand behind it.
namespace hdis::disclosure::audit {

/// What is known of a suppressed number without looking at any other cell.
enum class Hidden : std::uint8_t {
  small,     ///< It is from 1 to the largest that is suppressed.
  any_size,  ///< Few people may stand behind a large number, or it was withheld: at least 1.
  unknown,   ///< Not even that it is more than 0: people without a key are not counted.
};

/// Amounts are held in hundredths of their unit, rounded outwards.
constexpr Number amount_scale = 100;

/// The counts that `cell` may stand for.
[[nodiscard]] Interval count_behind(const released::Cell& cell, Hidden hidden,
                                    const Policy& policy);

/// The amounts that `cell`, an exact or suppressed sum, may stand for. `negative` if the quantity can be below zero.
[[nodiscard]] Interval amount_behind(const released::Cell& cell, bool negative);

/// The amounts behind a sum that is shown as a mean, known to within `half` of a printed step, times a number of records: they may be any
/// in `records`.
[[nodiscard]] Interval amount_behind(double mean, double half, Interval records);

/// The sums that `cell`, a mean, may stand for, if the number of records is in `records`.
[[nodiscard]] Interval sum_behind_mean(const released::Cell& cell, Interval records, bool negative);

/// The counts that a rounded count does not tell from `count`.
[[nodiscard]] Interval alike(Number count, const Policy& policy);

}  // namespace hdis::disclosure::audit
