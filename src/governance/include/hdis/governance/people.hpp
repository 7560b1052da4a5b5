#pragma once

#include "hdis/core/date.hpp"
#include "hdis/core/result.hpp"
#include "hdis/core/strong_id.hpp"
#include "hdis/governance/organisation.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace hdis::governance {

/// Short name of a user, e.g. "asha": lower case letters, digits, `.`, `-`, `_`.
using UserId = StrongId<struct UserIdTag>;

enum class Role : std::uint8_t {
  analyst,
  reviewer,
  administrator,
  auditor,
  recipient,  ///< Sees what was shared with their organisation, and nothing else.
};

/// That somebody is a substantive employee of their organisation, and who says so.
struct Attestation {
  std::string by;
  Date on;
  friend bool operator==(const Attestation&, const Attestation&) = default;
};

/// A named person.
struct User {
  UserId id;
  std::string name;
  std::string os_user;  ///< Operating-system login by which the person is known here; may be "".
  OrganisationCode organisation;
  std::set<Role> roles;
  std::optional<Date> training_valid_until;  ///< Last day; empty: not trained.
  std::optional<Attestation> employment;     ///< Empty: not attested.
  Standing standing = Standing::active;
  std::optional<Date> last_day = std::nullopt;  ///< Of employment, for who leaves or has left.

  /// Whether the person has left before `day`.
  [[nodiscard]] bool left_before(Date day) const { return last_day && *last_day < day; }
  [[nodiscard]] bool is(Role role) const { return roles.contains(role); }
  friend bool operator==(const User&, const User&) = default;
};

[[nodiscard]] std::string_view to_string(Role role);
/// The role with this name. Errors: `invalid_input`, naming all roles.
[[nodiscard]] Result<Role> parse_role(std::string_view name);
/// Checks a user id as typed. Errors: `invalid_input`.
[[nodiscard]] Result<UserId> parse_user_id(std::string_view text);

}  // namespace hdis::governance
