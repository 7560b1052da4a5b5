#include "session.hpp"

#include "hdis/sqlgen/duckdb_views.hpp"

#include "person_aggregates.hpp"

#include <algorithm>
#include <utility>

namespace hdis::engine {

Session::Session(duck::Connection connection, const Limits& limits)
    : connection_(std::move(connection)),
      memory_bytes_(limits.memory_bytes),
      threads_(limits.threads) {}

Result<duck::Connection> open_blank() {
  // One thread until the limits of a run are known: starting as many as a large machine has takes time.
  HDIS_TRY(database, duck::Database::open({{"threads", "1"}}));
  return database.connect();
}

Result<Session> Session::open(duck::Connection blank, const Limits& limits,
                              const std::vector<std::string>& statements) {
  HDIS_CHECK(
      blank.execute(sqlgen::duckdb::set_limits(limits.memory_bytes, std::max(limits.threads, 1U))));
  HDIS_CHECK(blank.add(people_aggregate()));
  HDIS_CHECK(blank.add(shares_aggregate()));
  for (const std::string& statement : statements) HDIS_CHECK(blank.execute(statement));
  return Session(std::move(blank), limits);
}

}  // namespace hdis::engine
