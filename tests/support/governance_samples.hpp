#pragma once

#include "hdis/core/assert.hpp"
#include "hdis/governance/agreement.hpp"
#include "hdis/governance/people.hpp"
#include "hdis/governance/purpose.hpp"
#include "hdis/governance/request.hpp"

#include <string>

/// People, an agreement and a purpose that tests of several libraries start from.
namespace hdis::testing {

/// In the middle of the sample agreement's life.
inline const Instant sample_now = *parse_instant("2018-10-01T12:00:00Z");

inline const std::string sample_agreement_yaml = R"(reference: DARS-NIC-99675-X5S7X
version: "1.2"
title: HES for commissioning support
organisation: 0CX
starts: 2017-09-01
ends: 2019-06-30
datasets:
  - dataset: apc
    years: [2001/02, {from: 2015/16, to: 2017/18}]
    fields: all
    sensitive_fields: []
  - dataset: op
    years: [2003/04]
    fields: [FYEAR, ATTENDED, CCG_RESIDENCE]
policy: hes-2018
small_numbers: forbidden
work_areas: [rightcare, qipp]
questions: ["2.1", "2.4"]
recipients: [ccg, nhs_trust]
work_basis: request_or_sla
licences: 2
reviewers: 1
opt_outs: {applied: no, reason: the data flow is not identifiable}
legal_basis: [Health and Social Care Act 2012]
sensitivity: Non Sensitive
access_method: system access
objective: Support for commissioners.
processing: Queries are reviewed and run by the custodian.
outputs: Tables with small numbers suppressed.
)";

inline const std::string sample_purpose_yaml = R"(work_area: rightcare
questions: ["2.4"]
customer: 99P
mandate: {kind: specific_request, reference: letter of 3 September 2018}
justification: Emergency admissions of the similar ten, for the deep dive of October.
)";

inline governance::Agreement sample_agreement() {
  auto agreement = governance::parse_agreement(sample_agreement_yaml);
  HDIS_ASSERT(agreement);
  return *agreement;
}

/// The sample agreement's text with `from` replaced by `to`.
inline std::string agreement_yaml_with(const std::string& from, const std::string& to) {
  auto text = sample_agreement_yaml;
  const auto at = text.find(from);
  HDIS_ASSERT(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

inline governance::Organisation licensee() {
  return {governance::OrganisationCode("0CX"), "NHS South, Central and West CSU",
          "commissioning_support_unit"};
}
inline governance::Organisation custodian() {
  return {governance::OrganisationCode("X26"), "NHS Digital", "data_custodian"};
}
inline governance::Organisation customer() {
  return {governance::OrganisationCode("99P"), "NHS Northern, Eastern and Western Devon CCG",
          "ccg"};
}

/// An active, trained, attested analyst of the licensee.
inline governance::User analyst() {
  governance::User user;
  user.id = governance::UserId("asha");
  user.name = "Asha Analyst";
  user.os_user = "asha";
  user.organisation = licensee().code;
  user.roles = {governance::Role::analyst};
  user.training_valid_until = Date::make(2019, 3, 31);
  user.employment = governance::Attestation{"Head of Analytics", *Date::make(2017, 9, 1)};
  return user;
}

/// An active reviewer of the custodian.
inline governance::User reviewer(const std::string& id = "ravi") {
  governance::User user;
  user.id = governance::UserId(id);
  user.name = "Reviewer " + id;
  user.os_user = id;
  user.organisation = custodian().code;
  user.roles = {governance::Role::reviewer};
  return user;
}

/// A request of `analyst` under the sample agreement.
inline governance::Request sample_request(
    governance::RequestState state = governance::RequestState::draft) {
  governance::Request request;
  request.id = governance::RequestId("R-000001");
  request.state = state;
  request.author = analyst().id;
  request.organisation = analyst().organisation;
  request.agreement = "DARS-NIC-99675-X5S7X";
  request.agreement_version = "1.2";
  return request;
}

/// The rules that an error's reasons name, separated by spaces.
inline std::string rules_of(const Error& error) {
  std::string out;
  for (const auto& reason : error.reasons()) out += (out.empty() ? "" : " ") + reason.rule;
  return out;
}

}  // namespace hdis::testing
