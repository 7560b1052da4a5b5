#pragma once

#include "hdis/core/error.hpp"
#include "hdis/disclosure/policy.hpp"

#include <vector>

namespace hdis::disclosure {

/// Why a policy may not be used: the conditions that it breaks, each under a rule identifier
/// `policy.<condition>`. Empty for a policy under which no suppressed count can be shown.
[[nodiscard]] std::vector<Reason> broken_conditions(const Policy& policy);

}  // namespace hdis::disclosure
