#pragma once

#include "hdis/governance/output.hpp"

#include "workspace.hpp"

namespace hdis::service {

/// Whether `actor` may see the output as things are now. Errors: `not_permitted`; `not_found`, `unavailable` and `corrupt` of the store.
[[nodiscard]] Status check_may_see(const Workspace& workspace, const governance::Output& output,
                                   const governance::User& actor);

}  // namespace hdis::service
