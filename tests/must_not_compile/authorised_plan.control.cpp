// EXPECT: compiles
// LIBRARIES: governance
#include "hdis/governance/authorise.hpp"

/// The one way to a plan that may run.
hdis::Result<hdis::governance::AuthorisedPlan> ask(
    const hdis::governance::AuthorisationFacts& facts) {
  return hdis::governance::authorise(facts);
}
