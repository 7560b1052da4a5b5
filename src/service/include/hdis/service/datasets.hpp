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

/// A version of a dataset and year that was taken in and not purged.
struct LoadedVersion {
  std::string version;
  std::string taken_in_at;
  std::optional<std::uint64_t> rows;  ///< For administrators and auditors only.
};

/// A year of a dataset that can be asked.
struct LoadedYear {
  std::string year;                  ///< "2017/18"
  LoadedVersion current;             ///< The newest: what is asked.
  std::vector<LoadedVersion> older;  ///< Kept beside it; newest first.
};

struct DatasetView {
  std::string id;
  std::string title;
  std::string row_unit;
  std::string description;
  std::string source;
  std::size_t fields = 0;
  std::vector<LoadedYear> years;  ///< By year.
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
  /// Instead of the store's setting, 0 to 100.
  std::optional<std::uint64_t> most_rejected_percent = std::nullopt;
};

/// Takes a delivery in and makes it the version that counts. For administrators.
///
/// Errors: as `ingest::take_in`; `not_found` for a dataset that is not in the catalogue; `not_permitted`.
[[nodiscard]] Result<ingest::Report> take_in(Session& session, const IngestInput& input);

/// Whether the version that is asked may be purged, so that the one before it counts again, or the year is gone.
enum class Current : std::uint8_t { keep, purge };

struct PurgeInput {
  std::string dataset;
  std::string year;  ///< "2017/18" or "1718"
  std::string version;
  std::string reason;  ///< Recorded.
  Current current = Current::keep;
};

struct Purged {
  std::string subject;                ///< "apc 2017/18 version 1"
  std::optional<std::string> counts;  ///< The version that is asked now; empty if none is left.
};

/// Removes one version of a dataset and year for good; its number is never given again. For administrators.
///
/// First it is recorded that it goes, then its files: a process that is killed in between leaves files that nobody can ask, and
/// the same call removes them. Approvals that name it are void by themselves, being bound to the data.
/// Works for datasets that are not in the catalogue any more.
///
/// Errors: `conflict` for the version that counts unless `current` says so; `not_found`; `invalid_input` without a reason;
/// `not_permitted`.
[[nodiscard]] Result<Purged> purge(Session& session, const PurgeInput& input);

}  // namespace hdis::service
