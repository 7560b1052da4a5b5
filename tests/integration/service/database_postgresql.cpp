#include "database.hpp"
#include "postgresql_server.hpp"

#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

namespace hdis::testing {

std::string fresh_database() {
  static const PostgresqlServer server;
  soci::session session(soci::postgresql, server.connection());
  session << "SET client_min_messages = warning";
  session << "DROP SCHEMA public CASCADE";
  session << "CREATE SCHEMA public";
  return server.connection();
}

}  // namespace hdis::testing
