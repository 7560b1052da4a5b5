#pragma once

#include "hdis/governance/authorised_plan.hpp"

#include <string>
#include <vector>

namespace hdis::governance {

/// What differs between what was approved and what there is now, as sentences; none if they are equal.
[[nodiscard]] std::vector<std::string> differences(const Binding& approved, const Binding& now);

}  // namespace hdis::governance
