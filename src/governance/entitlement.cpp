#include "hdis/governance/entitlement.hpp"

#include <fmt/format.h>

namespace hdis::governance {
namespace {

constexpr auto ask_custodian = "ask the custodian's administrator";

std::string agreement_name(const Entitlement& facts) { return facts.agreement.reference.to_text(); }

void check_agreement(const Entitlement& facts, std::vector<Reason>& reasons) {
  // 1. The agreement is in force.
  if (facts.agreement.in_force(facts.now)) return;
  const auto today = date_of(facts.now);
  const bool early = today < facts.agreement.starts;
  reasons.push_back({"agreement.not_in_force",
                     fmt::format("The agreement {} is not in force: it {} on {}, and today is {}.",
                                 agreement_name(facts), early ? "starts" : "ended",
                                 (early ? facts.agreement.starts : facts.agreement.ends).to_text(),
                                 today.to_text()),
                     "a renewal or an amendment is needed: ask the custodian",
                     {}});
}

void check_person(const Entitlement& facts, std::vector<Reason>& reasons) {
  const auto& user = facts.user;
  // 2. The person asks questions.
  if (!user.is(Role::analyst)) {
    reasons.push_back(
        {"person.role", fmt::format("{} is not an analyst.", user.id.text()), ask_custodian, {}});
  }
  // 3. The person has not been suspended.
  if (user.standing == Standing::suspended) {
    reasons.push_back({"person.suspended",
                       fmt::format("{} is suspended.", user.id.text()),
                       "ask the custodian for a review",
                       {}});
  }
  // 4. The person holds a licence.
  if (facts.licensed == Licensed::no) {
    reasons.push_back({"person.licence",
                       fmt::format("{} holds no licence of the agreement {}.", user.id.text(),
                                   agreement_name(facts)),
                       "the custodian can grant one while the agreement has one left",
                       {}});
  }
  // 5. The person is attested to be a substantive employee.
  if (!user.employment) {
    reasons.push_back(
        {"person.employment",
         fmt::format("{} is not attested to be a substantive employee.", user.id.text()),
         "the licensee attests it to the custodian",
         {}});
  }
}

void check_training(const Entitlement& facts, std::vector<Reason>& reasons) {
  // 6. The person's training is current.
  const auto& user = facts.user;
  const auto today = date_of(facts.now);
  if (user.training_valid_until && *user.training_valid_until >= today) return;
  reasons.push_back({"person.training",
                     user.training_valid_until
                         ? fmt::format("The training of {} was valid until {}.", user.id.text(),
                                       user.training_valid_until->to_text())
                         : fmt::format("No training is recorded for {}.", user.id.text()),
                     "complete the training; the custodian then records until when it is valid",
                     {}});
}

void check_organisation(const Entitlement& facts, std::vector<Reason>& reasons) {
  // 7. The person works for the licensee.
  if (facts.user.organisation != facts.agreement.organisation) {
    reasons.push_back({"organisation.not_licensee",
                       fmt::format("{} works for {}, but the agreement {} is with {}.",
                                   facts.user.id.text(), facts.user.organisation.text(),
                                   agreement_name(facts), facts.agreement.organisation.text()),
                       ask_custodian,
                       {}});
  }
  // 8. The organisation has not been suspended.
  if (facts.organisation.standing == Standing::suspended) {
    reasons.push_back({"organisation.suspended",
                       fmt::format("The access of {} is suspended.", facts.organisation.name),
                       "ask the custodian for a review",
                       {}});
  }
}

}  // namespace

std::vector<Reason> reasons_against(const Entitlement& entitlement) {
  std::vector<Reason> reasons;
  check_agreement(entitlement, reasons);
  check_person(entitlement, reasons);
  check_training(entitlement, reasons);
  check_organisation(entitlement, reasons);
  return reasons;
}

}  // namespace hdis::governance
