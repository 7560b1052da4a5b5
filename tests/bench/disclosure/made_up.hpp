#pragma once

#include "hdis/suppression/table.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace hdis::bench {

/// A table of the hospital kind to be made up.
struct Shape {
  std::string name;
  /// Per dimension, from the top: how many nodes there are below the root, below those, and so on.
  std::vector<std::vector<suppression::Node>> levels;
  double mean = 20;  ///< The mean count of a leaf.
};

/// Made-up counts: each code has its size, which differ as sizes of diagnoses and hospitals do; a twentieth of all combinations cannot
/// occur; 1 to 7 is primary, with one either side. The same seed gives the same table.
[[nodiscard]] suppression::Table make_up(const Shape& shape, std::uint64_t seed);

/// Flat and hierarchical shapes of two to five dimensions, from a thousand cells to a million.
[[nodiscard]] std::vector<Shape> shapes();

}  // namespace hdis::bench
