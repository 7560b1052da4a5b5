#pragma once

#include "hdis/suppression/protect.hpp"

#include <cstdint>
#include <random>
#include <vector>

namespace hdis::suppression::test {

/// A table with its totals, from values of its leaves in order; status, levels and weights as small counts up to `largest` need.
Table make_table(std::vector<std::vector<Node>> parents, const std::vector<std::int64_t>& leaves,
                 std::int64_t largest);
/// A small table of 1 to 4 dimensions with random trees and counts.
Table random_table(std::mt19937_64& random);

struct Interval {
  std::int64_t least;
  std::int64_t most;
};
/// The interval of every cell over all tables of leaves between `smallest` (where hidden) and `most` that agree with what is published; by
/// trying every one. Empty if there are too many.
std::vector<Interval> intervals_by_trying(const Table& table, Attacker attacker,
                                          const std::vector<bool>& hidden, std::int64_t most);

}  // namespace hdis::suppression::test
