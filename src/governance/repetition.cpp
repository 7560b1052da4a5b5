#include "hdis/governance/repetition.hpp"

#include "hdis/governance/binding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <vector>

namespace hdis::governance {
namespace {

constexpr auto decide_again =
    "revise and submit the request (`hdis request revise`, then `hdis request send`); it needs a "
    "new decision";

bool is_standing(const Decision& decision) {
  return decision.verdict == Verdict::approve && decision.terms.repeats == Repeats::yes &&
         decision.terms.until.has_value();
}

/// What differs from what was approved, apart from the data, which are expected to.
std::vector<std::string> changes_beside_data(Binding approved, const Binding& now) {
  approved.request_version = now.request_version;
  approved.data_version = now.data_version;
  approved.data_digest = now.data_digest;
  return differences(approved, now);
}

/// Why one standing approval does not hold now; none if it does.
std::vector<Reason> reasons_against(const Decision& decision, const RepetitionFacts& facts) {
  std::vector<Reason> reasons;
  // 1. It has not ended.
  if (*decision.terms.until < facts.today) {
    reasons.push_back({"repeat.ended",
                       fmt::format("The standing approval by {} ended on {}.",
                                   decision.reviewer.text(), decision.terms.until->to_text()),
                       decide_again,
                       {}});
  }
  // 2. It is of the same question under the same terms.
  for (const auto& change : changes_beside_data(decision.binding, facts.now)) {
    reasons.push_back(
        {"repeat.approval_void",
         fmt::format("The standing approval by {} is void. {}", decision.reviewer.text(), change),
         decide_again,
         {}});
  }
  return reasons;
}

}  // namespace

std::optional<Date> repeats_until(std::span<const Decision> decisions) {
  std::optional<Date> until;
  for (const auto& decision : decisions) {
    if (!is_standing(decision)) continue;
    until = until ? std::min(*until, *decision.terms.until) : *decision.terms.until;
  }
  return until;
}

Status may_repeat(const RepetitionFacts& facts) {
  std::set<UserId> reviewers;
  std::vector<Reason> reasons;
  for (const auto& decision : facts.decisions) {
    if (!is_standing(decision) || decision.reviewer == facts.request.author) continue;
    auto against = reasons_against(decision, facts);
    if (against.empty()) reviewers.insert(decision.reviewer);
    std::ranges::move(against, std::back_inserter(reasons));
  }
  // 3. As many people as the agreement wants gave one.
  if (reviewers.size() >= facts.reviewers_needed) return {};
  if (reasons.empty()) {
    reasons.push_back(
        {"repeat.not_approved",
         fmt::format("{} standing approval(s) of {}, but {} needed.", reviewers.size(),
                     facts.request.id.text(), facts.reviewers_needed),
         "a reviewer gives one with `hdis review approve ... --until DAY --repeat`",
         {}});
  }
  return fail(Error(ErrorCode::conflict, std::move(reasons)));
}

}  // namespace hdis::governance
