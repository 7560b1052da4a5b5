#pragma once

#include "hdis/governance/authorise.hpp"

#include <variant>

namespace hdis::service {

/// A plan that may run, of the kind that its request asks for.
using AuthorisedRun = std::variant<governance::AuthorisedPlan, governance::AuthorisedInternalPlan>;

/// Decides whether a request may run as what it asks for. Errors: as `governance::authorise`.
[[nodiscard]] Result<AuthorisedRun> authorise_run(const governance::AuthorisationFacts& facts);

}  // namespace hdis::service
