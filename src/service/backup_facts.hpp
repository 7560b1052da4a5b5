#pragma once

#include "hdis/service/backup.hpp"
#include "hdis/store/store.hpp"

/// What backing up and restoring have in common.
namespace hdis::service {

// Names in a backup.
inline constexpr const char* backup_facts_file = "backup.yaml";
inline constexpr const char* backup_rows_file = "database.jsonl";
inline constexpr const char* backup_sums_file = "SHA256SUMS";

/// The text of `backup.yaml`, which `read_backup_facts` reads.
[[nodiscard]] std::string backup_facts_text(const BackupFacts& facts);

/// Reads `backup.yaml`. Errors: `not_found` if there is none; `corrupt`; `conflict` for a form that this version does not know.
[[nodiscard]] Result<BackupFacts> read_backup_facts(const std::filesystem::path& backup);

/// By what the key in `file` is known; "" if it is not there. Errors: `unavailable`.
[[nodiscard]] Result<Digest> known_by(const std::filesystem::path& file,
                                      const std::string& store_id);

/// Who acts, for the log: a user of the store if the account is one, else "system".
[[nodiscard]] std::string actor_of(store::Reader& reader, const Identity& identity);

}  // namespace hdis::service
