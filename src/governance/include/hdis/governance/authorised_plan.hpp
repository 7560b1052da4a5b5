#pragma once

#include "hdis/core/digest.hpp"
#include "hdis/core/result.hpp"
#include "hdis/query/plan.hpp"

#include <string>
#include <vector>

namespace hdis::governance {

/// Everything an approval is bound to. If any part is different when the plan is to run, the approval is void.
struct Binding {
  std::string request;  ///< "R-000001"
  std::uint32_t request_version = 1;
  Digest query_text;      ///< Of the exact text that was reviewed.
  Digest fingerprint;     ///< Of the plan.
  std::string agreement;  ///< Reference without version.
  std::string agreement_version;
  Digest agreement_digest;  ///< Of the agreement's content.
  std::string policy;       ///< "hes-2018"
  std::string policy_version;
  Digest policy_digest;
  Digest catalogue_version;
  std::string data_version;  ///< In words: "apc 2017/18 version 1; ...".
  Digest
      data_digest;  ///< Of dataset, year, version and content digest of every partition that the plan can touch.
  friend bool operator==(const Binding&, const Binding&) = default;
};

struct AuthorisationFacts;

/// A plan that may run once. Made only by `authorise`.
class AuthorisedPlan {
 public:
  [[nodiscard]] const query::Plan& plan() const { return plan_; }
  [[nodiscard]] const Binding& binding() const { return binding_; }

 private:
  friend Result<AuthorisedPlan> authorise(const AuthorisationFacts& facts);
  AuthorisedPlan(query::Plan plan, Binding binding)
      : plan_(std::move(plan)), binding_(std::move(binding)) {}
  query::Plan plan_;
  Binding binding_;
};

/// A plan that may run once and whose answer may hold small numbers. Made only by `authorise_internal`; whatever takes an `AuthorisedPlan` does not
/// take it, and the other way about.
class AuthorisedInternalPlan {
 public:
  [[nodiscard]] const query::Plan& plan() const { return plan_; }
  [[nodiscard]] const Binding& binding() const { return binding_; }

 private:
  friend Result<AuthorisedInternalPlan> authorise_internal(const AuthorisationFacts& facts);
  AuthorisedInternalPlan(query::Plan plan, Binding binding)
      : plan_(std::move(plan)), binding_(std::move(binding)) {}
  query::Plan plan_;
  Binding binding_;
};

/// Decides whether an approved request may run now: the request is approved and not yet run, by somebody other than its author (as many
/// reviewers as the agreement wants), what it is bound to is what there is now, the agreement is in force, its licence, user and organisation are active.
///
/// Errors: `conflict`, `not_permitted` or `refused` with every reason that matched.
[[nodiscard]] Result<AuthorisedPlan> authorise(const AuthorisationFacts& facts);

/// The same for a request that asks for an internal output, which the agreement must permit. Each of the two refuses what the other is for.
///
/// Errors: as `authorise`.
[[nodiscard]] Result<AuthorisedInternalPlan> authorise_internal(const AuthorisationFacts& facts);

}  // namespace hdis::governance
