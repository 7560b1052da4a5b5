#pragma once

#include "hdis/catalogue/catalogue.hpp"
#include "hdis/core/result.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace hdis::ingest {

/// A delivery to take in.
struct Delivery {
  std::vector<std::filesystem::path> files;  ///< CSV (with header) or Parquet, by extension.
  catalogue::DatasetId dataset;
  FinancialYear year;
  std::optional<std::filesystem::path>
      opt_outs;  ///< One person identifier a line, as delivered in the person key field.
};

/// Where things are and how much may be used.
struct Settings {
  std::filesystem::path
      data_folder;  ///< Root of the partitioned store: <dataset>/<year>/<version>/part-N.parquet + manifest.json
  std::filesystem::path person_key_file;  ///< 32 random bytes, mode 0600, outside `data_folder`.
  std::uint64_t memory_bytes = 2ULL << 30U;
  unsigned threads = 2;
  /// A delivery is refused if more of its rows would be rejected than this, in per cent, 0 to 100.
  std::uint64_t most_rejected_percent = 20;
};

/// What happened to one field.
struct FieldReport {
  std::string field;
  std::string
      outcome;  ///< "loaded", "derived", "dropped (identifier)", "hashed", "unknown (left out)", "absent".
  std::uint64_t repaired = 0;      ///< Values changed by a cleaning rule.
  std::uint64_t made_missing = 0;  ///< Values turned into NULL by a missing-value rule.
  std::uint64_t invalid = 0;       ///< Values that fit no rule and became NULL.
  std::vector<std::string> rules;  ///< Names of the rules that were used.
};

/// What a delivery became. Counts of rows of a delivery are the custodian's to see; no values are reported.
struct Report {
  std::string dataset;
  std::string year;
  std::string version;     ///< "1", "2", ...; empty if nothing was written.
  bool unchanged = false;  ///< The same delivery was taken in before.
  std::uint64_t rows_read = 0;
  std::uint64_t rows_accepted = 0;
  std::uint64_t rows_rejected = 0;  ///< With a reason below.
  std::uint64_t rows_opted_out = 0;
  std::vector<FieldReport> fields;
  std::vector<std::pair<std::string, std::uint64_t>> rejections;  ///< Reason, rows.
  std::string
      content_digest;  ///< Of the delivered bytes, the catalogue's definition of the dataset, the key and the opt-out list.
};

/// A stored version of a dataset and year.
struct StoredVersion {
  catalogue::DatasetId dataset;
  FinancialYear year;
  std::string version;
  std::string content_digest;
  std::uint64_t rows = 0;
  std::vector<std::filesystem::path> files;  ///< Absolute.
  std::vector<std::string> columns;
  /// Of a derived version: the versions that it was made of, as `in_words` says them.
  std::vector<std::string> made_of = {};
};

/// "apc 2017/18 version 1"
[[nodiscard]] std::string in_words(const StoredVersion& version);

/// Takes a delivery in: checks, cleans, derives, pseudonymises, sorts, writes; all or nothing.
///
/// Errors: `invalid_input` with one reason per defect of the files (no data row is quoted), or with the
/// reasons why too many rows would be rejected; `unavailable` for I/O.
/// After an error or a crash nothing half-written is visible.
[[nodiscard]] Result<Report> take_in(const Delivery& delivery,
                                     const catalogue::Catalogue& catalogue,
                                     const Settings& settings,
                                     const std::function<void(double)>& progress,
                                     std::stop_token stop);

/// Makes the person key if it does not exist. Errors: `invalid_input` if the path lies inside `data_folder` or its mode is
/// wider than 0600.
[[nodiscard]] Status ensure_person_key(const Settings& settings);

/// All complete versions in the store, sorted by dataset, year, version.
[[nodiscard]] Result<std::vector<StoredVersion>> list_versions(
    const std::filesystem::path& data_folder);

/// The newest version of every year of `dataset`, by year. Errors: as `list_versions`.
[[nodiscard]] Result<std::vector<StoredVersion>> newest_versions(
    const std::filesystem::path& data_folder, const catalogue::DatasetId& dataset);

/// Whether the files of a version are still as they were written, byte by byte. Errors: `corrupt`; `unavailable`; `cancelled`.
[[nodiscard]] Status verify(const StoredVersion& version, const std::stop_token& stop = {});

/// Removes one version for good; its number is never given again. Errors: `not_found`.
[[nodiscard]] Status purge(const std::filesystem::path& data_folder,
                           const catalogue::DatasetId& dataset, FinancialYear year,
                           const std::string& version);

}  // namespace hdis::ingest
