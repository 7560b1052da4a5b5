#pragma once

#include "hdis/core/result.hpp"
#include "hdis/disclosure/gate.hpp"
#include "hdis/governance/data_version.hpp"

#include <filesystem>
#include <vector>

namespace hdis::service {

/// The files of `data`. Errors: `unavailable` if files of a version are not there, or are not those that were recorded.
[[nodiscard]] Result<std::vector<disclosure::DataSource>> data_sources(
    const std::filesystem::path& data_folder, const std::vector<governance::LoadedData>& data);

}  // namespace hdis::service
