#pragma once

#include "hdis/core/date.hpp"
#include "hdis/core/result.hpp"
#include "hdis/core/strong_id.hpp"
#include "hdis/governance/agreement.hpp"
#include "hdis/governance/obligations.hpp"
#include "hdis/governance/output.hpp"
#include "hdis/governance/permissions.hpp"
#include "hdis/governance/request.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// Outputs whose small numbers are not suppressed (M11). They are things of their own: what may be done with an `Output` may not be done with them.
namespace hdis::governance {

using InternalOutputId = StrongId<struct InternalOutputIdTag>;  ///< "I-000001"

/// Where an internal output stands.
enum class InternalState : std::uint8_t {
  kept,       ///< Encrypted, under a key of its own.
  destroyed,  ///< The key is gone, and so is what it would open.
};

/// The internal answer to one version of a request. There is never more than one.
struct InternalOutput {
  InternalOutputId id;
  RequestId request;
  std::uint32_t request_version = 1;
  InternalState state = InternalState::kept;
  friend bool operator==(const InternalOutput&, const InternalOutput&) = default;
};

[[nodiscard]] std::string_view to_string(InternalState state);
/// Errors: `corrupt` (only stored data is read with it).
[[nodiscard]] Result<InternalState> parse_internal_state(std::string_view name);

/// The internal output of the run that the suppressed output `id` would come from: they have one number, and different letters.
[[nodiscard]] InternalOutputId internal_id_of(const OutputId& id);
/// The suppressed version's.
[[nodiscard]] OutputId suppressed_id_of(const InternalOutputId& id);

/// Whether the person may see an internal output: a licensed analyst of the licensee who is entitled to the agreement, and nobody else, whatever
/// their role. Errors: `not_permitted`.
[[nodiscard]] Status may_see(const InternalOutput& output, const Request& request, const User& user,
                             Entitled entitled);

/// Why an internal output that was made at `made_at` must be gone now: the agreement (in the version that ends last) has ended, or a destruction
/// notice was issued since. Empty if it may be kept.
[[nodiscard]] std::optional<std::string> must_be_destroyed(
    const Agreement& last, std::span<const DestructionNotice> notices, Instant made_at,
    Instant now);

}  // namespace hdis::governance
