#include "hdis/governance/authorise.hpp"

#include "hdis/governance/binding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace hdis::governance {
namespace {

constexpr auto decide_again =
    "revise and submit the request (`hdis request revise`, then `hdis request send`); it needs a "
    "new "
    "decision";

/// The different people, other than the author, whose approval is of exactly what there is now.
std::size_t valid_reviewers(const AuthorisationFacts& facts) {
  std::set<UserId> reviewers;
  for (const auto& decision : facts.decisions) {
    if (approves(decision, facts.now, date_of(facts.author.now)) &&
        decision.reviewer != facts.request.author) {
      reviewers.insert(decision.reviewer);
    }
  }
  return reviewers.size();
}

/// What has changed since the last approval, so that people learn why it is void.
void explain_void_approvals(const AuthorisationFacts& facts, std::vector<Reason>& reasons) {
  if (facts.passed) {
    for (const auto& change : differences(*facts.passed, facts.now)) {
      reasons.push_back({"authorise.approval_void",
                         fmt::format("The automatic approval is void. {}", change),
                         decide_again,
                         {}});
    }
  }
  for (const auto& decision : facts.decisions) {
    if (decision.verdict != Verdict::approve) continue;
    if (const auto& until = decision.terms.until; until && *until < date_of(facts.author.now)) {
      reasons.push_back({"authorise.approval_void",
                         fmt::format("The approval by {} ended on {}.", decision.reviewer.text(),
                                     until->to_text()),
                         decide_again,
                         {}});
    }
    for (const auto& change : differences(decision.binding, facts.now)) {
      reasons.push_back(
          {"authorise.approval_void",
           fmt::format("The approval by {} is void. {}", decision.reviewer.text(), change),
           decide_again,
           {}});
    }
  }
}

Status check_state(const AuthorisationFacts& facts) {
  // 1. The request is approved and has not run.
  const auto started = apply(facts.request, RequestAction::start);
  if (!started) return fail(started.error());

  // 2. What is bound is this request and this plan.
  const bool bound = facts.now.request == facts.request.id.text() &&
                     facts.now.request_version == facts.request.version &&
                     same(facts.now.fingerprint, query::fingerprint(facts.plan));
  if (!bound) {
    return fail(ErrorCode::conflict, "authorise.other_plan",
                fmt::format("The plan is not the one of {}.", facts.request.subject()),
                decide_again);
  }
  return {};
}

Status check_approvals(const AuthorisationFacts& facts) {
  // 3. The agreement lets it pass without a person, and it is exactly what was checked; or enough reviewers approved exactly
  // what there is now.
  if (facts.passed && *facts.passed == facts.now) return {};
  const auto needed = facts.author.agreement.reviewers;
  const auto valid = valid_reviewers(facts);
  if (valid >= needed) return {};
  std::vector<Reason> reasons;
  explain_void_approvals(facts, reasons);
  if (reasons.empty()) {
    reasons.push_back({"authorise.approvals",
                       fmt::format("{} valid approval(s) of {}, but {} needed.", valid,
                                   facts.request.subject(), needed),
                       decide_again,
                       {}});
  }
  return fail(Error(ErrorCode::conflict, std::move(reasons)));
}

Status check_kind(const AuthorisationFacts& facts, OutputKind kind) {
  // 4. The answer is of the kind that was asked for and decided on.
  if (facts.wanted != kind) {
    return fail(ErrorCode::conflict, "authorise.other_kind",
                fmt::format("{} asks for another kind of output.", facts.request.subject()),
                decide_again);
  }
  // 5. Small numbers are permitted.
  const auto& agreement = facts.author.agreement;
  if (kind == OutputKind::suppressed || agreement.small_numbers == SmallNumbers::permitted) {
    return {};
  }
  return fail(
      ErrorCode::refused, "authorise.small_numbers",
      fmt::format("{} does not permit output with small numbers.", agreement.reference.to_text()),
      "revise the request without `output: internal` in its purpose");
}

Status check_all(const AuthorisationFacts& facts, OutputKind kind) {
  HDIS_CHECK(check_state(facts));
  HDIS_CHECK(check_approvals(facts));
  HDIS_CHECK(check_kind(facts, kind));

  // 6. The author may still use the agreement.
  auto reasons = reasons_against(facts.author);
  if (!reasons.empty()) return fail(Error(ErrorCode::not_permitted, std::move(reasons)));
  return {};
}

}  // namespace

Result<AuthorisedPlan> authorise(const AuthorisationFacts& facts) {
  HDIS_CHECK(check_all(facts, OutputKind::suppressed));
  return AuthorisedPlan(facts.plan, facts.now);
}

Result<AuthorisedInternalPlan> authorise_internal(const AuthorisationFacts& facts) {
  HDIS_CHECK(check_all(facts, OutputKind::internal));
  return AuthorisedInternalPlan(facts.plan, facts.now);
}

}  // namespace hdis::governance
