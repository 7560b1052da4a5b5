#pragma once

#include "hdis/core/result.hpp"
#include "hdis/ingest/ingest.hpp"
#include "hdis/service/session.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace hdis::service {

/// A year of a dataset that can be asked.
struct LoadedYear {
  std::string year;  ///< "2017/18"
  std::string version;
  std::string taken_in_at;
  std::optional<std::uint64_t> rows;  ///< For administrators and auditors only.
};

struct DatasetView {
  std::string id;
  std::string title;
  std::string row_unit;
  std::string description;
  std::string source;
  std::size_t fields = 0;
  std::vector<LoadedYear> years;  ///< Newest version of each, by year.
};

/// All datasets of the catalogue with the years that are loaded. For every user.
[[nodiscard]] Result<std::vector<DatasetView>> list_datasets(Session& session);

/// Adds a custodian's own dataset from its description (YAML). For administrators.
///
/// The session goes on with the catalogue that it had. Errors: `invalid_input` with every defect of the description; `conflict` if a
/// file of this name is there already; `not_permitted`.
[[nodiscard]] Status add_dataset(Session& session, const std::filesystem::path& description);

struct IngestInput {
  std::vector<std::filesystem::path> files;
  std::string dataset;
  std::string year;                               ///< "2017/18" or "1718"
  std::optional<std::filesystem::path> opt_outs;  ///< One person identifier a line.
  std::function<void(double)> progress;           ///< 0 to 1; may be empty.
  std::stop_token stop;
};

/// Takes a delivery in and makes it the version that counts. For administrators.
///
/// Errors: as `ingest::take_in`; `not_found` for a dataset that is not in the catalogue; `not_permitted`.
[[nodiscard]] Result<ingest::Report> take_in(Session& session, const IngestInput& input);

}  // namespace hdis::service
