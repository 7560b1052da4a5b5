#pragma once

#include "hdis/audit/event.hpp"
#include "hdis/core/result.hpp"
#include "hdis/governance/organisation.hpp"
#include "hdis/governance/permissions.hpp"
#include "hdis/service/parties.hpp"

#include <string>
#include <string_view>

/// What several use cases about organisations and people ask.
namespace hdis::service {

/// Whether a reason was given that can be recorded. Errors: `invalid_input`.
[[nodiscard]] Status check_reason(const std::string& reason);

/// Whether a change of standing is reasoned: always why, and for a reinstatement which actions were taken. Errors: `invalid_input`.
[[nodiscard]] Status check_standing_reason(governance::Standing standing,
                                           const StandingReason& reason);

/// The action of its event: "user.suspended", "organisation.reinstated".
[[nodiscard]] std::string standing_action(std::string_view subject, governance::Standing standing);

/// As details of an event.
[[nodiscard]] audit::Details details_of(const StandingReason& reason);

/// `conflict`: somebody has this standing already.
[[nodiscard]] Error no_change(const std::string& who, governance::Standing standing);

}  // namespace hdis::service
