// EXPECT: no matching function for call to|cannot convert|no known conversion|no viable conversion
// LIBRARIES: disclosure query core

// A plan that nobody has authorised does not run.

#include "hdis/disclosure/gate.hpp"

auto run(hdis::disclosure::Gate& gate, const hdis::query::Plan& plan,
         const hdis::disclosure::Policy& policy) {
  return gate.run(plan, policy, {}, {});
}
