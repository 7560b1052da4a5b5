#pragma once

#include "hdis/disclosure/policy.hpp"
#include "hdis/governance/authorise.hpp"
#include "hdis/governance/checks.hpp"
#include "hdis/governance/repetition.hpp"
#include "hdis/store/store.hpp"

#include "standing.hpp"
#include "workspace.hpp"

#include <optional>
#include <string>
#include <vector>

namespace hdis::service {

/// A question that compiled.
struct Question {
  query::Bound bound;
  std::vector<query::Usage> usage;
  Digest fingerprint;
};

/// Everything that checks, decisions and runs look at, as it is now.
struct Case {
  UseOfAgreement author;  ///< The author's use of the agreement.
  governance::Purpose purpose;
  std::optional<governance::Organisation> customer;
  Question question;
  std::vector<governance::LoadedData> loaded;
  disclosure::Policy policy;
  governance::Binding binding;
  Instant now{};

  [[nodiscard]] const governance::Agreement& agreement() const { return author.agreement; }
  [[nodiscard]] governance::Entitlement entitlement() const { return author.entitlement(); }
};

/// The version of an agreement that counts now: the newest one that has begun, whether it has ended or not, or, if none has, the newest. A
/// renewal can be registered before it begins. Errors: `not_found`.
[[nodiscard]] Result<governance::Agreement> agreement_that_counts(store::Reader& reader,
                                                                  const std::string& stem,
                                                                  Instant now);

/// The newest version of the policy that an agreement names. Errors: `not_found`.
[[nodiscard]] Result<disclosure::Policy> policy_of(const Workspace& workspace,
                                                   const governance::Agreement& agreement);

/// Compiles a query under the session's catalogue. Errors: those of `query::compile`.
[[nodiscard]] Result<Question> ask(const Workspace& workspace, const std::string& query_text);

/// Whether one version of data or of a policy came before another: they are counted 1, 2, ...
[[nodiscard]] bool is_older_version(const std::string& a, const std::string& b);

/// The newest version of each dataset and year that was taken in.
[[nodiscard]] Result<std::vector<governance::LoadedData>> newest_data(store::Reader& reader);

/// Gathers the facts about a request. Errors: `not_found` for what it refers to; those of `ask`.
[[nodiscard]] Result<Case> gather(const Workspace& workspace, store::Reader& reader,
                                  const store::RequestRecord& record);

/// The automatic checks, those of the rules and those that look at what was delivered. Errors: `unavailable` if files of data that the
/// query touches are not there.
[[nodiscard]] Result<std::vector<governance::CheckFinding>> check(const Workspace& workspace,
                                                                  const Case& facts);

/// Whether the standing approvals of a request let it be run again. Errors: as `governance::may_repeat`.
[[nodiscard]] Status check_repetition(store::Reader& reader, const store::RequestRecord& record,
                                      const Case& facts);

/// What was checked of a request that the agreement, or a standing approval, let and still lets pass without a person; empty if people decided on it.
[[nodiscard]] std::optional<governance::Binding> passed(
    const Workspace& workspace, const Case& facts, const store::RequestRecord& record,
    const std::vector<governance::Decision>& decisions);

/// The facts by which it is decided whether a request may run. Refers to its arguments; `author` is `facts.entitlement()`.
[[nodiscard]] governance::AuthorisationFacts authorisation_facts(
    const Workspace& workspace, const Case& facts, const governance::Entitlement& author,
    const store::RequestRecord& record, const std::vector<governance::Decision>& decisions);

/// What a decision or a run is bound to, as details of an event.
[[nodiscard]] audit::Details binding_details(const governance::Binding& binding);

}  // namespace hdis::service
