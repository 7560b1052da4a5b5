#pragma once

#include <cstdint>
#include <functional>

namespace hdis::store {

enum class OpenMode : std::uint8_t {
  create,    ///< There must be no store; it is made.
  existing,  ///< There must be one.
};

/// How to open a store; only tests need more than the defaults.
struct OpenOptions {
  /// Called before each statement is executed: the place where a test ends the process.
  std::function<void()> before_statement;
};

/// The schema that this program writes.
[[nodiscard]] std::uint64_t newest_schema_version();

}  // namespace hdis::store
