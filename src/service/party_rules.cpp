#include "party_rules.hpp"

#include "hdis/core/text.hpp"

#include <fmt/format.h>

namespace hdis::service {

Status check_reason(const std::string& reason) {
  if (!trim(reason).empty() && is_utf8(reason)) return {};
  return fail(ErrorCode::invalid_input, "party.reason", "A reason is needed, as UTF-8 text.",
              "say why; it is recorded");
}

Status check_standing_reason(governance::Standing standing, const StandingReason& reason) {
  HDIS_CHECK(check_reason(reason.why));
  constexpr std::size_t least_letters = 10;
  const auto actions = trim(reason.actions);
  if (standing == governance::Standing::suspended ||
      (actions.size() >= least_letters && is_utf8(reason.actions))) {
    return {};
  }
  return fail(ErrorCode::invalid_input, "party.actions",
              "A reinstatement refers to the actions that were taken since the suspension.",
              "say with --actions what was done, by whom and when: an audit's findings closed, a "
              "training repeated");
}

std::string standing_action(std::string_view subject, governance::Standing standing) {
  return fmt::format("{}.{}", subject,
                     standing == governance::Standing::suspended ? "suspended" : "reinstated");
}

audit::Details details_of(const StandingReason& reason) {
  audit::Details details{{"why", reason.why}};
  if (!reason.actions.empty()) details.emplace("actions", reason.actions);
  return details;
}

Error no_change(const std::string& who, governance::Standing standing) {
  return {
      ErrorCode::conflict,
      Reason{
          "party.no_change", fmt::format("{} is {} already.", who, to_string(standing)), "", {}}};
}

}  // namespace hdis::service
