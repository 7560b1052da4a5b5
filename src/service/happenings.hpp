#pragma once

#include "hdis/governance/monitoring.hpp"

#include "workspace.hpp"

#include <vector>

namespace hdis::service {

/// The rules of the catalogue. Errors: `not_found`, `invalid_input`.
[[nodiscard]] Result<governance::MonitoringRules> monitoring_rules(const Workspace& workspace);

/// Everything in the log that monitoring counts, oldest first. Errors: those of the store.
[[nodiscard]] Result<std::vector<governance::Happening>> happenings(store::Reader& reader);

}  // namespace hdis::service
