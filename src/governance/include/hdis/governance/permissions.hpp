#pragma once

#include "hdis/core/result.hpp"
#include "hdis/governance/output.hpp"
#include "hdis/governance/people.hpp"
#include "hdis/governance/request.hpp"

#include <string_view>

/// Who may do what, apart from deciding (`decision.hpp`) and using an agreement (`entitlement.hpp`). All errors are `not_permitted`.
namespace hdis::governance {

/// Whether the person is not suspended.
[[nodiscard]] Status must_be_active(const User& user);

/// Whether the person, not suspended, has the role. `to_do` completes "to ..." for the error.
[[nodiscard]] Status must_be(Role role, const User& user, std::string_view to_do);

/// Whether the person, not suspended, is an administrator and works for the custodian: nobody registers or changes what their own
/// organisation may do as a licensee.
[[nodiscard]] Status must_administer(const User& user, const OrganisationCode& custodian,
                                     std::string_view to_do);

/// Whether the person, not suspended, wrote the request.
[[nodiscard]] Status must_be_author(const Request& request, const User& user,
                                    std::string_view to_do);

/// Whether the person may see the question: its author; colleagues with a role for it: reviewers, administrators, auditors.
[[nodiscard]] Status may_see(const Request& request, const User& user);

/// Whether the person may see the answer: an analyst of the licensee who is entitled to the agreement, or a reviewer or
/// auditor; the latter only once it is released.
///
/// `entitled` says whether nothing stands against the person's use of the request's agreement.
enum class Entitled : std::uint8_t { no, yes };
[[nodiscard]] Status may_see(const Output& output, const Request& request, const User& user,
                             Entitled entitled);

}  // namespace hdis::governance
