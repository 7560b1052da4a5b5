#pragma once

#include "hdis/governance/blind.hpp"

#include "workspace.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace hdis::service {

/// How many reviewers the agreement of a request needs, in the version that counts now. Errors: `not_found`.
[[nodiscard]] Result<std::uint32_t> reviewers_needed(store::Reader& reader,
                                                     const governance::Request& request,
                                                     Instant now);

/// Whether events about `subject` (about everything, if empty) may be shown to `reader`: those about a request on which they are blind may
/// not, nor may gaps between others tell that there are any.
///
/// Errors: `not_permitted`, naming the requests.
[[nodiscard]] Status must_not_be_blind(const Workspace& workspace, const governance::User& reader,
                                       const std::optional<std::string>& subject);

}  // namespace hdis::service
