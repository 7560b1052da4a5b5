#pragma once

#include "hdis/core/assert.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace hdis::bench {

/// What several runs came to: half of them lie between the quartiles.
struct Spread {
  double lower = 0;
  double median = 0;
  double upper = 0;
};

/// Quartiles by linear interpolation between the sorted values (type 7 of Hyndman and Fan, what R gives
/// by default). `values` must not be empty.
inline Spread spread_of(std::vector<double> values) {
  HDIS_ASSERT(!values.empty());
  std::sort(values.begin(), values.end());
  const auto quantile = [&](double share) {
    const double place = share * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::size_t>(std::floor(place));
    const auto above = static_cast<std::size_t>(std::ceil(place));
    return std::lerp(values.at(below), values.at(above), place - std::floor(place));
  };
  return {quantile(0.25), quantile(0.5), quantile(0.75)};
}

}  // namespace hdis::bench
