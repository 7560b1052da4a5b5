#include "sql_store.hpp"

#include "migrations.hpp"
#include "row_copy.hpp"

namespace hdis::store {

Status SqlStore::write(const std::function<Status(Writer&)>& work) {
  return database_.transaction([&] { return work(repositories_); });
}

Status SqlStore::check_integrity() {
  for (const auto check : database_.dialect().integrity_checks) {
    HDIS_TRY(defects, database_.number(check));
    if (defects == 0) continue;
    return fail(ErrorCode::corrupt, "store.integrity",
                "The database of the store fails its own check.",
                "keep it for an investigation and restore a backup");
  }
  return {};
}

Result<std::uint64_t> SqlStore::schema_version() { return read_schema_version(database_); }

Status SqlStore::prepare() {
  for (const auto setting : database_.dialect().settings) {
    if (const auto done = database_.execute(setting); !done) return fail(done.error());
  }
  return {};
}

Status SqlStore::migrate_schema(Instant now) { return migrate(database_, target_, now); }

Status SqlStore::copy_out(const std::function<Status(const std::string&)>& write) {
  return copy_rows_out(database_, write);
}

Status SqlStore::copy_in(const std::function<Result<std::optional<std::string>>()>& next) {
  return database_.transaction([&] { return copy_rows_in(database_, next); });
}

std::uint64_t newest_schema_version() { return newest_migration(); }

}  // namespace hdis::store
