// EXPECT: no matching function for call to|cannot convert|no known conversion|no viable conversion|could not convert|invalid initialization of reference
// LIBRARIES: disclosure query core

// What was authorised for released tables gives no internal ones.

#include "hdis/disclosure/gate.hpp"

auto run(hdis::disclosure::Gate& gate, const hdis::governance::AuthorisedPlan& plan,
         const hdis::disclosure::Policy& policy) {
  return gate.run_internal(plan, policy, {}, {});
}
