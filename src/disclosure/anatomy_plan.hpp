#pragma once

#include "anatomy.hpp"

#include <map>
#include <vector>

namespace hdis::disclosure {

/// Whether a request has one part only, of which one grouping set contains all others and all measures count the same records:
/// then nothing follows from it that is not a sum of its own numbers.
[[nodiscard]] bool says_everything_itself(const std::vector<ProtectedPart>& parts);

/// What there is to be told apart, from the plan alone: anatomies without atoms, their sets being those of the tables, and
/// readings without sets.
[[nodiscard]] Dissection plan_dissection(const std::vector<ProtectedPart>& parts);

/// Pairs of expressions of which some set has one without the other: one may follow from the other, as the region from the place.
[[nodiscard]] std::vector<std::vector<std::size_t>> pairs_to_compare(const Anatomy& anatomy);

/// Adds to each set what follows from its expressions (`follows`: from one, others), then what any two sets have in common.
/// False if that makes too many sets.
[[nodiscard]] bool complete_sets(Anatomy& anatomy,
                                 const std::map<std::size_t, std::vector<std::size_t>>& follows);

/// Fills in the sets of the readings.
void place_readings(Dissection& dissection, const std::vector<ProtectedPart>& parts);

/// What to count for `sets` of expressions: records.
[[nodiscard]] query::Aggregation question_of(const Anatomy& anatomy,
                                             const std::vector<std::vector<std::size_t>>& sets);
/// What to count for all sets and conditions of the anatomy: records, then people, then sums. After the expressions, dimensions are the
/// conditions, and the slice if there are several.
[[nodiscard]] query::Aggregation question_of(const Anatomy& anatomy);

}  // namespace hdis::disclosure
