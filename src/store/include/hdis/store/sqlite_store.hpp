#pragma once

#include "hdis/core/date.hpp"
#include "hdis/core/result.hpp"
#include "hdis/store/store.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>

namespace hdis::store {

enum class OpenMode : std::uint8_t {
  create,    ///< The file must not exist; it is made with mode 0600.
  existing,  ///< The file must exist.
};

/// How to open a store; only tests need more than the defaults.
struct SqliteOptions {
  /// Called before each statement is executed: the place where a test ends the process.
  std::function<void()> before_statement;
};

/// Opens a store in one SQLite file (write-ahead log, foreign keys, full synchronisation) and brings its schema up to date.
///
/// Errors: `not_found` or `conflict` for a file that is missing or there; `conflict` (`store.newer_schema`) if a newer version of
/// OpenHDIS has written it; `corrupt` if it is no database; `unavailable`.
[[nodiscard]] Result<std::unique_ptr<Store>> open_sqlite(const std::filesystem::path& file,
                                                         OpenMode mode, const Clock& clock,
                                                         SqliteOptions options = {});

/// The schema that this program writes.
[[nodiscard]] std::uint64_t newest_schema_version();

}  // namespace hdis::store
