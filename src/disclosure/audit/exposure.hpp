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

/// Whether a reader who knows that the number lies in `known` knows more of it than the policy allows.
[[nodiscard]] bool exposed(Secret secret, Interval known, const Policy& policy);

}  // namespace hdis::disclosure::audit
