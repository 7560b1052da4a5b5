#include "party_rules.hpp"

#include "hdis/core/text.hpp"

#include <fmt/format.h>

namespace hdis::service {

Status check_reason(const std::string& reason) {
  if (!trim(reason).empty() && is_utf8(reason)) return {};
  return fail(ErrorCode::invalid_input, "party.reason", "A reason is needed, as UTF-8 text.",
              "say why; it is recorded");
}

Error no_change(const std::string& who, governance::Standing standing) {
  return {
      ErrorCode::conflict,
      Reason{
          "party.no_change", fmt::format("{} is {} already.", who, to_string(standing)), "", {}}};
}

}  // namespace hdis::service
