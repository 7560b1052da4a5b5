#pragma once

#include "linked_system.hpp"

namespace hdis::disclosure {

/// What a reader takes `guarded` to be, as a count, a sum, or the sum behind a mean. `negative` if the quantity can
/// be below zero.
[[nodiscard]] audit::Interval shown_by(const GuardedCell& guarded, query::Aggregate aggregate,
                                       bool negative, const Policy& policy);

/// Whole numbers between which the true count, sum or sum behind a mean lies; for counts the count twice.
[[nodiscard]] audit::Interval truth_of(const GuardedCell& guarded, query::Aggregate aggregate);

/// What must stay unknown of it.
[[nodiscard]] audit::Secret secret_of(const GuardedCell& guarded, query::Aggregate aggregate);

/// Carries out an action on a cell.
void apply(Action action, const Occurrence& at, std::vector<ProtectedPart>& parts,
           const Policy& policy);

/// What may be done to a cell, mildest first. `total` if it is the whole of some relation: beside rounded
/// numbers totals go before parts.
struct Ladder {
  std::vector<audit::Blurring> steps;
  std::vector<Remedy> remedies;  ///< One for each step.
};
[[nodiscard]] Ladder ladder_of(const Occurrence& at, bool negative, bool total,
                               std::vector<ProtectedPart>& parts, const Policy& policy);

}  // namespace hdis::disclosure
