#include "session.hpp"

#include "person_aggregates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace hdis::engine {

Session::Session(duck::Connection connection, const Limits& limits)
    : connection_(std::move(connection)),
      memory_bytes_(limits.memory_bytes),
      threads_(limits.threads) {}

Result<Session> Session::open(const Limits& limits, const std::vector<std::string>& statements) {
  HDIS_TRY(database, duck::Database::open({
                         {"memory_limit", fmt::format("{}B", limits.memory_bytes)},
                         {"threads", fmt::format("{}", std::max(limits.threads, 1U))},
                     }));
  HDIS_TRY(connection, database.connect());
  HDIS_CHECK(connection.add(people_aggregate()));
  HDIS_CHECK(connection.add(shares_aggregate()));
  for (const std::string& statement : statements) HDIS_CHECK(connection.execute(statement));
  return Session(std::move(connection), limits);
}

}  // namespace hdis::engine
