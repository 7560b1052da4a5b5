#pragma once

#include "hdis/duck/database.hpp"
#include "hdis/engine/engine.hpp"

#include <string>
#include <vector>

namespace hdis::engine {

/// A connection to a new, empty database that is still open to everything. Errors: those of duck::Database.
[[nodiscard]] Result<duck::Connection> open_blank();

/// A database of its own with one connection, ready for generated statements and closed to everything else.
/// Settings cannot be changed once it is closed, so each pair of memory and threads needs its own.
class Session {
 public:
  /// Makes one from a connection that `open_blank` gave and on which nothing was changed since; `statements` make the
  /// views and lock the database. Errors: those of duck::Database.
  static Result<Session> open(duck::Connection blank, const Limits& limits,
                              const std::vector<std::string>& statements);

  /// Whether it was opened for such limits.
  [[nodiscard]] bool fits(const Limits& limits) const {
    return memory_bytes_ == limits.memory_bytes && threads_ == limits.threads;
  }
  [[nodiscard]] duck::Connection& connection() { return connection_; }

 private:
  Session(duck::Connection connection, const Limits& limits);

  duck::Connection connection_;
  std::uint64_t memory_bytes_;
  unsigned threads_;
};

}  // namespace hdis::engine
