// EXPECT: AuthorisedPlan::AuthorisedPlan.*(is private|private constructor)|private constructor of class 'hdis::governance::AuthorisedPlan'
// LIBRARIES: governance
#include "hdis/governance/authorised_plan.hpp"

/// A plan that nobody has authorised is not handed to the gate.
hdis::governance::AuthorisedPlan smuggle(hdis::query::Plan plan) {
  return hdis::governance::AuthorisedPlan(std::move(plan), hdis::governance::Binding());
}
