#include "hdis/governance/obligations.hpp"

#include "hdis/core/assert.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hdis::governance {
namespace {

Urgency urgency_of(Date due, Date today, bool met) {
  if (met) return Urgency::met;
  const auto days_left = (due.days() - today.days()).count();
  if (days_left < -days_to_escalation) return Urgency::escalated;
  if (days_left < 0) return Urgency::overdue;
  return days_left <= days_of_reminder ? Urgency::reminded : Urgency::open;
}

Obligation obligation(const ObligationFacts& facts, std::string why, Instant since, Date due) {
  const bool met =
      std::ranges::any_of(facts.certificates, [&](Instant issued) { return issued >= since; });
  const auto& stem = facts.agreement.reference.stem;
  return {
      stem, std::move(why), due, urgency_of(due, date_of(facts.now), met),
      met ? "" : fmt::format("destroy what there is, then `hdis certificate issue {} ...`", stem)};
}

}  // namespace

std::string_view to_string(Urgency urgency) {
  switch (urgency) {
    case Urgency::met:
      return "met";
    case Urgency::open:
      return "open";
    case Urgency::reminded:
      return "due soon";
    case Urgency::overdue:
      return "overdue";
    case Urgency::escalated:
      return "escalated";
  }
  HDIS_ASSERT(false);
}

std::vector<Obligation> obligations(const ObligationFacts& facts) {
  std::vector<Obligation> out;
  // 1. A notice asks for destruction at any time.
  for (const auto& notice : facts.notices) {
    out.push_back(obligation(facts, fmt::format("destruction notice: {}", notice.reason),
                             notice.issued_at, notice.due));
  }
  // 2. The end of an agreement that permitted small numbers does.
  const auto& agreement = facts.agreement;
  const auto after_end = agreement.ends.days() + std::chrono::days(1);
  if (agreement.small_numbers == SmallNumbers::permitted && facts.now >= after_end) {
    out.push_back(obligation(
        facts,
        fmt::format("{} ended on {}, and output under it may contain small numbers",
                    agreement.reference.to_text(), agreement.ends.to_text()),
        after_end, Date(agreement.ends.days() + std::chrono::days(agreement.certificate_days))));
  }
  std::ranges::stable_sort(out, {}, &Obligation::due);
  return out;
}

}  // namespace hdis::governance
