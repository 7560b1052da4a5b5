#pragma once

#include "hdis/governance/authorised_plan.hpp"
#include "hdis/governance/decision.hpp"
#include "hdis/governance/entitlement.hpp"
#include "hdis/governance/output.hpp"
#include "hdis/governance/request.hpp"

#include <optional>
#include <span>

namespace hdis::governance {

/// Everything by which it is decided whether an approved request may run. Refers to what the caller keeps alive.
struct AuthorisationFacts {
  const Request& request;
  std::span<const Decision> decisions;  ///< On this version of the request.
  const Entitlement& author;  ///< The request's author under the request's agreement, now.
  const query::Plan& plan;
  const Binding& now;  ///< What there is now.
  /// What was checked, of a query that passed, and still passes, without a person (`passes_by_itself`).
  std::optional<Binding> passed = std::nullopt;
  /// Which kind of answer the purpose of the request asks for.
  OutputKind wanted = OutputKind::suppressed;
};

}  // namespace hdis::governance
