#pragma once

#include "hdis/disclosure/policy.hpp"

#include <cstdint>

namespace hdis::disclosure {

/// How a small number is hidden and a larger one blurred: 0 stays 0, 1 to `largest_suppressed` is
/// hidden, anything else is rounded. The threshold is on the true number; rounding comes after.
///
/// Units: those of the number (records or people). Source: the policy's.
class SmallNumberRule {
 public:
  explicit SmallNumberRule(const Policy& policy)
      : largest_hidden_(policy.largest_suppressed),
        rounding_(policy.rounding),
        base_(policy.rounding_base) {}

  /// Whether the number is from 1 to the largest that is suppressed.
  [[nodiscard]] bool hides(std::uint64_t number) const {
    return number > 0 && number <= largest_hidden_;
  }
  /// The number as shown, if it is not hidden. Halves go up.
  [[nodiscard]] std::uint64_t rounded(std::uint64_t number) const;
  /// The smallest true number that is shown as `number` is.
  [[nodiscard]] std::uint64_t smallest_shown_alike(std::uint64_t number) const;

 private:
  std::uint64_t largest_hidden_;
  Rounding rounding_;
  std::uint64_t base_;
};

}  // namespace hdis::disclosure
