#include "database_errors.hpp"
#include "dialect.hpp"
#include "statements.hpp"

#include <soci/postgresql/soci-postgresql.h>

#include <array>
#include <string>

namespace hdis::store {
namespace {

/// The meanings of SQLSTATE by prefix; a longer prefix stands before a shorter one. Source: PostgreSQL 15, appendix A.
struct State {
  std::string_view prefix;
  Error (*meaning)();
};
constexpr std::array states{
    State{"55P03", database_busy},          // lock_not_available
    State{"40", database_busy},             // transaction rollback: deadlock, serialisation
    State{"23", database_constraint},       // integrity constraint violation
    State{"P0001", database_constraint},    // raised by a trigger of ours
    State{"53100", database_full},          // disk_full
    State{"25006", database_not_writable},  // read_only_sql_transaction
    State{"42501", database_not_writable},  // insufficient_privilege
    State{"XX001", database_corrupt},       // data_corrupted
    State{"XX002", database_corrupt},       // index_corrupted
};

Error explain(const soci::soci_error& error) {
  const auto* postgresql = dynamic_cast<const soci::postgresql_soci_error*>(&error);
  if (postgresql == nullptr) return database_failed();
  const auto state = postgresql->sqlstate();
  for (const auto& known : states) {
    if (state.starts_with(known.prefix)) return known.meaning();
  }
  return database_failed();
}

constexpr std::array settings{sql::postgresql_quiet, sql::postgresql_encoding,
                              sql::postgresql_lock_timeout, sql::postgresql_full_synchronisation};
constexpr std::array integrity_checks{sql::postgresql_unvalidated_constraints,
                                      sql::postgresql_disabled_triggers,
                                      sql::postgresql_invalid_indexes};
constexpr std::array postgresql_migrations{sql::migration_0001_foundation_postgresql,
                                           sql::migration_0002_governance_postgresql,
                                           sql::migration_0003_oversight_postgresql,
                                           sql::migration_0004_reviews_postgresql,
                                           sql::migration_0005_internal_outputs_postgresql,
                                           std::string_view()};  // 0006 needs nothing beside it.

}  // namespace

const Dialect& postgresql_dialect() {
  static const Dialect dialect{*soci::factory_postgresql(),
                               settings,
                               sql::postgresql_begin,
                               sql::postgresql_lock_for_writing,
                               sql::postgresql_begin_reading,
                               sql::postgresql_tables,
                               sql::postgresql_columns,
                               sql::postgresql_has_tables,
                               integrity_checks,
                               postgresql_migrations,
                               explain};
  return dialect;
}

}  // namespace hdis::store
