#include "rules/sum.hpp"

#include "cell_maker.hpp"
#include "rules/count.hpp"
#include "rules/dominance.hpp"
#include "rules/small_number.hpp"

#include <algorithm>
#include <array>
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
  // 5. Otherwise rounded as the count of its records is, in steps of what one of them has.
  if (context.policy.rounding == Rounding::none) return exact(amount);
  const SmallNumberRule rule(context.policy);
  const double step = sum_step(measure);
  const auto steps = static_cast<std::uint64_t>(std::llround(size / step));
  const double shown =
      static_cast<double>(
          std::max(rule.rounded(steps), rule.rounded(1 + context.policy.largest_suppressed))) *
      step;
  return CellMaker::rounded(std::copysign(shown, amount), 0);
}

double sum_step(const raw::RawMeasure& measure) {
  constexpr std::array within_ten = {1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0};
  constexpr std::array above_ten = {1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0};
  const auto records =
      static_cast<double>(std::max<std::uint64_t>(measure.records.unprotected(), 1));
  const double each = std::abs(measure.value.unprotected().value_or(0)) / records;
  for (const double step : within_ten) {
    if (step >= each) return step;
  }
  for (double power = 10; power < largest_amount; power *= 10) {
    for (const double step : above_ten) {
      if (step * power >= each) return step * power;
    }
  }
  return largest_amount;
}

bool small_amount(double amount, const Policy& policy) {
  return amount != 0 && std::abs(amount) < static_cast<double>(policy.largest_suppressed + 1);
}

}  // namespace hdis::disclosure
