#include "rules/sum.hpp"

#include "cell_maker.hpp"
#include "rules/count.hpp"
#include "rules/dominance.hpp"
#include "rules/small_number.hpp"

#include <cmath>

namespace hdis::disclosure {
namespace {

constexpr std::uint32_t exact_decimals = 2;

released::Cell exact(double amount) {
  if (amount == 0) return CellMaker::zero();
  const bool whole = amount == std::floor(amount);
  return CellMaker::value(amount, whole ? 0 : exact_decimals);
}

/// Amounts above this lose units as doubles; no table of hospital activity comes near it.
constexpr double largest_amount = 1e15;

}  // namespace

released::Cell protect_sum(const raw::RawMeasure& measure, const RuleContext& context) {
  using released::SuppressionReason;
  const double amount = measure.value.unprotected().value_or(0);

  // 1. No records with a value: a true zero.
  if (measure.records.unprotected() == 0) return CellMaker::zero();
  // 2. Too few records or people.
  if (too_few(measure, context)) return CellMaker::suppressed(SuppressionReason::small_number);
  // 3. One or two people make up nearly all of it.
  if (dominated(measure, context.policy))
    return CellMaker::suppressed(SuppressionReason::dominance);
  if (amount == 0) return CellMaker::zero();
  // 4. A small amount is treated as a small count: rounding would show it as nothing.
  const double size = std::abs(amount);
  if (size < static_cast<double>(context.policy.largest_suppressed + 1) || size > largest_amount) {
    return CellMaker::suppressed(SuppressionReason::small_number);
  }
  // 5. Otherwise rounded as counts are; a part of a unit is dropped first.
  if (context.policy.rounding == Rounding::none) return exact(amount);
  const SmallNumberRule rule(context.policy);
  const auto shown =
      static_cast<double>(rule.rounded(static_cast<std::uint64_t>(std::llround(size))));
  return CellMaker::rounded(std::copysign(shown, amount), 0);
}

}  // namespace hdis::disclosure
