#include "case.hpp"

#include "hdis/governance/permissions.hpp"

#include "data_sources.hpp"
#include "successions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace hdis::service {
namespace {

using governance::Agreement;
using governance::Binding;

Result<std::optional<governance::Organisation>> find_customer(
    store::Reader& reader, const governance::OrganisationCode& code) {
  auto found = reader.organisation(code);
  if (found) return std::optional(*std::move(found));
  if (found.error().code() == ErrorCode::not_found)
    return std::optional<governance::Organisation>();
  return fail(std::move(found).error());
}

/// That the customer went over into another organisation: no work is done for what is no more.
Result<std::optional<governance::CheckFinding>> ended_customer(store::Reader& reader,
                                                               const Case& facts) {
  using Finding = std::optional<governance::CheckFinding>;
  if (!facts.customer) return Finding();
  HDIS_TRY(succession, succession_of(reader, facts.customer->code, date_of(facts.now)));
  if (!succession) return Finding();
  return Finding({governance::Weight::forbids, "purpose.customer_succeeded",
                  fmt::format("The customer, {}, went over into {} on {}.", facts.customer->name,
                              succession->successor.text(), succession->since.to_text()),
                  "successions of organisations", "name the successor in the purpose"});
}

Binding bind(const Workspace& workspace, const Case& facts, const store::RequestRecord& record) {
  const auto data = governance::touched(facts.question.usage, facts.loaded);
  Binding binding;
  binding.request = record.request.id.text();
  binding.request_version = record.request.version;
  binding.query_text = digest_of(record.content.query_text);
  binding.fingerprint = facts.question.fingerprint;
  binding.agreement = facts.agreement().reference.stem;
  binding.agreement_version = facts.agreement().reference.version;
  binding.agreement_digest = facts.agreement().digest;
  binding.policy = facts.policy.id;
  binding.policy_version = facts.policy.version;
  binding.policy_digest = facts.policy.digest;
  binding.catalogue_version = workspace.catalogue.version();
  binding.data_version = governance::data_in_words(data);
  binding.data_digest = governance::data_digest(data);
  return binding;
}

}  // namespace

Result<disclosure::Policy> policy_of(const Workspace& workspace, const Agreement& agreement) {
  const disclosure::Policy* newest = nullptr;
  for (const auto& policy : workspace.policies) {
    if (policy.id != agreement.policy) continue;
    if (newest == nullptr || is_older_version(newest->version, policy.version)) newest = &policy;
  }
  if (newest != nullptr) return *newest;
  return fail(ErrorCode::not_found, "policy.not_found",
              fmt::format("The disclosure policy {} of the agreement is not in the catalogue.",
                          agreement.policy),
              "the custodian's administrator restores it");
}

bool is_older_version(const std::string& a, const std::string& b) {
  // Whole numbers, written with as many digits as they need.
  return std::tuple(a.size(), a) < std::tuple(b.size(), b);
}

Result<Agreement> agreement_that_counts(store::Reader& reader, const std::string& stem,
                                        Instant now) {
  HDIS_TRY(versions, reader.agreement_versions(stem));
  const Agreement* best = nullptr;
  for (const auto& version : versions) {
    // What has begun comes before what has not; among those, the newest: an amendment that ends an agreement earlier ends it.
    const auto rank = [&](const Agreement& agreement) { return agreement.starts <= date_of(now); };
    if (best == nullptr || (rank(version) && !rank(*best)) ||
        (rank(version) == rank(*best) &&
         governance::is_older_version(best->reference.version, version.reference.version))) {
      best = &version;
    }
  }
  return *best;
}

Result<Question> ask(const Workspace& workspace, const std::string& query_text) {
  HDIS_TRY(bound, query::compile(query_text, workspace.catalogue));
  auto usage = query::usage(bound.plan);
  auto fingerprint = query::fingerprint(bound.plan);
  return Question{std::move(bound), std::move(usage), std::move(fingerprint)};
}

Result<std::vector<governance::LoadedData>> newest_data(store::Reader& reader) {
  HDIS_TRY(versions, reader.data_versions());
  std::map<std::pair<catalogue::DatasetId, FinancialYear>, governance::LoadedData> newest;
  for (const auto& version : versions) {
    const governance::LoadedData data{version.dataset, version.year, version.version,
                                      version.content_digest};
    const auto [entry, inserted] = newest.emplace(std::pair(version.dataset, version.year), data);
    if (!inserted && is_older_version(entry->second.version, data.version)) entry->second = data;
  }
  std::vector<governance::LoadedData> out;
  out.reserve(newest.size());
  for (auto& [key, data] : newest) out.push_back(std::move(data));
  return out;
}

Result<Case> gather(const Workspace& workspace, store::Reader& reader,
                    const store::RequestRecord& record) {
  Case facts;
  facts.now = workspace.now();
  HDIS_TRY(person, reader.user(record.request.author));
  HDIS_TRY(author, use_of(reader, record.request.agreement, std::move(person), facts.now));
  HDIS_TRY(purpose, governance::parse_purpose(record.content.purpose_text));
  HDIS_TRY(customer, find_customer(reader, purpose.customer));
  HDIS_TRY(question, ask(workspace, record.content.query_text));
  HDIS_TRY(loaded, newest_data(reader));
  HDIS_TRY(policy, policy_of(workspace, author.agreement));

  facts.author = std::move(author);
  facts.purpose = std::move(purpose);
  facts.customer = std::move(customer);
  facts.question = std::move(question);
  facts.loaded = std::move(loaded);
  facts.policy = std::move(policy);
  facts.binding = bind(workspace, facts, record);
  return facts;
}

Result<std::vector<governance::CheckFinding>> check(const Workspace& workspace, const Case& facts) {
  const auto entitlement = facts.entitlement();
  auto findings = governance::check(
      {entitlement, facts.purpose, facts.customer, facts.question.bound.plan, facts.question.usage,
       facts.question.bound.findings, facts.loaded, workspace.catalogue});
  HDIS_TRY(undelivered,
           undelivered_fields(workspace.layout.data(), facts.question.usage, facts.loaded));
  findings.insert(findings.end(), undelivered.begin(), undelivered.end());
  HDIS_TRY(ended, ended_customer(workspace.reader(), facts));
  if (ended) findings.push_back(*ended);
  std::ranges::stable_sort(findings, std::greater<>(), &governance::CheckFinding::weight);
  return findings;
}

Status check_repetition(store::Reader& reader, const store::RequestRecord& record,
                        const Case& facts) {
  const auto& request = record.request;
  const auto decided = record.content.repeats > 0 ? record.content.repeats : request.version;
  HDIS_TRY(decisions, reader.decisions(request.id, decided));
  // Whoever does not review any more does not stand for what is repeated either.
  std::erase_if(decisions, [&](const governance::Decision& decision) {
    const auto reviewer = reader.user(decision.reviewer);
    return !reviewer || !governance::must_be(governance::Role::reviewer, *reviewer, "decide");
  });
  return governance::may_repeat(
      {request, decisions, facts.agreement().reviewers, facts.binding, date_of(facts.now)});
}

std::optional<Binding> passed(const Workspace& workspace, const Case& facts,
                              const store::RequestRecord& record,
                              const std::vector<governance::Decision>& decisions) {
  if (!decisions.empty()) return std::nullopt;
  if (record.content.repeats > 0) {
    const auto may = check_repetition(workspace.reader(), record, facts);
    return may ? record.content.checked : std::nullopt;
  }
  const auto findings = check(workspace, facts);
  if (!findings || !governance::passes_by_itself(*findings)) return std::nullopt;
  return record.content.checked;
}

governance::AuthorisationFacts authorisation_facts(
    const Workspace& workspace, const Case& facts, const governance::Entitlement& author,
    const store::RequestRecord& record, const std::vector<governance::Decision>& decisions) {
  return {record.request,
          decisions,
          author,
          facts.question.bound.plan,
          facts.binding,
          passed(workspace, facts, record, decisions),
          facts.purpose.output};
}

audit::Details binding_details(const Binding& binding) {
  return {{"query_text", binding.query_text.text()},
          {"fingerprint", binding.fingerprint.text()},
          {"agreement", fmt::format("{}-v{}", binding.agreement, binding.agreement_version)},
          {"agreement_digest", binding.agreement_digest.text()},
          {"policy", fmt::format("{} {}", binding.policy, binding.policy_version)},
          {"policy_digest", binding.policy_digest.text()},
          {"catalogue", binding.catalogue_version.text()},
          {"data", binding.data_version},
          {"data_digest", binding.data_digest.text()}};
}

}  // namespace hdis::service
