#include "hdis/service/backup.hpp"

#include "hdis/service/callers_file.hpp"

#include "backup_facts.hpp"
#include "database.hpp"
#include "file_copy.hpp"
#include "log_check.hpp"
#include "store_making.hpp"

#include <fmt/format.h>

namespace hdis::service {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> inside(const char* rule, std::string message) {
  return fail(ErrorCode::invalid_input, rule, std::move(message), "name a folder elsewhere");
}

Status check_places(const BackupInput& input, const Config& config) {
  HDIS_CHECK(must_be_empty(input.to));
  if (lies_in(input.to, input.store) || lies_in(input.to, config.keys_folder)) {
    return inside("backup.inside", "The backup would lie inside the store or its keys.");
  }
  if (input.keys_to.empty()) return {};
  HDIS_CHECK(must_be_empty(input.keys_to));
  if (lies_in(input.keys_to, config.keys_folder)) {
    return inside(
        "backup.keys_inside",
        "The copy of the keys would lie among the keys: what is destroyed there must be gone.");
  }
  if (lies_in(input.keys_to, input.store) || lies_in(input.keys_to, input.to) ||
      lies_in(input.to, input.keys_to)) {
    return inside("backup.keys_inside",
                  "The copy of the keys would lie with the records: whoever gets both could link "
                  "pseudonyms to people.");
  }
  return {};
}

/// Verifies the log and records in it that a backup is begun; that event is one that every copy made from now on has.
Result<BackupFacts> begin(store::Store& store, const BackupInput& input, const Config& config,
                          const Identity& identity, Instant now) {
  HDIS_TRY(sound, verify_whole_log(store.reader(), config.store_id, std::nullopt));
  static_cast<void>(sound);
  BackupFacts facts;
  facts.store_id = config.store_id;
  facts.made_at = now;
  HDIS_TRY(schema, store.schema_version());
  facts.schema = schema;
  HDIS_TRY(key, known_by(config.person_key(), config.store_id));
  facts.person_key = key;
  const audit::Draft event{now,
                           actor_of(store.reader(), identity),
                           identity.to_text(),
                           "store.backed_up",
                           config.store_id,
                           {{"keys", input.keys_to.empty() ? "no" : "yes"}}};
  const auto recorded = store.write([&](store::Writer& writer) -> Status {
    HDIS_CHECK(writer.record(event));
    HDIS_TRY(last, writer.last_event());
    HDIS_TRY(written, writer.events(last - 1, 1));
    facts.events = last;
    facts.head = written.front().hash;
    return {};
  });
  if (!recorded) return fail(recorded.error());
  return facts;
}

Status copy_database(store::Store& store, const fs::path& to, Checksums& sums) {
  HDIS_TRY(file, CheckedFile::make(to / backup_rows_file));
  HDIS_CHECK(store.copy_out([&](const std::string& line) { return file.write(line + "\n"); }));
  HDIS_TRY(sum, file.finish());
  sums[backup_rows_file] = sum;
  return {};
}

Status write_text(const fs::path& folder, const char* name, const std::string& text,
                  Checksums& sums) {
  HDIS_TRY(file, CheckedFile::make(folder / name));
  HDIS_CHECK(file.write(text));
  HDIS_TRY(sum, file.finish());
  sums[name] = sum;
  return {};
}

/// The list of a folder's files, written last: a folder without it is no copy.
Result<std::string> write_sums(const fs::path& folder, const Checksums& sums) {
  const auto text = checksums_text(sums);
  HDIS_CHECK(write_private_file(folder / backup_sums_file, text));
  return sha256_of(text);
}

Status copy_keys(const BackupInput& input, const Config& config) {
  if (input.keys_to.empty()) return {};
  HDIS_CHECK(make_private_folder(input.keys_to));
  Checksums sums;
  HDIS_CHECK(copy_tree(config.keys_folder, input.keys_to, "", sums));
  const auto written = write_sums(input.keys_to, sums);
  return written ? Status() : fail(written.error());
}

Result<BackupReport> copy_everything(store::Store& store, const BackupInput& input,
                                     const StoreLayout& layout, const Config& config,
                                     const BackupFacts& facts) {
  HDIS_CHECK(make_private_folder(input.to));
  Checksums sums;
  // The records last: what the copied database names is there, since versions are never changed once they are written.
  HDIS_CHECK(copy_database(store, input.to, sums));
  HDIS_CHECK(write_text(input.to, backup_facts_file, backup_facts_text(facts), sums));
  HDIS_TRY(config_sum, copy_checked(layout.config(), input.to / "config.yaml"));
  sums["config.yaml"] = config_sum;
  HDIS_CHECK(copy_tree(layout.catalogue(), input.to / "catalogue", "catalogue/", sums));
  HDIS_CHECK(copy_tree(layout.data(), input.to / "data", "data/", sums));
  HDIS_CHECK(copy_keys(input, config));
  HDIS_TRY(checksum, write_sums(input.to, sums));
  return BackupReport{facts, sums.size(), checksum};
}

}  // namespace

Result<BackupReport> back_up(const BackupInput& input, const Identity& identity,
                             const Clock& clock) {
  HDIS_CHECK(may_write_files(identity, "back up as the account that owns the store"));
  const StoreLayout layout{fs::absolute(input.store)};
  HDIS_TRY(config, open_folder(layout, identity));
  HDIS_CHECK(check_places(input, config));
  std::error_code ignored;
  const bool was_there = fs::exists(input.to, ignored);
  const bool keys_were_there = fs::exists(input.keys_to, ignored);

  HDIS_TRY(store, open_database(layout, config, store::OpenMode::existing, clock));
  HDIS_TRY(facts, begin(*store, input, config, identity, clock.now()));
  auto report = copy_everything(*store, input, layout, config, facts);
  if (!report) {
    take_back({input.to}, was_there, {});
    if (!input.keys_to.empty()) take_back({input.keys_to}, keys_were_there, {});
  }
  return report;
}

}  // namespace hdis::service
