#pragma once

#include "audit/exposure.hpp"
#include "audit/system.hpp"
#include "part.hpp"

#include <cstdint>
#include <vector>

namespace hdis::disclosure {

/// Where a cell of the audited system stands in the parts. The same number may stand in several tables.
struct Occurrence {
  std::size_t part = 0;
  std::size_t measure = 0;
  GuardedCell* cell = nullptr;
};

/// A cell of the system with what may be done to it.
struct Subject {
  audit::Secret secret = audit::Secret::none;
  std::vector<Occurrence> occurrences;
};

/// All cells of a request as a reader sees them, with every relation between them that the plan proves.
struct LinkedSystem {
  audit::System system;
  std::vector<Subject> subjects;  ///< One for each cell of the system.
};

/// Puts the parts of all tables of a request into one system. Two parts are linked if they count the
/// same populations; then equal cells are one cell, and a cell of fewer dimensions is the sum of those
/// that divide it. `parts` must outlive the result.
///
/// What is left out (and so not audited) is listed in docs/disclosure.md.
[[nodiscard]] LinkedSystem link(std::vector<ProtectedPart>& parts, const Policy& policy);

}  // namespace hdis::disclosure
