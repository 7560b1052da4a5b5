#include "rules/small_number.hpp"

#include "hdis/core/assert.hpp"

#include <algorithm>

namespace hdis::disclosure {

std::uint64_t SmallNumberRule::rounded(std::uint64_t number) const {
  switch (rounding_) {
    case Rounding::none:
      return number;
    case Rounding::nearest:
      return (number + base_ / 2) / base_ * base_;
    case Rounding::midpoint:
      return number == 0 ? 0 : (number - 1) / base_ * base_ + base_ / 2;
  }
  assertion_failed("Rounding", __FILE__, __LINE__);
}

std::uint64_t SmallNumberRule::smallest_shown_alike(std::uint64_t number) const {
  const std::uint64_t shown = rounded(number);
  std::uint64_t smallest = number;
  while (smallest > largest_hidden_ + 1 && rounded(smallest - 1) == shown) --smallest;
  return smallest;
}

}  // namespace hdis::disclosure
