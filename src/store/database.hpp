#pragma once

#include "hdis/core/result.hpp"

#include "dialect.hpp"

#include <soci/soci.h>

#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace hdis::store {

/// A value of a column, whatever the column; `std::monostate` where there is none.
using Value = std::variant<std::monostate, std::int64_t, std::string>;

/// A connection to a database. Exceptions of SOCI stop here.
///
/// Statements bind their values by name with `soci::use(value, "name")`; the values must live until the call returns.
class Database {
 public:
  /// `connection` is SOCI's text for the dialect's backend. `before_statement` may be empty. Throws what SOCI throws if there
  /// is no connection to be had.
  Database(const Dialect& dialect, const std::string& connection,
           std::function<void()> before_statement);

  [[nodiscard]] const Dialect& dialect() const { return *dialect_; }

  /// Does `work` in one transaction while nobody else writes: all of it is kept, or, if it returns an error, nothing.
  Status transaction(const std::function<Status()>& work);

  /// Does `work`, which only reads, on everything as it is at one moment, while others write.
  Status snapshot(const std::function<Status()>& work);

  /// Executes a query whose columns are not known beforehand, and calls `each` for every row, which must not use the database.
  Status each_row(std::string_view sql,
                  const std::function<Status(const std::vector<Value>&)>& each);

  /// Executes a statement with values in the order of its places, and says how many rows it changed.
  Result<long long> execute_values(std::string_view sql, const std::vector<Value>& values);

  /// Executes a statement and says how many rows it changed.
  template <class... Exchange>
  Result<long long> execute(std::string_view sql, Exchange&&... exchange) {
    return guard([&]() -> long long {
      auto statement = prepare(sql, std::forward<Exchange>(exchange)...);
      statement.execute(true);
      return statement.get_affected_rows();
    });
  }

  /// Executes a query into `soci::into(...)` and calls `each` for every row, which must not use the database.
  template <class Each, class... Exchange>
  Status each(std::string_view sql, Each&& each, Exchange&&... exchange) {
    auto done = guard([&] {
      auto statement = prepare(sql, std::forward<Exchange>(exchange)...);
      statement.execute(false);
      while (statement.fetch()) each();
      return true;
    });
    if (!done) return fail(std::move(done).error());
    return {};
  }

  /// Executes a query of one number. 0 if it has no row.
  template <class... Exchange>
  Result<long long> number(std::string_view sql, Exchange&&... exchange) {
    long long value = 0;
    auto status = each(
        sql, [] {}, soci::into(value), std::forward<Exchange>(exchange)...);
    if (!status) return fail(std::move(status).error());
    return value;
  }

 private:
  template <class... Exchange>
  soci::statement prepare(std::string_view sql, Exchange&&... exchange) {
    if (before_statement_) before_statement_();
    soci::details::prepare_temp_type prepared = (session_.prepare << std::string(sql));
    (static_cast<void>((prepared, std::forward<Exchange>(exchange))), ...);
    return soci::statement(prepared);
  }

  template <class Work>
  auto guard(Work&& work) -> Result<decltype(work())> {
    try {
      return work();
    } catch (const soci::soci_error& error) {
      return fail(dialect_->explain(error));
    }
  }

  const Dialect* dialect_;
  soci::session session_;
  std::function<void()> before_statement_;
};

}  // namespace hdis::store
