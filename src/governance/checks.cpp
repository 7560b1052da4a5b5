#include "hdis/governance/checks.hpp"

#include "check_rules.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hdis::governance {

std::vector<CheckFinding> check(const CheckFacts& facts) {
  Findings findings;
  for (auto& reason : reasons_against(facts.author)) {
    forbid(findings, std::move(reason.rule), std::move(reason.message), "",
           std::move(reason.suggestion));
  }
  check_data(facts, findings);
  check_purpose(facts, findings);
  check_tables(facts, findings);
  check_classes(facts, findings);
  std::ranges::stable_sort(findings, std::greater<>(), &CheckFinding::weight);
  return findings;
}

Status must_not_forbid(std::span<const CheckFinding> findings) {
  std::vector<Reason> reasons;
  for (const auto& finding : findings) {
    if (finding.weight != Weight::forbids) continue;
    reasons.push_back({finding.rule,
                       finding.evidence.empty()
                           ? finding.message
                           : fmt::format("{} ({})", finding.message, finding.evidence),
                       finding.suggestion,
                       {}});
  }
  if (!reasons.empty()) return fail(Error(ErrorCode::refused, std::move(reasons)));
  return {};
}

}  // namespace hdis::governance
