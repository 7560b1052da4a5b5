#pragma once

#include "hdis/catalogue/catalogue.hpp"
#include "hdis/core/assert.hpp"

#include <filesystem>

namespace hdis::testing {

/// The folder of the small catalogue: datasets `apc` and `op` with a few fields each.
inline std::filesystem::path sample_catalogue_folder() {
  return std::filesystem::path(HDIS_SOURCE_DIR) / "tests/support/catalogue";
}

inline const catalogue::Catalogue& sample_catalogue() {
  static const auto loaded = catalogue::Catalogue::load(sample_catalogue_folder());
  HDIS_ASSERT(loaded);
  return *loaded;
}

}  // namespace hdis::testing
