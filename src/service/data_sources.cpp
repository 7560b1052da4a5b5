#include "data_sources.hpp"

#include "hdis/ingest/ingest.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hdis::service {
namespace {

using ingest::StoredVersion;

constexpr auto whom_to_tell = "the custodian's administrator runs `hdis doctor`";

std::string name_of(const governance::LoadedData& part) {
  return fmt::format("{} {} version {}", part.dataset.text(), part.year.label(), part.version);
}

/// The stored versions that `data` names, in its order.
Result<std::vector<StoredVersion>> stored_versions(
    const std::filesystem::path& data_folder, const std::vector<governance::LoadedData>& data) {
  HDIS_TRY(versions, ingest::list_versions(data_folder));
  std::vector<StoredVersion> out;
  for (const auto& part : data) {
    const auto stored = std::ranges::find_if(versions, [&](const StoredVersion& version) {
      return version.dataset == part.dataset && version.year == part.year &&
             version.version == part.version && version.content_digest == part.content_digest;
    });
    if (stored == versions.end()) {
      return fail(ErrorCode::unavailable, "data.files_missing",
                  fmt::format("The files of {} are not in the store.", name_of(part)),
                  whom_to_tell);
    }
    out.push_back(*stored);
  }
  return out;
}

governance::CheckFinding undelivered(const std::string& field, const std::string& dataset,
                                     const std::vector<std::string>& years) {
  return {governance::Weight::attention, "data.field_not_delivered",
          fmt::format("{} was not delivered for {}: to the query it is missing in every record.",
                      field, fmt::join(years, ", ")),
          fmt::format("the deliveries of {} of these years have no such column", dataset),
          "use another field or other years, or ask the custodian for a delivery that has it"};
}

}  // namespace

Result<std::vector<disclosure::DataSource>> data_sources(
    const std::filesystem::path& data_folder, const std::vector<governance::LoadedData>& data) {
  HDIS_TRY(versions, stored_versions(data_folder, data));
  std::vector<disclosure::DataSource> sources;
  sources.reserve(versions.size());
  for (const auto& stored : versions) {
    sources.push_back({stored.dataset, stored.year, stored.version, stored.files, stored.columns});
  }
  return sources;
}

Status verify_files(const std::filesystem::path& data_folder,
                    const std::vector<governance::LoadedData>& data, const std::stop_token& stop) {
  HDIS_TRY(versions, stored_versions(data_folder, data));
  for (std::size_t i = 0; i < data.size(); ++i) {
    auto intact = ingest::verify(versions[i], stop);
    if (intact) continue;
    if (intact.error().code() != ErrorCode::corrupt) return intact;
    // Which file it is concerns the administrator, who is told by `hdis doctor`.
    return fail(ErrorCode::corrupt, "data.changed",
                fmt::format("The files of {} are not as they were taken in; nothing was counted.",
                            name_of(data[i])),
                whom_to_tell);
  }
  return {};
}

Result<std::vector<governance::CheckFinding>> undelivered_fields(
    const std::filesystem::path& data_folder, const std::vector<query::Usage>& usage,
    const std::vector<governance::LoadedData>& loaded) {
  const auto data = governance::touched(usage, loaded);
  HDIS_TRY(versions, stored_versions(data_folder, data));
  std::vector<governance::CheckFinding> findings;
  for (const auto& used : usage) {
    for (const auto& field : used.fields) {
      std::vector<std::string> years;
      for (const auto& version : versions) {
        const bool is_there = std::ranges::find(version.columns, field) != version.columns.end();
        if (version.dataset == used.dataset && !is_there) years.push_back(version.year.label());
      }
      if (!years.empty()) findings.push_back(undelivered(field, used.dataset.text(), years));
    }
  }
  return findings;
}

}  // namespace hdis::service
