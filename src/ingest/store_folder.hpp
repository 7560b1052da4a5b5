#pragma once

#include "hdis/core/financial_year.hpp"
#include "hdis/core/result.hpp"
#include "hdis/ingest/ingest.hpp"

#include "file_io.hpp"

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>

namespace hdis::ingest {

/// The right to change the store: one process at a time, until the lock's end or the process's.
class StoreLock {
 public:
  /// Makes `data_folder` (for its owner alone) where it does not exist, and waits for other processes.
  /// Errors: `unavailable`; `cancelled` if stop is requested.
  static Result<StoreLock> acquire(const std::filesystem::path& data_folder,
                                   const std::stop_token& stop);

 private:
  explicit StoreLock(Descriptor file) : file_(std::move(file)) {}
  Descriptor file_;
};

/// A folder that is removed with its contents at the end, unless it was kept.
class TemporaryFolder {
 public:
  /// Errors: `unavailable`.
  static Result<TemporaryFolder> make(std::filesystem::path path);
  TemporaryFolder(TemporaryFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  TemporaryFolder& operator=(TemporaryFolder&&) = delete;
  ~TemporaryFolder();
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  /// Gives the folder its final name; all of it appears at once or, after a crash, nothing.
  [[nodiscard]] Status rename_to(const std::filesystem::path& final_path);

 private:
  explicit TemporaryFolder(std::filesystem::path path) : path_(std::move(path)) {}
  std::filesystem::path path_;
};

/// Where the versions of a dataset and year are.
[[nodiscard]] std::filesystem::path year_folder(const std::filesystem::path& data_folder,
                                                const catalogue::DatasetId& dataset,
                                                FinancialYear year);
/// Where a delivery is worked on; no part of the store.
[[nodiscard]] std::filesystem::path work_folder(const std::filesystem::path& data_folder);

/// Removes what runs have left behind that were killed. The caller holds the lock.
[[nodiscard]] Status remove_leftovers(const std::filesystem::path& data_folder);

/// The number of the next version: higher than that of any version that exists or was purged.
[[nodiscard]] Result<unsigned> next_version(const std::filesystem::path& year_folder);

/// The newest version of a dataset and year, if there is one. Errors: as `list_versions`.
[[nodiscard]] Result<std::optional<StoredVersion>> newest_version(
    const std::filesystem::path& data_folder, const catalogue::DatasetId& dataset,
    FinancialYear year);

}  // namespace hdis::ingest
