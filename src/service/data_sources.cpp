#include "data_sources.hpp"

#include "hdis/ingest/ingest.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hdis::service {

Result<std::vector<disclosure::DataSource>> data_sources(
    const std::filesystem::path& data_folder, const std::vector<governance::LoadedData>& data) {
  HDIS_TRY(versions, ingest::list_versions(data_folder));
  std::vector<disclosure::DataSource> sources;
  for (const auto& part : data) {
    const auto stored = std::ranges::find_if(versions, [&](const ingest::StoredVersion& version) {
      return version.dataset == part.dataset && version.year == part.year &&
             version.version == part.version && version.content_digest == part.content_digest;
    });
    if (stored == versions.end()) {
      return fail(ErrorCode::unavailable, "data.files_missing",
                  fmt::format("The files of {} {} version {} are not in the store.",
                              part.dataset.text(), part.year.label(), part.version),
                  "the custodian's administrator runs `hdis doctor`");
    }
    sources.push_back(
        {stored->dataset, stored->year, stored->version, stored->files, stored->columns});
  }
  return sources;
}

}  // namespace hdis::service
