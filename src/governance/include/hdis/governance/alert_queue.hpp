#pragma once

#include "hdis/core/result.hpp"
#include "hdis/governance/monitoring.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Alerts as they wait for the custodian, and how they are dealt with (M25).
namespace hdis::governance {

enum class AlertState : std::uint8_t {
  open,
  explained,  ///< There was a reason; nothing had to be done.
  acted_on,   ///< Something was done.
};
[[nodiscard]] std::string_view to_string(AlertState state);

/// An alert that was raised, with what it rests on and what became of it.
struct QueuedAlert {
  std::string id;  ///< "W-000001".
  Alert alert;     ///< As it was when it was last seen.
  std::string rules_version;
  Instant raised_at{};
  Instant seen_at{};  ///< When it last matched.
  AlertState state = AlertState::open;
  std::string handled_by;  ///< User; "" while it is open, "system" for a suspension by rule.
  Instant handled_at{};
  std::string how;  ///< The explanation, or what was done.
};

/// The one in the queue that speaks of the same: it is open, or was dealt with less than the rule's span ago, so that what was explained
/// is not raised again by the same events. Null if there is none.
[[nodiscard]] const QueuedAlert* same_alert(std::span<const QueuedAlert> queue, const Alert& alert,
                                            Instant now);

/// Closes an open alert. Errors: `conflict` if it is not open; `invalid_input` without words.
[[nodiscard]] Result<QueuedAlert> handle(QueuedAlert alert, AlertState state, const std::string& by,
                                         const std::string& how, Instant at);

/// As one JSON text, which `parse_alert` reads.
[[nodiscard]] std::string to_document(const QueuedAlert& alert);
/// Errors: `corrupt`.
[[nodiscard]] Result<QueuedAlert> parse_alert(std::string_view document);

}  // namespace hdis::governance
