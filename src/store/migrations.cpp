#include "migrations.hpp"

#include "statements.hpp"

#include <fmt/format.h>

#include <array>
#include <string>
#include <string_view>

namespace hdis::store {
namespace {

/// A step of the schema: portable statements, then those of SQLite alone.
struct Migration {
  std::uint64_t version;
  std::string_view portable;
  std::string_view sqlite;
};

constexpr std::array migrations{
    Migration{1, sql::migration_0001_foundation, sql::migration_0001_foundation_sqlite},
};

/// Executes statements that are separated by lines "-- next".
Status execute_all(Database& database, std::string_view script) {
  constexpr std::string_view separator = "-- next\n";
  while (!script.empty()) {
    const auto end = script.find(separator);
    const auto statement = script.substr(0, end);
    if (const auto done = database.execute(statement); !done) return fail(done.error());
    if (end == std::string_view::npos) break;
    script.remove_prefix(end + separator.size());
  }
  return {};
}

Status apply_migration(Database& database, const Migration& migration, Instant now) {
  HDIS_CHECK(execute_all(database, migration.portable));
  HDIS_CHECK(execute_all(database, migration.sqlite));
  const auto version = static_cast<long long>(migration.version);
  const auto applied_at = to_text(now);
  HDIS_TRY(rows, database.execute(sql::schema_applied, soci::use(version, "version"),
                                  soci::use(applied_at, "applied_at")));
  static_cast<void>(rows);
  return {};
}

/// Applies `migration` unless another process has done so meanwhile.
Status apply_once(Database& database, const Migration& migration, Instant now) {
  HDIS_TRY(begun, database.execute(sql::sqlite_begin_write));
  static_cast<void>(begun);
  const auto version = read_schema_version(database);
  auto status = !version                        ? Status(fail(version.error()))
                : *version >= migration.version ? Status()
                                                : apply_migration(database, migration, now);
  const auto ended = database.execute(status ? sql::sqlite_commit : sql::sqlite_rollback);
  if (!status) return status;
  if (!ended) return fail(ended.error());
  return {};
}

}  // namespace

Result<std::uint64_t> read_schema_version(Database& database) {
  const std::string table = "schema_migrations";
  HDIS_TRY(tables, database.number(sql::sqlite_has_tables, soci::use(table, "name")));
  if (tables == 0) return std::uint64_t{0};
  HDIS_TRY(version, database.number(sql::schema_version));
  return static_cast<std::uint64_t>(version);
}

Status migrate(Database& database, Instant now) {
  HDIS_TRY(version, read_schema_version(database));
  if (version > newest_migration()) {
    return fail(
        ErrorCode::conflict, "store.newer_schema",
        fmt::format("The store was written by a newer version of OpenHDIS (schema {}; this program "
                    "knows {}).",
                    version, newest_migration()),
        "use that version, or a newer one; this program has changed nothing");
  }
  if (version == newest_migration()) return {};

  HDIS_TRY(created, database.execute(sql::schema_create));
  static_cast<void>(created);
  for (const auto& migration : migrations) {
    if (migration.version > version) HDIS_CHECK(apply_once(database, migration, now));
  }
  return {};
}

std::uint64_t newest_migration() { return migrations.back().version; }

}  // namespace hdis::store
