#include "hdis/store/postgresql_store.hpp"

#include "backend.hpp"
#include "postgresql_server.hpp"

#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

namespace hdis::testing {
namespace {

/// One server for all tests of the process.
const PostgresqlServer& server() {
  static const PostgresqlServer server;
  return server;
}

class PostgresqlBackend final : public Backend {
 public:
  PostgresqlBackend() { clear(); }

  Result<std::unique_ptr<store::Store>> open(store::OpenMode mode, const Clock& clock,
                                             store::OpenOptions options) const override {
    HDIS_TRY(connection, store::PostgresqlConnection::parse(server().connection()));
    return store::open_postgresql(connection, mode, clock, std::move(options));
  }
  void tamper(const std::string& statement) const override {
    soci::session session(soci::postgresql, server().connection());
    session << statement;
  }
  std::string without_trigger(const std::string& trigger, const std::string& table) const override {
    return "DROP TRIGGER " + trigger + " ON " + table;
  }
  std::string name() const override { return "postgresql"; }
  void clear() override {
    soci::session session(soci::postgresql, server().connection());
    session << "SET client_min_messages = warning";
    session << "DROP SCHEMA public CASCADE";
    session << "CREATE SCHEMA public";
  }
};

}  // namespace

std::unique_ptr<Backend> make_backend() { return std::make_unique<PostgresqlBackend>(); }

}  // namespace hdis::testing
