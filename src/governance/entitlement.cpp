#include "hdis/governance/entitlement.hpp"

#include <fmt/format.h>

#include <array>

namespace hdis::governance {
namespace {

constexpr auto ask_custodian = "ask the custodian's administrator";
constexpr auto ask_for_review = "ask the custodian for a review";

std::string agreement_name(const Entitlement& facts) { return facts.agreement.reference.to_text(); }
std::string person(const Entitlement& facts) { return facts.user.id.text(); }

/// `told` is what the rule says, either way.
RuleOutcome outcome(bool holds, std::string rule, std::string told, std::string suggestion) {
  if (holds) suggestion.clear();
  return {holds, {std::move(rule), std::move(told), std::move(suggestion), {}}};
}

RuleOutcome agreement_in_force(const Entitlement& facts) {
  const auto& agreement = facts.agreement;
  const auto today = date_of(facts.now);
  if (agreement.in_force(facts.now)) {
    return outcome(true, "agreement.in_force",
                   fmt::format("The agreement {} is in force until {}.", agreement_name(facts),
                               agreement.ends.to_text()),
                   "");
  }
  const bool early = today < agreement.starts;
  return outcome(
      false, "agreement.not_in_force",
      fmt::format("The agreement {} is not in force: it {} on {}, and today is {}.",
                  agreement_name(facts), early ? "starts" : "ended",
                  (early ? agreement.starts : agreement.ends).to_text(), today.to_text()),
      "a renewal or an amendment is needed: ask the custodian");
}

RuleOutcome agreement_active(const Entitlement& facts) {
  const bool active = facts.agreement_standing == Standing::active;
  return outcome(active, "agreement.suspended",
                 fmt::format("The agreement {} {} suspended.", agreement_name(facts),
                             active ? "is not" : "is"),
                 ask_for_review);
}

RuleOutcome is_analyst(const Entitlement& facts) {
  const bool analyst = facts.user.is(Role::analyst);
  return outcome(analyst, "person.role",
                 fmt::format("{} is {}an analyst.", person(facts), analyst ? "" : "not "),
                 ask_custodian);
}

RuleOutcome is_active(const Entitlement& facts) {
  const bool active = facts.user.standing == Standing::active;
  return outcome(active, "person.suspended",
                 fmt::format("{} is {}suspended.", person(facts), active ? "not " : ""),
                 ask_for_review);
}

RuleOutcome has_licence(const Entitlement& facts) {
  const bool licensed = facts.licensed == Licensed::yes;
  return outcome(licensed, "person.licence",
                 fmt::format("{} holds {} licence of the agreement {}.", person(facts),
                             licensed ? "a" : "no", agreement_name(facts)),
                 "the custodian can grant one while the agreement has one left");
}

RuleOutcome is_employee(const Entitlement& facts) {
  const auto& employment = facts.user.employment;
  return outcome(
      employment.has_value(), "person.employment",
      employment ? fmt::format("{} is attested to be a substantive employee, by {} on {}.",
                               person(facts), employment->by, employment->on.to_text())
                 : fmt::format("{} is not attested to be a substantive employee.", person(facts)),
      "the licensee attests it to the custodian, who records it with `hdis user attest`");
}

RuleOutcome has_not_left(const Entitlement& facts) {
  const auto& last_day = facts.user.last_day;
  const bool here = !facts.user.left_before(date_of(facts.now));
  return outcome(here, "person.left",
                 !last_day ? fmt::format("{} has not left.", person(facts))
                           : fmt::format("The last day of {} {} {}.", person(facts),
                                         here ? "is" : "was", last_day->to_text()),
                 "the licensee can have the licence transferred to somebody else");
}

RuleOutcome is_trained(const Entitlement& facts) {
  const auto& until = facts.user.training_valid_until;
  const bool trained = until && *until >= date_of(facts.now);
  return outcome(trained, "person.training",
                 until ? fmt::format("The training of {} {} valid until {}.", person(facts),
                                     trained ? "is" : "was", until->to_text())
                       : fmt::format("No training is recorded for {}.", person(facts)),
                 "complete the training; the custodian records it with `hdis user train`");
}

RuleOutcome accepted_terms(const Entitlement& facts) {
  const auto& wanted = facts.agreement.terms_version;
  const auto& accepted = facts.accepted_terms;
  if (wanted.empty()) {
    return outcome(true, "person.terms", "The agreement asks nobody to accept terms.", "");
  }
  return outcome(
      accepted == wanted, "person.terms",
      accepted == wanted
          ? fmt::format("{} has accepted version {} of the terms.", person(facts), wanted)
      : accepted.empty()
          ? fmt::format("{} has not accepted the terms (version {}).", person(facts), wanted)
          : fmt::format("{} accepted version {} of the terms, and version {} counts now.",
                        person(facts), accepted, wanted),
      fmt::format("read them, then `hdis user accept --agreement {} --terms {}`",
                  facts.agreement.reference.stem, wanted));
}

RuleOutcome works_for_licensee(const Entitlement& facts) {
  const auto& licensee = facts.agreement.organisation;
  const bool theirs = facts.user.organisation == licensee;
  return outcome(theirs, "organisation.not_licensee",
                 fmt::format("{} works for {}, {} the agreement {} is with {}.", person(facts),
                             facts.user.organisation.text(), theirs ? "and" : "but",
                             agreement_name(facts), licensee.text()),
                 ask_custodian);
}

RuleOutcome organisation_active(const Entitlement& facts) {
  const bool active = facts.organisation.standing == Standing::active;
  return outcome(active, "organisation.suspended",
                 fmt::format("The access of {} {} suspended.", facts.organisation.name,
                             active ? "is not" : "is"),
                 ask_for_review);
}

/// One rule each, in the order in which people are told.
constexpr std::array rules{agreement_in_force, agreement_active,   is_analyst,         is_active,
                           has_licence,        is_employee,        has_not_left,       is_trained,
                           accepted_terms,     works_for_licensee, organisation_active};

}  // namespace

std::vector<RuleOutcome> rules_on(const Entitlement& entitlement) {
  std::vector<RuleOutcome> out;
  out.reserve(rules.size());
  for (const auto rule : rules) out.push_back(rule(entitlement));
  return out;
}

std::vector<Reason> reasons_against(const Entitlement& entitlement) {
  std::vector<Reason> reasons;
  for (auto& outcome : rules_on(entitlement)) {
    if (!outcome.holds) reasons.push_back(std::move(outcome.reason));
  }
  return reasons;
}

}  // namespace hdis::governance
