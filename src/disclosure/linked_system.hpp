#pragma once

#include "anatomy.hpp"
#include "audit/exposure.hpp"
#include "audit/landscape.hpp"
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

/// What may be done to a cell so that it tells less.
enum class Action : std::uint8_t {
  round,     ///< Treat an exact national number as any other.
  withhold,  ///< Say nothing about it.
};

/// An action on a cell, and what is secret of it afterwards.
struct Remedy {
  Action action = Action::withhold;
  audit::Secret secret = audit::Secret::none;
};

/// A cell of the system. Without occurrences nobody sees it.
struct Subject {
  audit::Secret secret = audit::Secret::none;
  /// What a count is known to be at least, because so many of the cells that it is the sum of are not 0.
  audit::Number floor = 0;
  std::vector<Remedy> remedies;  ///< One for each step of its ladder in the landscape.
  std::vector<Occurrence> occurrences;
};

/// All cells of a request as a reader sees them, with every relation between them that the plan proves,
/// and what may be done to each.
struct LinkedSystem {
  audit::Landscape landscape;
  std::vector<Subject> subjects;  ///< One for each cell of the system.
};

/// Puts the parts of all tables of a request into one system: the same number is one cell wherever it stands, and every number is the
/// sum of the atoms of the dissection that it counts, which are cells that nobody sees. A number that would be hidden if it were
/// shown is secret even where it is not: sums always, counts where exact numbers are shown. `parts` must outlive the result.
///
/// What is left out (and so not audited) is listed in docs/disclosure.md.
/// Errors: `withheld` if a number is not the sum of its atoms.
[[nodiscard]] Result<LinkedSystem> link(std::vector<ProtectedPart>& parts,
                                        const Dissection& dissection, const Policy& policy);

}  // namespace hdis::disclosure
