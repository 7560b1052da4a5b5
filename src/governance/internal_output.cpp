#include "hdis/governance/internal_output.hpp"

#include "hdis/core/assert.hpp"

#include <fmt/format.h>

namespace hdis::governance {

std::string_view to_string(InternalState state) {
  switch (state) {
    case InternalState::kept:
      return "kept";
    case InternalState::destroyed:
      return "destroyed";
  }
  HDIS_ASSERT(false);
}

Result<InternalState> parse_internal_state(std::string_view name) {
  for (const auto state : {InternalState::kept, InternalState::destroyed}) {
    if (to_string(state) == name) return state;
  }
  return fail(ErrorCode::corrupt, "internal.state",
              "An internal output is stored in a state that does not exist.",
              "restore the store from a backup");
}

InternalOutputId internal_id_of(const OutputId& id) {
  HDIS_ASSERT(id.text().starts_with("O-"));
  return InternalOutputId("I" + id.text().substr(1));
}

OutputId suppressed_id_of(const InternalOutputId& id) {
  HDIS_ASSERT(id.text().starts_with("I-"));
  return OutputId("O" + id.text().substr(1));
}

Status may_see(const InternalOutput& output, const Request& request, const User& user,
               Entitled entitled) {
  HDIS_CHECK(must_be_active(user));
  const bool colleague = user.is(Role::analyst) && user.organisation == request.organisation;
  if (colleague && entitled == Entitled::yes) return {};
  return fail(ErrorCode::not_permitted, "internal.not_yours",
              fmt::format("{} may not see {}.", user.id.text(), output.id.text()),
              "an internal output holds small numbers: only licensed analysts of the licensee see "
              "it, while the agreement is in force");
}

std::optional<std::string> must_be_destroyed(const Agreement& last,
                                             std::span<const DestructionNotice> notices,
                                             Instant made_at, Instant now) {
  // 1. The agreement has ended, in the version that ends last.
  if (last.ends < date_of(now)) {
    return fmt::format("{} ended on {}", last.reference.to_text(), last.ends.to_text());
  }
  // 2. The custodian asked for destruction after it was made.
  for (const auto& notice : notices) {
    if (notice.issued_at >= made_at) {
      return fmt::format("destruction notice of {}", to_text(notice.issued_at));
    }
  }
  return std::nullopt;
}

}  // namespace hdis::governance
