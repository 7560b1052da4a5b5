#pragma once

#include "workspace.hpp"

#include <string>

namespace hdis::service {

/// Gives `user` a licence of the agreement with this reference (a version in it is ignored), and records it.
///
/// Errors: `refused` if the user does not work for the licensee; `conflict` if they have one or all are taken; `not_found`;
/// `invalid_input` for what is not a reference.
[[nodiscard]] Status give_licence(const Workspace& workspace, store::Writer& writer,
                                  const std::string& agreement, const governance::User& user);

/// The same under a version that is known, without the charge for a new licence.
[[nodiscard]] Status hand_licence(const Workspace& workspace, store::Writer& writer,
                                  const governance::Agreement& agreement,
                                  const governance::User& user);

/// Records what the agreement charges for something that happened under it; nothing if it charges nothing for it.
[[nodiscard]] Status charge(const Workspace& workspace, store::Writer& writer,
                            const governance::Agreement& agreement, const std::string& what,
                            const std::string& subject);

}  // namespace hdis::service
