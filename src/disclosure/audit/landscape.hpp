#pragma once

#include "audit/system.hpp"

#include <cstdint>
#include <utility>
#include <vector>

/// What else could stand behind a table: other numbers than the true ones with which it would look the
/// same. Somebody who only has the table cannot tell them from the true ones.
namespace hdis::disclosure::audit {

/// What a cell would show if more were done to hide it, and what is lost by that.
struct Blurring {
  Interval shown;
  std::int64_t cost = 0;  ///< Above 0; grows along the ladder of a cell.
};

/// A system with the true numbers and with what may still be done to its cells.
struct Landscape {
  System system;
  /// For each cell, whole numbers between which the true one lies. Both are the number itself for counts.
  std::vector<Interval> truth;
  /// For each cell, what may be done to it, mildest first, and how much of that has been done: `system.shown`
  /// says what the cell shows after that.
  std::vector<std::vector<Blurring>> ladder;
  std::vector<std::size_t> taken;
};

/// Changes to the true numbers, sorted by cell, none of them 0.
using Shifts = std::vector<std::pair<CellIndex, Number>>;

/// For each cell, the numbers of the relations in which it stands.
[[nodiscard]] std::vector<std::vector<std::size_t>> relations_of_cells(const System& system);

/// Reads proofs without trusting who made them.
class Verifier {
 public:
  /// Keeps a reference.
  explicit Verifier(const Landscape& landscape)
      : landscape_(landscape), relations_of_(relations_of_cells(landscape.system)) {}

  /// Whether the true numbers with `shifts` added look the same: every changed cell lies in what it shows,
  /// and every relation with a changed cell holds. Relations are taken to hold of the true numbers.
  [[nodiscard]] bool looks_the_same(const Shifts& shifts) const;

 private:
  [[nodiscard]] bool holds(const Relation& relation, const Shifts& shifts) const;

  const Landscape& landscape_;
  std::vector<std::vector<std::size_t>> relations_of_;
};

}  // namespace hdis::disclosure::audit
