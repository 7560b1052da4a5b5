// EXPECT: compiles
// LIBRARIES: disclosure query core

// One that was authorised does.

#include "hdis/disclosure/gate.hpp"

auto run(hdis::disclosure::Gate& gate, const hdis::governance::AuthorisedPlan& plan,
         const hdis::disclosure::Policy& policy) {
  return gate.run(plan, policy, {}, {});
}
