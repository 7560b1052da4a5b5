#pragma once

#include "hdis/core/date.hpp"
#include "hdis/core/error.hpp"
#include "hdis/governance/agreement.hpp"
#include "hdis/governance/organisation.hpp"
#include "hdis/governance/people.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace hdis::governance {

/// Whether a user holds one of the licences of an agreement.
enum class Licensed : std::uint8_t { no, yes };

/// The facts by which a person may use an agreement at a moment. Refers to what the caller keeps alive.
struct Entitlement {
  const Agreement& agreement;
  const User& user;
  const Organisation& organisation;  ///< The user's.
  Licensed licensed = Licensed::no;
  Instant now{};
  std::string accepted_terms{};  ///< Version that the person accepted last; "" if none.
  Standing agreement_standing = Standing::active;  ///< Of the agreement, in all its versions.
};

/// What one rule says of a person and an agreement at a moment.
struct RuleOutcome {
  bool holds = false;
  Reason reason;  ///< Names the rule; says what holds, or what does not and what to do.
};

/// Every rule by which a person may use an agreement, with what it says now: the agreement is in force and not suspended; the person is an active
/// analyst of an active organisation that holds the agreement, has a licence, is trained, attested to be an employee, has not left, and has
/// accepted the terms.
[[nodiscard]] std::vector<RuleOutcome> rules_on(const Entitlement& entitlement);

/// The reasons of those rules that do not hold; none if the person may use the agreement.
[[nodiscard]] std::vector<Reason> reasons_against(const Entitlement& entitlement);

}  // namespace hdis::governance
