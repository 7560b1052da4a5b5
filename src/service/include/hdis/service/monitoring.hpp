#pragma once

#include "hdis/core/result.hpp"
#include "hdis/governance/alert_queue.hpp"
#include "hdis/governance/monitoring.hpp"
#include "hdis/service/session.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace hdis::service {

/// Use of the system, from its log, and what of it is worth a look.
struct MonitoringView {
  std::string rules_version;
  Instant since{};  ///< From when the counts are.
  std::vector<governance::UseCount> use;
  std::vector<governance::Alert> alerts;  ///< Now; each rule has a span of its own.
};

/// Counts the last `days` and asks the rules of the catalogue. It changes nothing. For administrators and auditors.
/// Errors: `not_permitted`; `not_found` or `invalid_input` for the rules.
[[nodiscard]] Result<MonitoringView> monitor(Session& session, std::uint32_t days);

/// Asks the rules and brings the queue of alerts up to date: what matches is queued, once for each rule and name until it was dealt with;
/// a rule of the level `suspended` stops access at once, by itself. Gives the alerts that are open. For administrators of the custodian.
/// Errors: as `monitor`.
[[nodiscard]] Result<std::vector<governance::QueuedAlert>> check_use(Session& session);

enum class Handled : std::uint8_t { no, also };
/// The queue, oldest first: what is open, or all of it. For administrators and auditors. Errors: `not_permitted`.
[[nodiscard]] Result<std::vector<governance::QueuedAlert>> list_alerts(Session& session,
                                                                       Handled handled);

/// Closes an alert: it is explained, or something was done; `how` says which. For administrators of the custodian, but not about themselves.
/// Errors: `not_found`; `conflict` if it is closed; `invalid_input` without words; `not_permitted`.
[[nodiscard]] Result<governance::QueuedAlert> handle_alert(Session& session, const std::string& id,
                                                           governance::AlertState state,
                                                           const std::string& how);

}  // namespace hdis::service
