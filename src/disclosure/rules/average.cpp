#include "rules/average.hpp"

#include "cell_maker.hpp"
#include "rules/count.hpp"
#include "rules/dominance.hpp"
#include "rules/small_number.hpp"
#include "rules/sum.hpp"

#include <algorithm>
#include <cmath>

namespace hdis::disclosure {
namespace {

using released::SuppressionReason;

constexpr std::uint32_t most_decimals = 6;
/// Of a mean that is shown; a sum of many records is computed from more.
constexpr std::uint32_t shown_decimals = 2;
constexpr std::uint32_t median_decimals = 1;

/// Judged by the smallest number that would be shown alike: otherwise whether a median is shown would tell
/// numbers apart that rounding does not.
bool fewer_than(std::uint64_t least, const raw::RawMeasure& measure, const RuleContext& context) {
  const SmallNumberRule rule(context.policy);
  if (rule.smallest_shown_alike(measure.records.unprotected()) < least) return true;
  return context.people == People::counted &&
         rule.smallest_shown_alike(measure.people.unprotected()) < least;
}

}  // namespace

std::uint32_t mean_decimals(std::uint64_t records, const RuleContext& context) {
  if (context.policy.rounding == Rounding::none) return most_decimals;
  const std::uint64_t fewest = SmallNumberRule(context.policy).smallest_shown_alike(records);
  std::uint32_t decimals = 0;
  for (std::uint64_t steps = 10; steps <= fewest && decimals < most_decimals; steps *= 10)
    ++decimals;
  return decimals;
}

double rounded_mean(double mean, std::uint64_t records, const RuleContext& context) {
  const double scale = std::pow(10.0, mean_decimals(records, context));
  return std::round(mean * scale) / scale;
}

released::Cell protect_mean(const raw::RawMeasure& measure, const RuleContext& context) {
  const auto mean = measure.value.unprotected();
  // 1. No records with a value: there is no mean.
  if (!mean || measure.records.unprotected() == 0) return CellMaker::not_applicable();
  // 2. Too few records or people.
  if (too_few(measure, context)) {
    return CellMaker::suppressed(SuppressionReason::small_number);
  }
  // 3. A mean is a sum in other words.
  if (dominated(measure, context.policy)) {
    return CellMaker::suppressed(SuppressionReason::dominance);
  }
  // 4. So is a small one.
  const auto records = measure.records.unprotected();
  if (small_amount(*mean * static_cast<double>(records), context.policy)) {
    return CellMaker::suppressed(SuppressionReason::small_number);
  }
  return CellMaker::value(*mean, std::min(mean_decimals(records, context), shown_decimals));
}

released::Cell protect_median(const raw::RawMeasure& measure, const RuleContext& context) {
  const auto median = measure.value.unprotected();
  // 1. No records with a value: there is no median.
  if (!median || measure.records.unprotected() == 0) return CellMaker::not_applicable();
  // 2. A median is the value of one person or the middle between two: more are needed than for a mean.
  if (fewer_than(context.policy.median_least_people, measure, context)) {
    return CellMaker::suppressed(SuppressionReason::small_number);
  }
  return CellMaker::value(*median, median_decimals);
}

}  // namespace hdis::disclosure
