#include "rules/dominance.hpp"

namespace hdis::disclosure {

bool dominated(const raw::RawMeasure& measure, const Policy& policy) {
  const double total = measure.total_contribution;
  // 1. Nothing contributed, nothing dominated.
  if (total <= 0) return false;
  // 2. The largest contributor alone.
  if (measure.largest_contribution >= policy.dominance_one_share * total) return true;
  // 3. The two largest together: either could subtract its own part and see the other's.
  return measure.largest_contribution + measure.second_contribution >
         policy.dominance_two_share * total;
}

}  // namespace hdis::disclosure
