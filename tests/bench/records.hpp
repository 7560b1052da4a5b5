#pragma once

#include "hdis/catalogue/catalogue.hpp"
#include "hdis/core/result.hpp"
#include "hdis/ingest/ingest.hpp"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace hdis::bench {

/// What is there to be asked: the newest version of each dataset and year.
using Records = std::vector<ingest::StoredVersion>;

/// The records of a store, or of its folder `data`. Errors: those of ingest; `not_found` if there are none.
[[nodiscard]] Result<Records> stored_records(const std::filesystem::path& store);

/// The fixture (tests/fixtures/hes), taken in by ingest and kept in `folder` for the next time. It is repeated until there
/// are at least `rows` records; each copy is of other people in other episodes, who have the same done.
///
/// Errors: `invalid_input` if that would take more than 800 copies; those of ingest.
[[nodiscard]] Result<Records> fixture_records(const catalogue::Catalogue& catalogue,
                                              std::uint64_t rows,
                                              const std::filesystem::path& folder);

[[nodiscard]] std::uint64_t rows_of(const Records& records);

}  // namespace hdis::bench
