#pragma once

#include "hdis/engine/duckdb_engine.hpp"
#include "hdis/engine/reference_engine.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace hdis::test {

/// The catalogue of tests/fixtures/engine: datasets `visits` and `stays`.
[[nodiscard]] const catalogue::Catalogue& engine_catalogue();

/// Writes records as ingest would: Parquet with all fields of the dataset, keys hashed.
[[nodiscard]] engine::Partition write_files(const engine::RecordSet& records,
                                            const catalogue::Catalogue& catalogue,
                                            const std::filesystem::path& folder);

/// The same records behind both engines.
struct Engines {
  std::unique_ptr<engine::Engine> duckdb;
  std::unique_ptr<engine::Engine> reference;
};
[[nodiscard]] Engines open_engines(const std::vector<engine::RecordSet>& records,
                                   const catalogue::Catalogue& catalogue,
                                   const std::filesystem::path& folder);

}  // namespace hdis::test
