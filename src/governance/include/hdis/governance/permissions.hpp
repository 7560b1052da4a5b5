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

/// Whether the person may see who another is: their own organisation's people; reviewers, administrators and auditors, everybody.
[[nodiscard]] Status may_see(const User& other, const User& user);

/// Whether nothing stands against the person's use of the request's agreement.
enum class Entitled : std::uint8_t { no, yes };
/// Whether an output was shared with the person's organisation, under an agreement that still lets it be seen there.
enum class SharedWith : std::uint8_t { no, yes };

/// Whether the person may see the answer: an analyst of the licensee who is entitled to the agreement; a recipient of an organisation with which
/// it was shared; or a reviewer or auditor, once it is released.
[[nodiscard]] Status may_see(const Output& output, const Request& request, const User& user,
                             Entitled entitled, SharedWith shared = SharedWith::no);

}  // namespace hdis::governance
