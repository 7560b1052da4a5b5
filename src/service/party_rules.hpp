#pragma once

#include "hdis/core/result.hpp"
#include "hdis/governance/organisation.hpp"
#include "hdis/governance/permissions.hpp"

#include <string>

/// What several use cases about organisations and people ask.
namespace hdis::service {

/// Whether a reason was given that can be recorded. Errors: `invalid_input`.
[[nodiscard]] Status check_reason(const std::string& reason);

/// `conflict`: somebody has this standing already.
[[nodiscard]] Error no_change(const std::string& who, governance::Standing standing);

}  // namespace hdis::service
