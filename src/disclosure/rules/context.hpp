#pragma once

#include "hdis/disclosure/policy.hpp"
#include "hdis/query/plan.hpp"
#include "hdis/raw/raw_table.hpp"

#include <cstdint>

namespace hdis::disclosure {

/// Whether a number is about all of England, as the plan proves (never a label).
enum class Level : std::uint8_t { national, below_national };

/// Whether people can be told apart in the data: some dataset counted has a person key.
enum class People : std::uint8_t { counted, not_recorded };

/// What a rule needs to know beside the number itself.
struct RuleContext {
  const Policy& policy;
  Level level = Level::below_national;
  People people = People::counted;

  /// Whether the policy shows counts as they are. Sums, means and medians are protected everywhere: the
  /// stay of one person is no less his own in a national table.
  [[nodiscard]] bool shows_exact_counts() const {
    return level == Level::national && policy.national_exact;
  }
};

}  // namespace hdis::disclosure
