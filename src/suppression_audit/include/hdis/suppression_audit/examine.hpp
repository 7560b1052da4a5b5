#pragma once

#include "hdis/core/result.hpp"

#include <cstdint>
#include <functional>
#include <vector>

namespace hdis::suppression_audit {

/// The smallest and largest value that a reader takes a cell to have. A published cell has both alike.
struct Range {
  std::int64_t least = 0;
  std::int64_t most = 0;
  friend bool operator==(const Range&, const Range&) = default;
};

/// The upper end where nothing bounds a value.
inline constexpr std::int64_t unbounded = 1'000'000'000'000'000;

/// What a reader sees: the trees of the dimensions (the parent of each node; -1 for the root) and a range for every cell, the last
/// dimension running fastest.
struct Published {
  std::vector<std::vector<std::int32_t>> parents;
  std::vector<Range> cells;
};

/// A cell that must keep at least the values from `least` to `most` (as the ends of its interval).
struct Requirement {
  std::size_t cell = 0;
  Range wanted;
};

enum class Verdict : std::uint8_t {
  kept,        ///< Both ends are reached by tables that agree with everything published.
  exposed,     ///< No such table: the interval is narrower.
  not_proved,  ///< The budget ended first.
};

struct Finding {
  std::size_t cell = 0;
  Verdict verdict = Verdict::kept;
  Range known;  ///< The interval as far as it was narrowed.
};

struct Examination {
  std::vector<Finding> findings;  ///< One per requirement, in their order.
  std::uint64_t programs = 0;     ///< Linear programs solved.
};

/// Works out what a reader could: intervals are narrowed by every equation until none narrows further, then linear programs decide,
/// for each group of unknown cells that hang together, whether the ends that are wanted are reached. `budget` is in simplex steps times unknown cells
/// of the group; what is open when it is used up is `not_proved`.
///
/// An end is taken to be reached if a table with whole numbers, or failing that with fractions, reaches it.
/// Errors: `invalid_input` if the trees and cells do not fit together, or no table agrees with what is published.
[[nodiscard]] Result<Examination> examine(const Published& published,
                                          const std::vector<Requirement>& requirements,
                                          std::uint64_t budget);

}  // namespace hdis::suppression_audit
