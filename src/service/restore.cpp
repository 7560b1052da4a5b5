#include "hdis/service/backup.hpp"
#include "hdis/service/callers_file.hpp"

#include "backup_facts.hpp"
#include "config.hpp"
#include "database.hpp"
#include "file_copy.hpp"
#include "log_check.hpp"
#include "store_making.hpp"

#include <fmt/format.h>

#include <fstream>

namespace hdis::service {
namespace {

namespace fs = std::filesystem;

/// Where the keys are to lie, and whether they must be brought there.
struct Keys {
  fs::path folder;
  fs::path from;  ///< "" if they are there, or lost.
};

Result<Keys> find_keys(const RestoreInput& input, const BackupFacts& facts) {
  Keys keys{fs::absolute(input.keys_root) / facts.store_id, input.keys_from};
  std::error_code error;
  const bool are_there = fs::exists(keys.folder / "person.key", error);
  if (!keys.from.empty() && are_there) {
    return fail(ErrorCode::conflict, "restore.keys_there",
                fmt::format("There are keys of this store in {}.", keys.folder.string()),
                "leave out --keys-from to use them, or name another folder with --keys");
  }
  if (!keys.from.empty()) HDIS_CHECK(check_folder_sums(keys.from));
  const auto at = (keys.from.empty() ? keys.folder : keys.from) / "person.key";
  HDIS_TRY(found, known_by(at, facts.store_id));
  if (found.empty() && input.without_keys == WithoutKeys::yes) return Keys{keys.folder, {}};
  if (found.empty() && !facts.person_key.empty()) {
    return fail(ErrorCode::not_found, "restore.no_keys",
                "The keys of the store are not there: without them new deliveries cannot be linked "
                "to old ones, and certificates are signed with another key.",
                "name their copy with --keys-from, or say --without-keys if they are lost");
  }
  if (found != facts.person_key) {
    return fail(ErrorCode::invalid_input, "restore.other_keys",
                "The person key is not that of the store in the backup.",
                "name the copy of the keys that belongs to it with --keys-from");
  }
  return keys;
}

Result<Config> config_of(const RestoreInput& input, const Keys& keys) {
  HDIS_TRY(config, read_config({fs::absolute(input.backup)}));
  config.catalogue_folder = fs::absolute(input.catalogue_folder);
  config.keys_folder = keys.folder;
  if (input.postgresql) config.postgresql = *input.postgresql;
  return config;
}

Status copy_files(const RestoreInput& input, const StoreLayout& layout, const Keys& keys) {
  for (const auto& folder : {layout.root, layout.data(), layout.catalogue(),
                             layout.catalogue() / "datasets", layout.locks()}) {
    HDIS_CHECK(make_private_folder(folder));
  }
  HDIS_CHECK(make_private_folder(keys.folder.parent_path()));
  HDIS_CHECK(make_private_folder(keys.folder));
  Checksums ignored;
  HDIS_CHECK(copy_tree(input.backup / "data", layout.data(), "", ignored));
  HDIS_CHECK(copy_tree(input.backup / "catalogue", layout.catalogue(), "", ignored));
  if (keys.from.empty()) return {};
  HDIS_TRY(files, files_below(keys.from));
  for (const auto& file : files) {
    if (file == backup_sums_file) continue;
    const bool internal = *fs::path(file).begin() == "internal";
    if (internal && input.with_internal_keys == WithInternalKeys::no) continue;
    const auto copied = copy_checked(keys.from / file, keys.folder / file);
    if (!copied) return fail(copied.error());
  }
  return {};
}

/// Fills a new database with the schema from which the backup comes.
Status fill_database(const RestoreInput& input, const StoreLayout& layout, const Config& config,
                     const BackupFacts& facts, const Clock& clock) {
  store::OpenOptions options;
  options.schema = facts.schema;
  HDIS_TRY(store, open_database(layout, config, store::OpenMode::create, clock, options));
  std::ifstream rows(input.backup / backup_rows_file);
  return store->copy_in([&]() -> Result<std::optional<std::string>> {
    std::string line;
    if (!std::getline(rows, line)) {
      if (rows.eof()) return std::optional<std::string>();
      return fail(ErrorCode::unavailable, "restore.unreadable",
                  fmt::format("{} could not be read to its end.", backup_rows_file),
                  "nothing was kept; check the disk, and restore again");
    }
    return std::optional<std::string>(std::move(line));
  });
}

/// Opens it as every command will, verifies the log and records in it what happened.
Result<std::uint64_t> take_over(const StoreLayout& layout, const Config& config,
                                const BackupFacts& facts, const Identity& identity,
                                const Clock& clock) {
  HDIS_TRY(store, open_database(layout, config, store::OpenMode::existing, clock));
  HDIS_CHECK(store->check_integrity());
  const audit::Checkpoint begun{facts.store_id, facts.events, facts.head, facts.made_at};
  HDIS_TRY(verified, verify_whole_log(store->reader(), facts.store_id, begun));
  const audit::Draft event{
      clock.now(),
      actor_of(store->reader(), identity),
      identity.to_text(),
      "store.restored",
      facts.store_id,
      {{"backup_of", to_text(facts.made_at)}, {"events", std::to_string(verified.sequence())}}};
  HDIS_CHECK(store->write([&](store::Writer& writer) { return writer.record(event); }));
  return store->reader().last_event();
}

}  // namespace

Result<RestoreReport> restore(const RestoreInput& input, const Identity& identity,
                              const Clock& clock) {
  HDIS_CHECK(may_write_files(identity, "restore as the account that is to own the store"));
  HDIS_CHECK(must_be_empty(input.folder));
  HDIS_TRY(facts, read_backup_facts(input.backup));
  HDIS_CHECK(check_folder_sums(input.backup));
  HDIS_TRY(keys, find_keys(input, facts));
  HDIS_TRY(config, config_of(input, keys));

  const StoreLayout layout{fs::absolute(input.folder)};
  std::error_code ignored;
  const bool was_there = fs::exists(layout.root, ignored);
  const fs::path new_keys = fs::exists(keys.folder, ignored) ? fs::path() : keys.folder;
  const auto made = [&]() -> Result<std::uint64_t> {
    HDIS_CHECK(copy_files(input, layout, keys));
    HDIS_CHECK(fill_database(input, layout, config, facts, clock));
    HDIS_TRY(events, take_over(layout, config, facts, identity, clock));
    // Last: a folder without it is not yet a store.
    HDIS_CHECK(write_private_file(layout.config(), config_text(config)));
    return events;
  }();
  if (!made) {
    take_back(layout, was_there, new_keys);
    return fail(made.error());
  }
  return RestoreReport{facts, layout, config, *made};
}

}  // namespace hdis::service
