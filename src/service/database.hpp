#pragma once

#include "hdis/service/store_folder.hpp"
#include "hdis/store/open_options.hpp"
#include "hdis/store/store.hpp"

#include <memory>

namespace hdis::service {

/// Opens the database of a store: the PostgreSQL database that the configuration names, or else the SQLite file in the folder.
///
/// Errors: those of `store::open_sqlite` and `store::open_postgresql`.
[[nodiscard]] Result<std::unique_ptr<store::Store>> open_database(const StoreLayout& layout,
                                                                  const Config& config,
                                                                  store::OpenMode mode,
                                                                  const Clock& clock,
                                                                  store::OpenOptions options = {});

}  // namespace hdis::service
