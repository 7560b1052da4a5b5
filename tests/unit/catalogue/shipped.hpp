#pragma once

#include "hdis/catalogue/catalogue.hpp"

#include <gtest/gtest.h>

namespace hdis::catalogue {

/// The catalogue of the repository, loaded once.
inline const Catalogue& shipped() {
  static const auto loaded = [] {
    auto result = Catalogue::load(HDIS_SOURCE_DIR "/catalogue");
    if (!result) ADD_FAILURE() << result.error().to_text();
    return std::move(result).value();
  }();
  return loaded;
}

}  // namespace hdis::catalogue
