#pragma once

#include "audit/system.hpp"

#include <vector>

namespace hdis::disclosure::audit {

/// Which cells are connected by sums, and whether in more ways than one.
struct Cycles {
  std::vector<CellIndex> component;  ///< For each cell a name of its component: one of its cells.
  std::vector<bool> in_cycle;        ///< For each cell whether its component has a cycle.
};

/// Components of the cells under the sums of `system`. Narrowing intervals by one sum after the other finds all
/// that can be known in a component without cycles (a total, its parts, their parts); in one with
/// cycles (rows and columns) several sums together say more.
[[nodiscard]] Cycles find_cycles(const System& system);

}  // namespace hdis::disclosure::audit
