#include "hdis/governance/binding.hpp"

#include <fmt/format.h>

namespace hdis::governance {

std::vector<std::string> differences(const Binding& approved, const Binding& now) {
  std::vector<std::string> out;
  // 1. The request is the same version.
  if (approved.request != now.request || approved.request_version != now.request_version) {
    out.push_back(fmt::format("The request is now {} v{}, not {} v{}.", now.request,
                              now.request_version, approved.request, approved.request_version));
  }
  // 2. The query is the same to the letter.
  if (!same(approved.query_text, now.query_text)) {
    out.emplace_back("The text of the query has changed.");
  }
  // 3. The query means the same.
  if (!same(approved.fingerprint, now.fingerprint)) {
    out.emplace_back("What the query computes has changed.");
  }
  // 4. The agreement is the same version with the same content.
  if (approved.agreement != now.agreement || approved.agreement_version != now.agreement_version) {
    out.push_back(fmt::format("The agreement is now {} version {}, not {} version {}.",
                              now.agreement, now.agreement_version, approved.agreement,
                              approved.agreement_version));
  } else if (!same(approved.agreement_digest, now.agreement_digest)) {
    out.emplace_back("The content of the agreement has changed.");
  }
  // 5. The policy is the same version with the same content.
  if (approved.policy != now.policy || approved.policy_version != now.policy_version) {
    out.push_back(fmt::format("The disclosure policy is now {} {}, not {} {}.", now.policy,
                              now.policy_version, approved.policy, approved.policy_version));
  } else if (!same(approved.policy_digest, now.policy_digest)) {
    out.emplace_back("The content of the disclosure policy has changed.");
  }
  // 6. The catalogue is the same.
  if (!same(approved.catalogue_version, now.catalogue_version)) {
    out.emplace_back("The catalogue (datasets, codes, measures) has changed.");
  }
  // 7. The data are the same.
  if (approved.data_version != now.data_version) {
    out.push_back(fmt::format("The data are now \"{}\", not \"{}\".", now.data_version,
                              approved.data_version));
  } else if (!same(approved.data_digest, now.data_digest)) {
    out.emplace_back("The content of the data has changed.");
  }
  return out;
}

}  // namespace hdis::governance
