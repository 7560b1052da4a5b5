#include "rules/average.hpp"

#include "cell_maker.hpp"
#include "rules/count.hpp"
#include "rules/dominance.hpp"
#include "rules/small_number.hpp"
#include "rules/sum.hpp"

namespace hdis::disclosure {
namespace {

using released::SuppressionReason;

constexpr std::uint32_t most_decimals = 2;
constexpr std::uint32_t median_decimals = 1;

/// Means of whole numbers over n records lie 1/n apart. If a printed step is at least that wide, every
/// count in the interval of a rounded count could have given the printed mean, so that the mean does
/// not narrow it.
std::uint32_t mean_decimals(std::uint64_t records, const RuleContext& context) {
  if (context.policy.rounding == Rounding::none) return most_decimals;
  const std::uint64_t fewest = SmallNumberRule(context.policy).smallest_shown_alike(records);
  std::uint32_t decimals = 0;
  for (std::uint64_t steps = 10; steps <= fewest && decimals < most_decimals; steps *= 10)
    ++decimals;
  return decimals;
}

/// Judged by the smallest number that would be shown alike: otherwise whether a median is shown would tell
/// numbers apart that rounding does not.
bool fewer_than(std::uint64_t least, const raw::RawMeasure& measure, const RuleContext& context) {
  const SmallNumberRule rule(context.policy);
  if (rule.smallest_shown_alike(measure.records.unprotected()) < least) return true;
  return context.people == People::counted &&
         rule.smallest_shown_alike(measure.people.unprotected()) < least;
}

}  // namespace

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
  return CellMaker::value(*mean, mean_decimals(records, context));
}

released::Cell mean_beside_sum(const released::Cell& sum, const raw::RawMeasure& measure,
                               const RuleContext& context) {
  const std::uint64_t records = measure.records.unprotected();
  if (records == 0) return CellMaker::not_applicable();
  if (!sum.number()) return CellMaker::suppressed(SuppressionReason::part_suppressed);
  const std::uint64_t shown_records = SmallNumberRule(context.policy).rounded(records);
  return CellMaker::value(*sum.number() / static_cast<double>(shown_records),
                          mean_decimals(records, context));
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
