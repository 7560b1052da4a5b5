#pragma once

#include "hdis/core/date.hpp"
#include "hdis/core/result.hpp"
#include "hdis/store/open_options.hpp"
#include "hdis/store/store.hpp"

#include <filesystem>
#include <memory>

namespace hdis::store {

/// Opens a store in one SQLite file (write-ahead log, foreign keys, full synchronisation) and brings its schema up to date. A new file
/// has mode 0600.
///
/// Errors: `not_found` or `conflict` for a file that is missing or there; `conflict` (`store.newer_schema`) if a newer version of
/// OpenHDIS has written it; `corrupt` if it is no database; `unavailable`.
[[nodiscard]] Result<std::unique_ptr<Store>> open_sqlite(const std::filesystem::path& file,
                                                         OpenMode mode, const Clock& clock,
                                                         OpenOptions options = {});

}  // namespace hdis::store
