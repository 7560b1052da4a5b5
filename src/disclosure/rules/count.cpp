#include "rules/count.hpp"

#include "cell_maker.hpp"
#include "rules/small_number.hpp"

#include <cmath>

namespace hdis::disclosure {

bool too_few(const raw::RawMeasure& measure, const RuleContext& context) {
  const SmallNumberRule rule(context.policy);
  if (rule.hides(measure.records.unprotected())) return true;
  return context.people == People::counted && rule.hides(measure.people.unprotected());
}

released::Cell protect_count(const raw::RawMeasure& measure, const RuleContext& context) {
  const SmallNumberRule rule(context.policy);
  const auto count =
      static_cast<std::uint64_t>(std::llround(measure.value.unprotected().value_or(0)));

  // 1. No records: a true zero.
  if (measure.records.unprotected() == 0) return CellMaker::zero();
  // 2. At national level, where the policy says so, the count itself.
  if (context.shows_exact_counts()) {
    return count == 0 ? CellMaker::zero() : CellMaker::value(static_cast<double>(count), 0);
  }
  // 3. Too few records, too few people, or a small count of people with a key among many records.
  if (too_few(measure, context) || rule.hides(count)) {
    return CellMaker::suppressed(released::SuppressionReason::small_number);
  }
  // 4. Records of which no person is known are not a true zero of people.
  if (count == 0) return CellMaker::suppressed(released::SuppressionReason::small_number);
  // 5. Otherwise rounded, after the threshold on the true count.
  const auto shown = static_cast<double>(rule.rounded(count));
  if (context.policy.rounding == Rounding::none) return CellMaker::value(shown, 0);
  return CellMaker::rounded(shown, 0);
}

}  // namespace hdis::disclosure
