#include "hdis/governance/people.hpp"

#include "hdis/core/assert.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace hdis::governance {
namespace {

constexpr std::array<Role, 5> all_roles{Role::analyst, Role::reviewer, Role::administrator,
                                        Role::auditor, Role::recipient};
constexpr std::size_t longest_id = 40;

}  // namespace

std::string_view to_string(Role role) {
  switch (role) {
    case Role::analyst:
      return "analyst";
    case Role::reviewer:
      return "reviewer";
    case Role::administrator:
      return "administrator";
    case Role::auditor:
      return "auditor";
    case Role::recipient:
      return "recipient";
  }
  HDIS_ASSERT(false);
}

Result<Role> parse_role(std::string_view name) {
  const auto found =
      std::ranges::find_if(all_roles, [&](Role role) { return to_string(role) == name; });
  if (found != all_roles.end()) return *found;
  return fail(ErrorCode::invalid_input, "user.role", fmt::format("\"{}\" is not a role.", name),
              "use analyst, reviewer, administrator, auditor or recipient");
}

Result<UserId> parse_user_id(std::string_view text) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
  };
  // "system" stands in the audit log for what nobody in particular did.
  if (!text.empty() && text.size() <= longest_id && std::ranges::all_of(text, allowed) &&
      text != "system") {
    return UserId(std::string(text));
  }
  return fail(ErrorCode::invalid_input, "user.id", fmt::format("\"{}\" cannot be a user id.", text),
              "use up to 40 lower-case letters, digits, dots, hyphens and underscores; \"system\" "
              "is taken");
}

}  // namespace hdis::governance
