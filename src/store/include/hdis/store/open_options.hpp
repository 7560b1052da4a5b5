#pragma once

#include <cstdint>
#include <functional>

namespace hdis::store {

enum class OpenMode : std::uint8_t {
  create,    ///< There must be no store; it is made.
  existing,  ///< There must be one.
};

/// How to open a store; only tests and what restores backups need more than the defaults.
struct OpenOptions {
  /// Called before each statement is executed: the place where a test ends the process.
  std::function<void()> before_statement;
  /// The schema to stop at: a backup of an older version is put back into what it came from, and brought up to date then. 0: the newest.
  std::uint64_t schema = 0;
};

/// The schema that this program writes.
[[nodiscard]] std::uint64_t newest_schema_version();

}  // namespace hdis::store
