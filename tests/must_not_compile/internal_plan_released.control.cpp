// EXPECT: compiles
// LIBRARIES: disclosure query core

// What was authorised for them does.

#include "hdis/disclosure/gate.hpp"

auto run(hdis::disclosure::Gate& gate, const hdis::governance::AuthorisedInternalPlan& plan,
         const hdis::disclosure::Policy& policy) {
  return gate.run_internal(plan, policy, {}, {});
}
