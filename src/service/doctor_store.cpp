#include "database.hpp"
#include "doctor_rooms.hpp"
#include "files.hpp"
#include "internal_keys.hpp"
#include "log_check.hpp"
#include "run_lock.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

namespace hdis::service {
namespace {

constexpr mode_t permissions = 0777;
constexpr mode_t others = 0077;

/// Whether only the owner may use `path`, which is said to be `what`.
void examine_mode(const std::string& what, const std::filesystem::path& path, Report& report) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) {
    return report.bad(what, fmt::format("{} is not there or cannot be looked at.", path.string()),
                      "restore it from a backup, or use the account that owns the store");
  }
  if ((status.st_mode & others) != 0) {
    return report.bad(what,
                      fmt::format("{} is open to others (mode {:04o}).", path.string(),
                                  status.st_mode & permissions),
                      fmt::format("chmod go= '{}'", path.string()));
  }
  report.good(what, fmt::format("{} is for its owner only (mode {:04o})", path.string(),
                                status.st_mode & permissions));
}

}  // namespace

void examine_folder(const StoreLayout& layout, Report& report) {
  examine_mode("store folder", layout.root, report);
  examine_mode("data folder", layout.data(), report);
}

void examine_data_modes(const StoreLayout& layout, Report& report) {
  namespace fs = std::filesystem;
  std::size_t open = 0;
  std::error_code error;
  for (fs::recursive_directory_iterator it(layout.data(), error), end; !error && it != end;
       it.increment(error)) {
    // What a killed ingest has left there is behind the folder's own mode, and the next ingest removes it.
    if (it->path().filename() == ".work") it.disable_recursion_pending();
    const auto mode = it->symlink_status(error).permissions();
    if ((mode & (fs::perms::group_all | fs::perms::others_all)) != fs::perms::none) ++open;
  }
  if (error) {
    return report.bad("data modes", "The data folder cannot be read to its end.",
                      "use the account that owns the store");
  }
  if (open == 0) return report.good("data modes", "every data file is for its owner only");
  // The store's folder keeps others out; a copy of the files would not.
  report.concern("data modes",
                 fmt::format("{} data file(s) or folder(s) are open to others.", open),
                 fmt::format("chmod -R go= '{}'", layout.data().string()));
}

void examine_keys(const StoreLayout& layout, const Config& config, Report& report) {
  constexpr std::uintmax_t key_bytes = 32;
  if (lies_in(config.keys_folder, layout.root)) {
    report.bad("keys", "The keys lie inside the store: whoever copies it can link its pseudonyms.",
               "move them out, and change `keys` in config.yaml");
  } else {
    report.good("keys", fmt::format("kept outside the store, in {}", config.keys_folder.string()));
  }
  examine_mode("keys folder", config.keys_folder, report);
  examine_mode("person key", config.person_key(), report);
  std::error_code error;
  const auto size = std::filesystem::file_size(config.person_key(), error);
  if (!error && size != key_bytes) {
    report.bad("person key",
               fmt::format("The person key has {} bytes instead of {}.", size, key_bytes),
               "restore it from a backup: without it new deliveries cannot be linked to old ones");
  }
}

std::unique_ptr<store::Store> examine_database(const StoreLayout& layout, const Config& config,
                                               const Clock& clock, Report& report) {
  auto opened = open_database(layout, config, store::OpenMode::existing, clock);
  if (!opened) {
    report.bad("database", opened.error());
    return nullptr;
  }
  auto& database = **opened;
  if (config.postgresql.empty()) examine_mode("database", layout.database(), report);
  const auto facts = database.reader().facts();
  if (!facts) {
    report.bad("database", facts.error());
    return nullptr;
  }
  if (facts->id != config.store_id) {
    report.bad("database", "config.yaml and the database are of different stores.",
               "restore both from the same backup");
  }
  report.add("database", database.check_integrity(),
             fmt::format("sound, schema {}", store::newest_schema_version()));
  if (facts->demonstration) {
    report.concern("demonstration", "This is a demonstration store: its owner can act as anybody.",
                   "use it for trying out only");
  }
  return *std::move(opened);
}

void examine_audit_log(store::Store& store, const Config& config, Report& report) {
  const auto verifier = verify_whole_log(store.reader(), config.store_id, std::nullopt);
  if (!verifier) return report.bad("audit log", verifier.error());
  report.good("audit log",
              fmt::format("{} events, each as it was written; compare with a checkpoint kept "
                          "elsewhere to see that none is missing at the end",
                          verifier->sequence()));
}

void examine_runs(store::Store& store, const StoreLayout& layout, Report& report) {
  const auto records = store.reader().requests();
  if (!records) return report.bad("runs", records.error());
  std::size_t alive = 0;
  for (const auto& record : *records) {
    if (record.request.state != governance::RequestState::running) continue;
    ++alive;
    const auto lock = RunLock::take(layout, record.request.id);
    if (lock && *lock) {
      report.concern(
          "runs",
          fmt::format("{} is said to run, but no process runs it.", record.request.subject()),
          "nothing was released; the next command marks it as failed, and it can be run again");
    }
  }
  report.good("runs", fmt::format("{} running", alive));
}

void examine_internal_keys(store::Store& store, const Config& config, Report& report) {
  const auto records = store.reader().internal_outputs();
  if (!records) return report.bad("internal outputs", records.error());
  std::size_t kept = 0;
  for (const auto& record : *records) {
    const auto& id = record.output.id;
    const bool is_kept = record.output.state == governance::InternalState::kept;
    kept += is_kept ? 1 : 0;
    if (is_kept == has_internal_key(config, id)) continue;
    report.bad(
        "internal outputs",
        is_kept ? fmt::format("The key of {} is missing, so that it cannot be opened.", id.text())
                : fmt::format("{} is destroyed, and its key is there again.", id.text()),
        is_kept ? "restore it from the backup of the keys"
                : fmt::format("remove {}/internal/{}.key, and ask who put it there",
                              config.keys_folder.string(), id.text()));
  }
  report.good("internal outputs",
              fmt::format("{} kept, {} destroyed", kept, records->size() - kept));
}

}  // namespace hdis::service
