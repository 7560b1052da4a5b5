#pragma once

#include "hdis/core/result.hpp"
#include "hdis/suppression/hierarchy.hpp"

#include <cstdint>
#include <vector>

namespace hdis::suppression {

/// A cell by its number: mixed radix of one node per dimension, the last dimension running fastest.
using CellId = std::uint32_t;

/// What is known of a cell before secondary suppression.
enum class Status : std::uint8_t {
  safe,     ///< May be published, may be hidden.
  primary,  ///< Must be hidden and protected.
  zero,     ///< Shown as 0, never hidden.
};

/// A table with all its totals, over the product of one to five hierarchies.
///
/// Units: values, weights and protection levels count the same thing (people, pounds, ...).
struct Table {
  std::vector<Hierarchy> dimensions;
  std::vector<std::int64_t> values;
  std::vector<Status> status;
  std::vector<std::int64_t> weights;  ///< The loss from hiding the cell.
  std::vector<std::int64_t>
      lower;  ///< By so much at least must a primary cell appear to be able to be smaller ...
  std::vector<std::int64_t> upper;  ///< ... and larger.

  /// The distance between the cells of neighbouring nodes of each dimension.
  [[nodiscard]] std::vector<CellId> strides() const;
};

/// The largest number of cells of a table.
inline constexpr std::uint64_t most_cells = 20'000'000;
/// The largest value, weight or protection level.
inline constexpr std::int64_t largest_value = 1'000'000'000'000;

/// Checks that a table is one.
///
/// Errors: `invalid_input`: the numbers of cells do not fit together, a value is negative or too large, totals do not add up,
/// a zero cell is not 0, a primary cell is 0 or cannot be protected downwards as far as it should.
[[nodiscard]] hdis::Status check(const Table& table);

}  // namespace hdis::suppression
