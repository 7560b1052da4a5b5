#include "hdis/governance/decision.hpp"

#include "hdis/core/assert.hpp"
#include "hdis/core/text.hpp"
#include "hdis/core/visible.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace hdis::governance {
namespace {

RequestAction action_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::approve:
      return RequestAction::approve;
    case Verdict::send_back:
      return RequestAction::send_back;
    case Verdict::reject:
      return RequestAction::reject;
  }
  HDIS_ASSERT(false);
}

/// An approval of what has changed since, or that has ended, counts no more.
std::size_t valid_approvals(const DecisionFacts& facts) {
  return static_cast<std::size_t>(std::ranges::count_if(
      facts.earlier,
      [&](const Decision& decision) { return approves(decision, facts.now, facts.today); }));
}

Status check_terms(const ApprovalTerms& terms, Verdict verdict, Date today) {
  const auto refuse = [](std::string message, std::string suggestion) {
    return fail(ErrorCode::invalid_input, "review.terms", std::move(message),
                std::move(suggestion));
  };
  if (verdict != Verdict::approve && terms != ApprovalTerms{}) {
    return refuse("Only an approval has an end or holds for repetition.", "leave them out");
  }
  if (terms.until && *terms.until < today) {
    return refuse("The last day of the approval has passed.", "name today or a later day");
  }
  if (terms.repeats == Repeats::yes && !terms.until) {
    return refuse("An approval of repetition needs a last day.", "name it with --until YYYY-MM-DD");
  }
  return {};
}

Status check_unchanged(const DecisionFacts& facts) {
  const auto changes = differences(facts.checked, facts.now);
  if (changes.empty()) return {};
  std::vector<Reason> reasons;
  reasons.reserve(changes.size());
  for (const auto& change : changes) {
    reasons.push_back({"review.changed_since_check",
                       change,
                       "look at the request again: showing it repeats the checks",
                       {}});
  }
  return fail(Error(ErrorCode::conflict, std::move(reasons)));
}

}  // namespace

std::string_view to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::approve:
      return "approve";
    case Verdict::send_back:
      return "return";
    case Verdict::reject:
      return "reject";
  }
  HDIS_ASSERT(false);
}

Result<Verdict> parse_verdict(std::string_view name) {
  for (const auto verdict : {Verdict::approve, Verdict::send_back, Verdict::reject}) {
    if (to_string(verdict) == name) return verdict;
  }
  return fail(ErrorCode::corrupt, "review.verdict", "A decision is stored that does not exist.",
              "restore the store from a backup");
}

bool approves(const Decision& decision, const Binding& now, Date today) {
  return decision.verdict == Verdict::approve && decision.binding == now &&
         (!decision.terms.until || today <= *decision.terms.until);
}

Status may_decide(const DecisionFacts& facts) {
  const auto& reviewer = facts.reviewer;
  std::vector<Reason> reasons;
  const auto refuse = [&](std::string_view rule, std::string message, std::string suggestion) {
    reasons.push_back({std::string(rule), std::move(message), std::move(suggestion), {}});
  };

  // 1. The person reviews.
  if (!reviewer.is(Role::reviewer)) {
    refuse("review.role", fmt::format("{} is not a reviewer.", reviewer.id.text()),
           "ask the custodian's administrator");
  }
  // 2. The person may act.
  if (reviewer.standing == Standing::suspended) {
    refuse("review.suspended", fmt::format("{} is suspended.", reviewer.id.text()),
           "ask the custodian's administrator");
  }
  // 3. The person works for the custodian.
  if (reviewer.organisation != facts.custodian) {
    refuse("review.custodian",
           fmt::format("{} works for {}; only the custodian ({}) decides on requests.",
                       reviewer.id.text(), reviewer.organisation.text(), facts.custodian.text()),
           "a reviewer of the custodian must decide");
  }
  // 4. Nobody decides on their own request.
  if (reviewer.id == facts.request.author) {
    refuse("review.own_request",
           fmt::format("{} wrote {} and cannot decide on it.", reviewer.id.text(),
                       facts.request.subject()),
           "another reviewer must decide");
  }
  // 5. Two reviewers are two people.
  const auto decided_before = [&](const Decision& decision) {
    const bool ended = decision.terms.until && *decision.terms.until < facts.today;
    return decision.reviewer == reviewer.id && decision.binding == facts.now && !ended;
  };
  if (std::ranges::any_of(facts.earlier, decided_before)) {
    refuse(
        "review.decided_already",
        fmt::format("{} has decided on {} already.", reviewer.id.text(), facts.request.subject()),
        "another reviewer must decide");
  }

  if (!reasons.empty()) return fail(Error(ErrorCode::not_permitted, std::move(reasons)));
  return {};
}

Result<Decided> decide(const DecisionFacts& facts, Verdict verdict, std::string_view reason,
                       Instant at, const ApprovalTerms& terms) {
  HDIS_CHECK(may_decide(facts));
  HDIS_TRY(after, apply(facts.request, action_of(verdict)));
  HDIS_ASSERT(after.version == facts.request.version);

  const auto trimmed = trim(reason);
  if (verdict != Verdict::approve && trimmed.empty()) {
    return fail(ErrorCode::invalid_input, "review.reason",
                fmt::format("To {} a request, a reason is needed.", to_string(verdict)),
                "say what is wrong and what the author can do");
  }
  if (!is_plain(trimmed, Lines::one)) {
    return fail(ErrorCode::invalid_input, "review.reason",
                "The reason is not one line of plain text.",
                "write it without line breaks, in UTF-8, and without characters that nobody sees");
  }
  HDIS_CHECK(check_terms(terms, verdict, facts.today));
  HDIS_CHECK(check_unchanged(facts));

  Decided out{{facts.reviewer.id, verdict, std::string(trimmed), at, facts.now, terms},
              action_of(verdict)};
  const auto approvals = valid_approvals(facts) + 1;
  if (verdict == Verdict::approve && approvals < facts.reviewers_needed) out.action.reset();
  return out;
}

}  // namespace hdis::governance
