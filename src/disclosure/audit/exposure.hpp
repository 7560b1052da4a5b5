#pragma once

#include "hdis/disclosure/policy.hpp"

#include "audit/system.hpp"

#include <cstdint>

namespace hdis::disclosure::audit {

/// What must stay unknown of a number.
enum class Secret : std::uint8_t {
  none,      ///< It is shown, or nobody's concern.
  count,     ///< A suppressed count: several of the sizes that are suppressed must stay possible.
  withheld,  ///< A count withheld to protect another: several values must stay possible.
  amount,    ///< A suppressed sum, in hundredths: it must not be estimated closely.
};

/// The sizes of which a suppressed count must keep some: those that are suppressed. Where a count is known to be at least
/// `floor`, because so many of its parts are not 0, they begin there, and are as many as must be kept.
[[nodiscard]] Interval sizes_wanted(Number floor, const Policy& policy);

/// Whether a reader who knows that the number lies in `known` knows more of it than the policy allows. `floor` as for
/// `sizes_wanted`.
[[nodiscard]] bool exposed(Secret secret, Interval known, Number floor, const Policy& policy);

}  // namespace hdis::disclosure::audit
