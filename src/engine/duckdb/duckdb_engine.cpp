#include "hdis/engine/duckdb_engine.hpp"

#include "hdis/duck/watch.hpp"
#include "hdis/sqlgen/plan_check.hpp"
#include "hdis/sqlgen/sqlgen.hpp"

#include "loaded_years.hpp"
#include "preparation.hpp"
#include "session.hpp"
#include "table_reader.hpp"

#include <fmt/format.h>

#include <mutex>
#include <optional>
#include <utility>

namespace hdis::engine {
namespace {

using Cause = duck::Watch::Cause;
using Deadline = std::chrono::steady_clock::time_point;

Error timed_out(const Limits& limits) {
  return {ErrorCode::timed_out,
          Reason{"engine.timed_out",
                 fmt::format("Counting took longer than {} seconds and was stopped.",
                             std::chrono::round<std::chrono::seconds>(limits.time).count()),
                 "Ask for fewer years or fewer groups at a time, or have the limit raised.",
                 std::nullopt}};
}

Error cancelled() {
  return {ErrorCode::cancelled,
          Reason{"engine.cancelled", "Counting was stopped on request.", "", std::nullopt}};
}

/// What a failure of the database means for the person who asked.
Error explain(const Error& error, Cause cause, const Limits& limits) {
  if (cause == Cause::timed_out) return timed_out(limits);
  if (cause == Cause::stopped) return cancelled();
  if (error.reasons().front().rule == "duck.out_of_memory") {
    return {ErrorCode::unavailable,
            Reason{"engine.out_of_memory",
                   fmt::format("Counting needs more memory than the {} MB it may use.",
                               limits.memory_bytes >> 20U),
                   "Ask for fewer groups or fewer years at a time, or have the limit raised.",
                   std::nullopt}};
  }
  return {ErrorCode::unavailable,
          Reason{"engine.failed", "The stored data could not be counted.",
                 "Check that the stored files are complete and readable.", std::nullopt}};
}

class DuckDbEngine final : public Engine {
 public:
  DuckDbEngine(const catalogue::Catalogue& catalogue, LoadedYears years,
               std::vector<std::string> statements, duck::Connection blank)
      : catalogue_(catalogue),
        years_(std::move(years)),
        statements_(std::move(statements)),
        blank_(std::move(blank)) {}

  Result<raw::RawTable> run(const query::Aggregation& aggregation, const Limits& limits,
                            const Control& control) override {
    const Deadline deadline = std::chrono::steady_clock::now() + limits.time;
    // One row more than may be, to tell "as many" from "too many".
    HDIS_TRY(sql,
             sqlgen::generate(aggregation, catalogue_, sqlgen::Dialect::duckdb, limits.rows + 1));
    HDIS_CHECK(years_.check(aggregation, catalogue_));
    HDIS_TRY(session, take(limits));
    HDIS_TRY(rows, select(session, sql, limits, control, deadline));
    auto table = read_table(rows, sql.layout, aggregation, limits.rows);
    give_back(std::move(session));
    return table;
  }

 private:
  static Result<duck::Rows> select(Session& session, const sqlgen::Sql& sql, const Limits& limits,
                                   const Control& control, Deadline deadline) {
    if (control.stop.stop_requested()) return fail(cancelled());
    if (std::chrono::steady_clock::now() >= deadline) return fail(timed_out(limits));
    const duck::Watch watch(session.connection(), {control.progress, control.stop, deadline});
    const std::vector<duck::Value> values(sql.parameters.begin(), sql.parameters.end());
    auto rows = session.connection().select(sql.text, values);
    if (!rows) return fail(explain(rows.error(), watch.cause(), limits));
    return rows;
  }

  Result<Session> take(const Limits& limits) {
    {
      const std::lock_guard lock(mutex_);
      for (auto idle = idle_.begin(); idle != idle_.end(); ++idle) {
        if (!idle->fits(limits)) continue;
        Session session = std::move(*idle);
        idle_.erase(idle);
        return session;
      }
      // None of those that are left fits: what they hold is better free.
      idle_.clear();
    }
    auto session = open_session(limits);
    if (!session) return fail(explain(session.error(), Cause::none, limits));
    return session;
  }

  Result<Session> open_session(const Limits& limits) {
    HDIS_TRY(blank, take_blank());
    return Session::open(std::move(blank), limits, statements_);
  }

  Result<duck::Connection> take_blank() {
    const std::lock_guard lock(mutex_);
    if (!blank_) return open_blank();
    duck::Connection blank = *std::move(blank_);
    blank_.reset();
    return blank;
  }

  /// Only sessions whose statement went well come back: what an interrupted one left behind is unknown.
  void give_back(Session session) {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(session));
  }

  const catalogue::Catalogue& catalogue_;
  const LoadedYears years_;
  const std::vector<std::string> statements_;
  std::mutex mutex_;
  std::optional<duck::Connection> blank_;  ///< Has looked at the files; for the first session.
  std::vector<Session> idle_;
};

}  // namespace

Result<std::unique_ptr<Engine>> open_duckdb(const catalogue::Catalogue& catalogue,
                                            std::vector<Partition> partitions) {
  HDIS_TRY(blank, open_blank());
  HDIS_TRY(statements, prepare(catalogue, partitions, blank));
  LoadedYears years;
  for (const Partition& partition : partitions) years.add(partition.dataset, partition.year);
  return std::make_unique<DuckDbEngine>(catalogue, std::move(years), std::move(statements),
                                        std::move(blank));
}

}  // namespace hdis::engine
