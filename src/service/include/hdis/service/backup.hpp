#pragma once

#include "hdis/core/date.hpp"
#include "hdis/core/digest.hpp"
#include "hdis/core/result.hpp"
#include "hdis/service/identity.hpp"
#include "hdis/service/store_folder.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

/// Copies of a whole store, and how they become stores again. For the account that owns the store, since it can copy everything anyway:
/// no user of the store gains anything by it, and nothing here can be done through sudo.
namespace hdis::service {

/// What is in a backup, from its `backup.yaml`.
struct BackupFacts {
  std::string store_id;
  Instant made_at{};
  std::uint64_t schema = 0;  ///< Of the database.
  std::uint64_t events =
      0;        ///< Number of the event of the log that says that the backup was begun.
  Digest head;  ///< Hash of that event.
  Digest
      person_key;  ///< By which the right key is known; says nothing of the key. "" if there was none.
};

struct BackupInput {
  std::filesystem::path store;  ///< Folder of the store.
  std::filesystem::path to;     ///< Must not exist, or be an empty folder; not in the store.
  /// Where a copy of the keys goes: must not exist, or be an empty folder; neither in the store nor in the backup. Empty: no copy.
  std::filesystem::path keys_to;
};

struct BackupReport {
  BackupFacts facts;
  std::uint64_t files = 0;
  std::string
      checksum;  ///< SHA-256 of the file SHA256SUMS, which stands for everything in the backup.
};

/// Copies database, records, the custodian's catalogue and settings into a folder with a SHA256SUMS, while others work. Never the keys:
/// they are copied on request, and elsewhere. The log is verified first, and records that a backup was made.
///
/// Errors: `not_permitted` through sudo or for a store of others; `conflict` if there is something at `to`; `invalid_input` for folders
/// inside one another; `corrupt` if the log is not what was written; `unavailable`. After an error nothing that this made is left.
[[nodiscard]] Result<BackupReport> back_up(const BackupInput& input, const Identity& identity,
                                           const Clock& clock);

/// What becomes of keys when a backup is restored.
enum class WithoutKeys : std::uint8_t { no, yes };
enum class WithInternalKeys : std::uint8_t { no, yes };

struct RestoreInput {
  std::filesystem::path backup;
  std::filesystem::path folder;            ///< Must not exist, or be an empty folder.
  std::filesystem::path catalogue_folder;  ///< The product's catalogue.
  std::filesystem::path keys_root;         ///< As for `initialise`.
  /// A copy of the keys. Empty: those that are in the store's folder below `keys_root` already.
  std::filesystem::path keys_from;
  /// Whether keys of internal outputs are restored too. Not by itself: what was destroyed after the backup would come back, and the
  /// questions can be asked again.
  WithInternalKeys with_internal_keys = WithInternalKeys::no;
  WithoutKeys without_keys =
      WithoutKeys::no;  ///< Whether a store is made although its keys are lost.
  /// Where the database goes, as `Config::postgresql`; nothing: where it was.
  std::optional<std::string> postgresql;
};

struct RestoreReport {
  BackupFacts facts;
  StoreLayout layout;
  Config config;
  std::uint64_t events = 0;  ///< Of the log now; the last says that the store was restored.
};

/// Makes a store of a backup, of this version of the program or an older one. Every file is compared with its checksum first; the log is
/// verified and must contain the event at which the backup was begun.
///
/// Errors: `corrupt` for a backup that was changed; `not_found` if there is none, or the keys are not there; `invalid_input` for the wrong
/// keys; `conflict` if the folder or database is in use, or a newer version made the backup; `not_permitted`; `unavailable`. After an error
/// nothing that this made is left, but for empty tables in a PostgreSQL database.
[[nodiscard]] Result<RestoreReport> restore(const RestoreInput& input, const Identity& identity,
                                            const Clock& clock);

}  // namespace hdis::service
