#pragma once

#include "hdis/core/result.hpp"
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

/// Counts the last `days` and asks the rules of the catalogue. It changes nobody's standing: a person decides. For administrators and auditors.
/// Errors: `not_permitted`; `not_found` or `invalid_input` for the rules.
[[nodiscard]] Result<MonitoringView> monitor(Session& session, std::uint32_t days);

}  // namespace hdis::service
