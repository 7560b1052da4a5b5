#pragma once

#include "hdis/governance/authorised_plan.hpp"

namespace hdis::testing {

/// What an approval of the sample request is bound to.
inline governance::Binding sample_binding() {
  governance::Binding binding;
  binding.request = "R-000001";
  binding.request_version = 1;
  binding.query_text = digest_of("the query");
  binding.fingerprint = digest_of("the plan");
  binding.agreement = "DARS-NIC-99675-X5S7X";
  binding.agreement_version = "1.2";
  binding.agreement_digest = digest_of("the agreement");
  binding.policy = "hes-2018";
  binding.policy_version = "1";
  binding.policy_digest = digest_of("the policy");
  binding.catalogue_version = digest_of("the catalogue");
  binding.data_version = "apc 2001/02 version 1";
  binding.data_digest = digest_of("the data");
  return binding;
}

}  // namespace hdis::testing
