#include "migrations.hpp"

#include "hdis/core/assert.hpp"

#include "statements.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace hdis::store {
namespace {

/// The steps of the schema, oldest first: the statements that both databases understand. Those of a dialect follow each.
constexpr std::array shared_migrations{
    sql::migration_0001_foundation,       sql::migration_0002_governance,
    sql::migration_0003_oversight,        sql::migration_0004_reviews,
    sql::migration_0005_internal_outputs, sql::migration_0006_standing_approvals};

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

/// Applies the migration that leads to `target` unless another process has done so meanwhile.
Status apply_once(Database& database, std::uint64_t target, Instant now) {
  return database.transaction([&]() -> Status {
    HDIS_TRY(before, read_schema_version(database));
    if (before >= target) return {};
    HDIS_CHECK(execute_all(database, shared_migrations.at(target - 1)));
    HDIS_CHECK(execute_all(database, database.dialect().migrations[target - 1]));
    const auto version = static_cast<long long>(target);
    const auto applied_at = to_text(now);
    HDIS_TRY(rows, database.execute(sql::schema_applied, soci::use(version, "version"),
                                    soci::use(applied_at, "applied_at")));
    HDIS_ASSERT(rows == 1);
    return {};
  });
}

/// Makes the table that says which migrations a database has seen.
Status begin_schema(Database& database) {
  return database.transaction([&]() -> Status {
    const auto created = database.execute(sql::schema_create);
    return created ? Status() : fail(created.error());
  });
}

}  // namespace

Result<std::uint64_t> read_schema_version(Database& database) {
  const std::string table = "schema_migrations";
  HDIS_TRY(tables, database.number(database.dialect().has_table, soci::use(table, "name")));
  if (tables == 0) return std::uint64_t{0};
  HDIS_TRY(version, database.number(sql::schema_version));
  return static_cast<std::uint64_t>(version);
}

Status migrate(Database& database, std::uint64_t target, Instant now) {
  HDIS_TRY(found, read_schema_version(database));
  if (const auto version = std::max(found, target); version > newest_migration()) {
    return fail(
        ErrorCode::conflict, "store.newer_schema",
        fmt::format("The store was written by a newer version of OpenHDIS (schema {}; this program "
                    "knows {}).",
                    version, newest_migration()),
        "use that version, or a newer one; this program has changed nothing");
  }
  if (found >= target) return {};

  HDIS_ASSERT(database.dialect().migrations.size() == shared_migrations.size());
  HDIS_CHECK(begin_schema(database));
  for (auto next = found + 1; next <= target; ++next) {
    HDIS_CHECK(apply_once(database, next, now));
  }
  return {};
}

std::uint64_t newest_migration() { return shared_migrations.size(); }

}  // namespace hdis::store
