#pragma once

#include "hdis/ingest/derive.hpp"

#include "workspace.hpp"

#include <stop_token>
#include <vector>

namespace hdis::service {

/// Where ingest works, and with how much, as the store's configuration says.
[[nodiscard]] ingest::Settings ingest_settings(const Workspace& workspace);

/// Makes every dataset that is derived from `source`, and records it. Errors: those of `ingest::derive`, after a reason
/// `data.not_derived`.
[[nodiscard]] Result<std::vector<ingest::DerivedReport>> derive_from(
    Workspace& workspace, const catalogue::DatasetId& source, const std::stop_token& stop);

}  // namespace hdis::service
