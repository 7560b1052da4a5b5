#pragma once

#include "hdis/core/result.hpp"
#include "hdis/disclosure/gate.hpp"
#include "hdis/governance/checks.hpp"
#include "hdis/governance/data_version.hpp"

#include <filesystem>
#include <stop_token>
#include <vector>

namespace hdis::service {

/// The files of `data`. Errors: `unavailable` if files of a version are not there, or are not those that were recorded.
[[nodiscard]] Result<std::vector<disclosure::DataSource>> data_sources(
    const std::filesystem::path& data_folder, const std::vector<governance::LoadedData>& data);

/// Whether the files of `data` are, byte by byte, what was taken in: what a run may count. Errors: `corrupt` if not; `unavailable`;
/// `cancelled`.
[[nodiscard]] Status verify_files(const std::filesystem::path& data_folder,
                                  const std::vector<governance::LoadedData>& data,
                                  const std::stop_token& stop);

/// What a reviewer should know of fields that the query names and that were not in a delivery: all their values are missing.
/// Errors: those of `data_sources`.
[[nodiscard]] Result<std::vector<governance::CheckFinding>> undelivered_fields(
    const std::filesystem::path& data_folder, const std::vector<query::Usage>& usage,
    const std::vector<governance::LoadedData>& loaded);

}  // namespace hdis::service
