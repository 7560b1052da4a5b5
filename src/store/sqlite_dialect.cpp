#include "database_errors.hpp"
#include "dialect.hpp"
#include "statements.hpp"

#include <soci/sqlite3/soci-sqlite3.h>

#include <array>

namespace hdis::store {
namespace {

Error explain(const soci::soci_error& error) {
  const auto* sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&error);
  // SQLite's own numbers, without their extended part.
  switch (sqlite == nullptr ? 0 : sqlite->result() & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return database_busy();
    case SQLITE_CONSTRAINT:
      return database_constraint();
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return database_corrupt();
    case SQLITE_FULL:
      return database_full();
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      return database_not_writable();
    case SQLITE_IOERR:
      return database_disk();
    default:
      return database_failed();
  }
}

constexpr std::array settings{sql::sqlite_foreign_keys, sql::sqlite_full_synchronisation,
                              sql::sqlite_no_trusted_schema, sql::sqlite_write_ahead_log};
constexpr std::array integrity_checks{sql::sqlite_integrity_check, sql::sqlite_foreign_key_check};
constexpr std::array sqlite_migrations{sql::migration_0001_foundation_sqlite,
                                       sql::migration_0002_governance_sqlite,
                                       sql::migration_0003_oversight_sqlite,
                                       sql::migration_0004_reviews_sqlite,
                                       sql::migration_0005_internal_outputs_sqlite,
                                       std::string_view()};  // 0006 needs nothing beside it.

}  // namespace

const Dialect& sqlite_dialect() {
  static const Dialect dialect{*soci::factory_sqlite3(),
                               settings,
                               sql::sqlite_begin_write,
                               std::string_view(),
                               sql::sqlite_begin_reading,
                               sql::sqlite_tables,
                               sql::sqlite_columns,
                               sql::sqlite_has_tables,
                               integrity_checks,
                               sqlite_migrations,
                               explain};
  return dialect;
}

}  // namespace hdis::store
