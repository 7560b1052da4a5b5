#include "hdis/governance/sharing.hpp"

#include <fmt/format.h>

namespace hdis::governance {
namespace {

bool permits(const Agreement& agreement, const Organisation& recipient) {
  return find_term(agreement.recipients, recipient.kind) != nullptr;
}

std::vector<Reason> reasons_against_recipient(const Agreement& agreement,
                                              const Organisation& recipient) {
  std::vector<Reason> reasons;
  // 1. The agreement permits the recipient's kind.
  if (!permits(agreement, recipient)) {
    reasons.push_back(
        {"sharing.recipient_kind",
         fmt::format("{} is of the kind \"{}\", and {} permits sharing with: {}.", recipient.name,
                     recipient.kind, agreement.reference.to_text(), list_ids(agreement.recipients)),
         "sharing with another kind of organisation needs an amendment of the agreement: ask the "
         "custodian",
         {}});
  }
  // 2. The licensee's own people see it anyway, each with their licence.
  if (recipient.code == agreement.organisation) {
    reasons.push_back({"sharing.licensee",
                       fmt::format("{} is the licensee.", recipient.name),
                       "a colleague sees it with a licence",
                       {}});
  }
  // 3. The recipient has not been suspended.
  if (recipient.standing == Standing::suspended) {
    reasons.push_back({"sharing.recipient_suspended",
                       fmt::format("The access of {} is suspended.", recipient.name),
                       "ask the custodian",
                       {}});
  }
  return reasons;
}

}  // namespace

Status may_share(const SharingFacts& facts) {
  auto against_sharer = reasons_against(facts.sharer);
  if (!against_sharer.empty()) {
    return fail(Error(ErrorCode::not_permitted, std::move(against_sharer)));
  }
  const auto shared = apply(facts.output, OutputAction::share);
  if (!shared) return fail(shared.error());
  auto against_recipient = reasons_against_recipient(facts.sharer.agreement, facts.recipient);
  if (against_recipient.empty()) return {};
  return fail(Error(ErrorCode::refused, std::move(against_recipient)));
}

Status may_sign_up(const Entitlement& sharer, const Organisation& recipient) {
  auto against_sharer = reasons_against(sharer);
  if (!against_sharer.empty()) {
    return fail(Error(ErrorCode::not_permitted, std::move(against_sharer)));
  }
  auto against_recipient = reasons_against_recipient(sharer.agreement, recipient);
  if (against_recipient.empty()) return {};
  return fail(Error(ErrorCode::refused, std::move(against_recipient)));
}

bool still_shared(const Agreement& agreement, Standing agreement_standing,
                  const Organisation& recipient, Instant now) {
  return agreement.in_force(now) && agreement_standing == Standing::active &&
         recipient.standing == Standing::active && permits(agreement, recipient);
}

}  // namespace hdis::governance
