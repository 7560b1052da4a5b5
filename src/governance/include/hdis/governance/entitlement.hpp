#pragma once

#include "hdis/core/date.hpp"
#include "hdis/core/error.hpp"
#include "hdis/governance/agreement.hpp"
#include "hdis/governance/organisation.hpp"
#include "hdis/governance/people.hpp"

#include <cstdint>
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
};

/// Every reason why the person may not use the agreement now; none if they may. One rule each: the agreement is in force; the person
/// is an active analyst of an active organisation that holds the agreement, has a licence, is trained and is attested to be an employee.
[[nodiscard]] std::vector<Reason> reasons_against(const Entitlement& entitlement);

}  // namespace hdis::governance
