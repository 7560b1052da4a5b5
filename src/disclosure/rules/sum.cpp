#include "rules/sum.hpp"

#include "cell_maker.hpp"
#include "rules/average.hpp"
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
  if (small_amount(amount, context.policy) || size > largest_amount) {
    return CellMaker::suppressed(SuppressionReason::small_number);
  }
  if (context.policy.rounding == Rounding::none) return exact(amount);
  // 5. Otherwise as many records as would be shown, each with their mean.
  const std::uint64_t records = measure.records.unprotected();
  const double mean = rounded_mean(amount / static_cast<double>(records), records, context);
  return CellMaker::rounded(
      mean * static_cast<double>(SmallNumberRule(context.policy).rounded(records)), 0);
}

bool small_amount(double amount, const Policy& policy) {
  return amount != 0 && std::abs(amount) < static_cast<double>(policy.largest_suppressed + 1);
}

}  // namespace hdis::disclosure
