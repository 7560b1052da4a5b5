#pragma once

#include "hdis/suppression_audit/examine.hpp"

#include <vector>

namespace hdis::suppression_audit {

/// The cell `total` is the sum of the cells `parts`.
struct Equation {
  std::size_t total = 0;
  std::vector<std::size_t> parts;
};

/// The equations of a table in which something is not known.
[[nodiscard]] std::vector<Equation> equations_of(const Published& published);

/// Narrows ranges by every equation until nothing narrows any further, or enough has been tried: narrowing can creep.
/// False if no table agrees with the equations.
[[nodiscard]] bool propagate(const std::vector<Equation>& equations, std::vector<Range>& ranges);

}  // namespace hdis::suppression_audit
