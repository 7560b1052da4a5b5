#include "audit/exposure.hpp"

#include <algorithm>
#include <cmath>

namespace hdis::disclosure::audit {
namespace {

Number values_in(Number lower, Number upper) { return upper >= lower ? upper - lower + 1 : 0; }

bool estimated_closely(Interval known, double least_interval) {
  if (known.lower <= -unbounded || known.upper >= unbounded) return false;
  const auto lower = static_cast<double>(known.lower);
  const auto upper = static_cast<double>(known.upper);
  // A single value, or an interval narrow for its height. Intervals about zero are never narrow.
  return known.lower == known.upper || upper - lower < least_interval * std::abs(lower + upper);
}

}  // namespace

Interval sizes_wanted(Number floor, const Policy& policy) {
  const Number least = std::max<Number>(floor, 1);
  return {least, std::max(static_cast<Number>(policy.largest_suppressed),
                          least + static_cast<Number>(policy.fewest_values) - 1)};
}

bool exposed(Secret secret, Interval known, Number floor, const Policy& policy) {
  const auto fewest = static_cast<Number>(policy.fewest_values);
  const Interval wanted = sizes_wanted(floor, policy);
  switch (secret) {
    case Secret::none:
      return false;
    case Secret::count:
      return values_in(std::max(known.lower, wanted.lower), std::min(known.upper, wanted.upper)) <
             fewest;
    case Secret::withheld:
      return values_in(known.lower, known.upper) < fewest;
    case Secret::amount:
      return estimated_closely(known, policy.sum_least_interval);
  }
  return true;
}

}  // namespace hdis::disclosure::audit
