#pragma once

#include "hdis/engine/engine.hpp"

#include <memory>
#include <vector>

namespace hdis::engine {

/// Opens DuckDB in memory over `partitions`, read-only: external access is limited to the folders of
/// the partitions, extension loading is off and the configuration locked before any plan runs.
///
/// `catalogue` must outlive the engine. Errors: `unavailable` if a file is missing or unreadable.
[[nodiscard]] Result<std::unique_ptr<Engine>> open_duckdb(const catalogue::Catalogue& catalogue,
                                                          std::vector<Partition> partitions);

}  // namespace hdis::engine
