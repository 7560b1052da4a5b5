#pragma once

#include "hdis/core/result.hpp"
#include "hdis/ingest/derive.hpp"
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

/// Whether a description takes the place of one with the same file name.
enum class Replace : std::uint8_t { no, yes };

/// Adds a custodian's own dataset from its description (YAML). For administrators.
///
/// The session goes on with the catalogue that it had. Errors: `invalid_input` with every defect of the description; `conflict` if a
/// file of this name is there already and is not to be replaced; `not_permitted`.
[[nodiscard]] Status add_dataset(Session& session, const std::filesystem::path& description,
                                 Replace replace = Replace::no);

/// Removes a description that was added, by its file's name ("ambulance_calls.yaml"). For administrators. Errors: `not_found`; `conflict`
/// if data of its dataset are loaded; `invalid_input` if others of the custodian's files need it; `not_permitted`.
[[nodiscard]] Status remove_dataset(Session& session, const std::string& file_name);

/// Whether what is derived from a dataset is made at once.
enum class Deriving : std::uint8_t { now, later };

struct IngestInput {
  std::vector<std::filesystem::path> files;
  std::string dataset;
  std::string year;                               ///< "2017/18" or "1718"
  std::optional<std::filesystem::path> opt_outs;  ///< One person identifier a line.
  std::function<void(double)> progress;           ///< 0 to 1; may be empty.
  std::stop_token stop;
  /// Instead of the store's setting, 0 to 100.
  std::optional<std::uint64_t> most_rejected_percent = std::nullopt;
  Deriving deriving = Deriving::now;
};

/// What a delivery became, and what was made from it.
struct TakenIn {
  ingest::Report report;
  std::vector<ingest::DerivedReport> derived;
};

/// Takes a delivery in and makes it the version that counts, then makes every dataset that is derived from it. For
/// administrators. An unchanged delivery changes nothing that is derived.
///
/// Errors: as `ingest::take_in`; `not_found` for a dataset that is not in the catalogue; `not_permitted`. Where the delivery was
/// taken in and a derivation failed, the first reason (`data.not_derived`) says so.
[[nodiscard]] Result<TakenIn> take_in(Session& session, const IngestInput& input);

struct DeriveInput {
  std::string dataset;
  std::function<void(double)> progress;  ///< 0 to 1; may be empty.
  std::stop_token stop;
};

/// Makes a derived dataset from what is loaded, and makes it what is asked. For administrators.
///
/// Errors: as `ingest::derive`; `not_permitted`.
[[nodiscard]] Result<ingest::DerivedReport> derive(Session& session, const DeriveInput& input);

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
  /// Derived versions that were made of it and are still there: "apc_spells 2017/18 version 1".
  std::vector<std::string> made_of_it;
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
