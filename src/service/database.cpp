#include "database.hpp"

#include "hdis/store/postgresql_store.hpp"
#include "hdis/store/sqlite_store.hpp"

namespace hdis::service {

Result<std::unique_ptr<store::Store>> open_database(const StoreLayout& layout, const Config& config,
                                                    store::OpenMode mode, const Clock& clock,
                                                    store::OpenOptions options) {
  if (config.postgresql.empty()) {
    return store::open_sqlite(layout.database(), mode, clock, std::move(options));
  }
  HDIS_TRY(connection, store::PostgresqlConnection::parse(config.postgresql));
  return store::open_postgresql(connection, mode, clock, std::move(options));
}

}  // namespace hdis::service
