#pragma once

#include "linked_system.hpp"

#include <cstdint>
#include <vector>

namespace hdis::disclosure {

enum class Action : std::uint8_t {
  round,     ///< Treat an exact national number as any other.
  withhold,  ///< Say nothing about it.
};

struct Remedy {
  audit::CellIndex cell = 0;
  Action action = Action::round;
};

/// For each exposed cell, the cheapest change to another cell that takes away what exposes it: rounding
/// an exact number before withholding a total before withholding a part, near relations before far
/// ones. Cells that share a relation with a change already chosen wait for the next audit.
[[nodiscard]] std::vector<Remedy> choose_remedies(const LinkedSystem& linked,
                                                  const std::vector<audit::CellIndex>& exposed,
                                                  const Policy& policy);

}  // namespace hdis::disclosure
