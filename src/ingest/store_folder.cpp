#include "store_folder.hpp"

#include "manifest.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <system_error>
#include <thread>
#include <tuple>

namespace hdis::ingest {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::milliseconds lock_interval{50};
constexpr std::string_view tombstone = ".purged-";
constexpr std::string_view incoming = ".incoming";
constexpr std::string_view trash = ".trash";

/// The number that `name` is, if it is one as we write it: no sign, no zero at the front.
std::optional<unsigned> version_number(std::string_view name) {
  unsigned number = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  if (error != std::errc{} || end != name.data() + name.size() || number == 0) return std::nullopt;
  if (std::to_string(number) != name) return std::nullopt;
  return number;
}

Result<std::vector<fs::path>> entries_of(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> entries;
  if (!fs::exists(folder, error)) return entries;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    entries.push_back(it->path());
  }
  if (error) return fail(io_error("read", folder, error.value()));
  std::sort(entries.begin(), entries.end());
  return entries;
}

Status remove_tree(const fs::path& path) {
  std::error_code error;
  fs::remove_all(path, error);
  if (error) return fail(io_error("remove", path, error.value()));
  return {};
}

Result<StoredVersion> read_version(const fs::path& folder, const catalogue::DatasetId& dataset,
                                   FinancialYear year) {
  HDIS_TRY(manifest, read_manifest(folder / manifest_name));
  StoredVersion version{dataset,
                        year,
                        folder.filename().string(),
                        manifest.report.content_digest,
                        manifest.report.rows_accepted,
                        {},
                        {},
                        std::move(manifest.lineage)};
  for (const auto& file : manifest.files) version.files.push_back(fs::absolute(folder / file.name));
  for (const auto& [name, type] : manifest.columns) version.columns.push_back(name);
  return version;
}

/// The versions in one year's folder, lowest first.
Result<std::vector<StoredVersion>> versions_in(const fs::path& folder,
                                               const catalogue::DatasetId& dataset,
                                               FinancialYear year) {
  HDIS_TRY(entries, entries_of(folder));
  std::vector<std::pair<unsigned, StoredVersion>> found;
  for (const auto& entry : entries) {
    const auto number = version_number(entry.filename().string());
    if (!number) continue;
    HDIS_TRY(version, read_version(entry, dataset, year));
    found.emplace_back(*number, std::move(version));
  }
  std::sort(found.begin(), found.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<StoredVersion> versions;
  for (auto& [number, version] : found) versions.push_back(std::move(version));
  return versions;
}

}  // namespace

Result<StoreLock> StoreLock::acquire(const fs::path& data_folder, const std::stop_token& stop) {
  HDIS_CHECK(make_private_folders(data_folder));
  const fs::path path = data_folder / ".lock";
  Descriptor file(open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (!file) return fail(io_error("open", path));
  while (flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK && errno != EINTR) return fail(io_error("lock", path));
    if (stop.stop_requested()) {
      return fail(ErrorCode::cancelled, "ingest.cancelled",
                  "Stopped on request while another process changed the store.");
    }
    std::this_thread::sleep_for(lock_interval);
  }
  return StoreLock(std::move(file));
}

Result<TemporaryFolder> TemporaryFolder::make(fs::path path) {
  HDIS_CHECK(make_private_folders(path));
  return TemporaryFolder(std::move(path));
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;  // The next run removes it.
  if (!path_.empty()) fs::remove_all(path_, ignored);
}

Status TemporaryFolder::rename_to(const fs::path& final_path) {
  HDIS_CHECK(flush_folder(path_));
  std::error_code error;
  fs::rename(path_, final_path, error);
  if (error) return fail(io_error("rename", path_, error.value()));
  path_.clear();
  return flush_folder(final_path.parent_path());
}

fs::path year_folder(const fs::path& data_folder, const catalogue::DatasetId& dataset,
                     FinancialYear year) {
  return data_folder / dataset.text() / year.code();
}

fs::path work_folder(const fs::path& data_folder) { return data_folder / ".work"; }

Status remove_leftovers(const fs::path& data_folder) {
  HDIS_CHECK(remove_tree(work_folder(data_folder)));
  HDIS_TRY(datasets, entries_of(data_folder));
  for (const auto& dataset : datasets) {
    if (!fs::is_directory(dataset)) continue;
    HDIS_TRY(years, entries_of(dataset));
    for (const auto& year : years) {
      if (!fs::is_directory(year)) continue;
      HDIS_TRY(entries, entries_of(year));
      for (const auto& entry : entries) {
        const std::string name = entry.filename().string();
        if (name.starts_with(incoming) || name.starts_with(trash)) HDIS_CHECK(remove_tree(entry));
      }
    }
  }
  return {};
}

Result<unsigned> next_version(const fs::path& folder) {
  HDIS_TRY(entries, entries_of(folder));
  unsigned highest = 0;
  for (const auto& entry : entries) {
    std::string name = entry.filename().string();
    if (name.starts_with(tombstone)) name.erase(0, tombstone.size());
    highest = std::max(highest, version_number(name).value_or(0));
  }
  return highest + 1;
}

Result<std::optional<StoredVersion>> newest_version(const fs::path& data_folder,
                                                    const catalogue::DatasetId& dataset,
                                                    FinancialYear year) {
  HDIS_TRY(versions, versions_in(year_folder(data_folder, dataset, year), dataset, year));
  if (versions.empty()) return std::nullopt;
  return std::move(versions.back());
}

Result<std::vector<StoredVersion>> list_versions(const fs::path& data_folder) {
  std::vector<StoredVersion> all;
  HDIS_TRY(datasets, entries_of(data_folder));
  for (const auto& dataset : datasets) {
    if (!fs::is_directory(dataset) || dataset.filename().string().starts_with('.')) continue;
    HDIS_TRY(years, entries_of(dataset));
    for (const auto& folder : years) {
      const auto year = FinancialYear::parse(folder.filename().string());
      if (!year || year->code() != folder.filename().string()) continue;
      HDIS_TRY(versions,
               versions_in(folder, catalogue::DatasetId(dataset.filename().string()), *year));
      std::move(versions.begin(), versions.end(), std::back_inserter(all));
    }
  }
  std::stable_sort(all.begin(), all.end(), [](const StoredVersion& a, const StoredVersion& b) {
    return std::tie(a.dataset, a.year) < std::tie(b.dataset, b.year);
  });
  return all;
}

Result<std::vector<StoredVersion>> newest_versions(const fs::path& data_folder,
                                                   const catalogue::DatasetId& dataset) {
  HDIS_TRY(all, list_versions(data_folder));
  std::vector<StoredVersion> newest;
  for (auto& version : all) {
    if (version.dataset != dataset) continue;
    if (!newest.empty() && newest.back().year == version.year) newest.pop_back();
    newest.push_back(std::move(version));
  }
  return newest;
}

std::string in_words(const StoredVersion& version) {
  return fmt::format("{} {} version {}", version.dataset.text(), version.year.label(),
                     version.version);
}

Status verify(const StoredVersion& version, const std::stop_token& stop) {
  for (const auto& path : version.files) {
    HDIS_TRY(manifest, read_manifest(path.parent_path() / manifest_name));
    const auto file =
        std::find_if(manifest.files.begin(), manifest.files.end(),
                     [&](const auto& each) { return each.name == path.filename().string(); });
    HDIS_TRY(digest, digest_of_file(path, stop));
    if (file != manifest.files.end() && same(digest, Digest(file->digest))) continue;
    return fail(
        ErrorCode::corrupt, "ingest.changed_file",
        fmt::format("'{}' is not as ingest wrote it.", path.string()),
        "Restore the folder from a copy, or purge this version and take the delivery in again.");
  }
  return {};
}

Status purge(const fs::path& data_folder, const catalogue::DatasetId& dataset, FinancialYear year,
             const std::string& version) {
  HDIS_TRY(lock, StoreLock::acquire(data_folder, {}));
  static_cast<void>(lock);
  HDIS_CHECK(remove_leftovers(data_folder));
  const fs::path parent = year_folder(data_folder, dataset, year);
  std::error_code error;
  const bool plain = dataset.text().find_first_of("/.") == std::string::npos;
  if (!plain || !version_number(version) || !fs::is_directory(parent / version, error)) {
    return fail(
        ErrorCode::not_found, "ingest.no_version",
        fmt::format("There is no version {} of {} {}.", version, dataset.text(), year.label()),
        "See which there are: hdis dataset list");
  }
  // First the mark that keeps the number from being given again; then the version vanishes at once.
  const fs::path mark = parent / (std::string(tombstone) + version);
  if (!fs::exists(mark, error)) HDIS_CHECK(write_file(mark, ""));
  const fs::path doomed = parent / (std::string(trash) + "-" + version);
  fs::rename(parent / version, doomed, error);
  if (error) return fail(io_error("rename", parent / version, error.value()));
  HDIS_CHECK(flush_folder(parent));
  return remove_tree(doomed);
}

}  // namespace hdis::ingest
