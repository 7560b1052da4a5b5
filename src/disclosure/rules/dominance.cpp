#include "rules/dominance.hpp"

namespace hdis::disclosure {

bool dominated(const raw::RawMeasure& measure, const Policy& policy) {
  const double total = measure.total_contribution;
  // 1. Nothing contributed, nothing dominated.
  if (total <= 0) return false;
  // 2. The largest contributor alone.
  if (measure.largest_contribution >= policy.dominance_one_share * total) return true;
  // 3. The two largest together: either could subtract its own part and see the other's.
  const double two = measure.largest_contribution + measure.second_contribution;
  if (two > policy.dominance_two_share * total) return true;
  // 4. The second subtracts its own part and takes the rest for the largest's: what all others have is its error.
  constexpr double per_cent = 100;
  return total - two < policy.dominance_p_percent / per_cent * measure.largest_contribution;
}

}  // namespace hdis::disclosure
