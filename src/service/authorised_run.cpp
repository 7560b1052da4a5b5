#include "authorised_run.hpp"

namespace hdis::service {

Result<AuthorisedRun> authorise_run(const governance::AuthorisationFacts& facts) {
  if (facts.wanted == governance::OutputKind::internal) {
    HDIS_TRY(plan, governance::authorise_internal(facts));
    return AuthorisedRun(std::move(plan));
  }
  HDIS_TRY(plan, governance::authorise(facts));
  return AuthorisedRun(std::move(plan));
}

}  // namespace hdis::service
