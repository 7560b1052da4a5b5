#pragma once

#include "hdis/core/result.hpp"
#include "hdis/duck/aggregate.hpp"
#include "hdis/duck/function.hpp"
#include "hdis/duck/rows.hpp"
#include "hdis/duck/value.hpp"

#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace hdis::duck {

/// Hears DuckDB's own words about a failure. They may quote values of records: for tests and for a
/// developer's terminal, never for a log or a user.
using EngineText = std::function<void(std::string_view)>;

class Connection;

/// A DuckDB database in this process.
///
/// Errors of everything below: `cancelled` (`duck.interrupted`); `unavailable` with the rule
/// `duck.out_of_memory`, `duck.io`, `duck.not_permitted` (a file outside the allowed folders),
/// `duck.setting` (when opening) or `duck.failed` (anything else: a statement or data that DuckDB cannot take). No message
/// carries DuckDB's own text.
class Database {
 public:
  /// Opens a database in memory with DuckDB's `settings` by name, e.g. {"memory_limit", "2GB"}.
  static Result<Database> open(const std::map<std::string, std::string>& settings = {},
                               EngineText engine_text = {});

  /// Connections may be used from different threads, each from one at a time. One that is made after
  /// `lock_configuration` reports no progress.
  [[nodiscard]] Result<Connection> connect() const;

 private:
  friend class Connection;
  struct Handle;
  explicit Database(std::shared_ptr<Handle> handle);
  std::shared_ptr<Handle> handle_;  ///< Shared with connections: the last one closes the database.
};

class Connection {
 public:
  /// Runs one or several statements and drops what they give.
  [[nodiscard]] Status execute(const std::string& sql);
  /// Runs one statement with `values` bound to its parameters (?, or $1, $2, ...).
  [[nodiscard]] Result<Rows> query(const std::string& sql, std::span<const Value> values = {});
  /// Runs one statement that only reads. Errors: `duck.not_permitted` too, if it is any other statement.
  [[nodiscard]] Result<Rows> select(const std::string& sql, std::span<const Value> values = {});
  /// The single whole number that a statement gives; asserts that it is one.
  [[nodiscard]] Result<std::int64_t> query_integer(const std::string& sql,
                                                   std::span<const Value> values = {});
  /// Makes `function` known to statements of this database.
  [[nodiscard]] Status add(Function function);
  [[nodiscard]] Status add(std::unique_ptr<Aggregate> aggregate);

  /// Stops the statement that runs. The only calls that other threads may make are this and `progress`.
  /// Has no effect on a statement that begins later.
  void interrupt() const;
  /// How far the running statement is, from 0 to 1; 0 if that is not known
  /// (it is known for scans of tables and files, not of generated rows).
  [[nodiscard]] double progress() const;

  Connection(Connection&&) noexcept;
  Connection& operator=(Connection&&) noexcept;
  ~Connection();

 private:
  friend class Database;
  struct Handle;
  explicit Connection(std::unique_ptr<Handle> handle);
  std::unique_ptr<Handle> handle_;
};

}  // namespace hdis::duck
