#include "audit/landscape.hpp"

#include <algorithm>

namespace hdis::disclosure::audit {
namespace {

/// The change of one cell; 0 if it is not among `shifts`.
Number shift_of(CellIndex cell, const Shifts& shifts) {
  const auto found =
      std::lower_bound(shifts.begin(), shifts.end(), cell,
                       [](const auto& shift, CellIndex wanted) { return shift.first < wanted; });
  return found != shifts.end() && found->first == cell ? found->second : 0;
}

}  // namespace

std::vector<std::vector<std::size_t>> relations_of_cells(const System& system) {
  std::vector<std::vector<std::size_t>> result(system.shown.size());
  for (std::size_t r = 0; r < system.relations.size(); ++r) {
    result[system.relations[r].whole].push_back(r);
    for (const CellIndex part : system.relations[r].parts) result[part].push_back(r);
  }
  return result;
}

bool Verifier::holds(const Relation& relation, const Shifts& shifts) const {
  Number change = -shift_of(relation.whole, shifts);
  for (const CellIndex part : relation.parts) change += shift_of(part, shifts);
  if (relation.kind == RelationKind::adds_up) return change == 0;
  if (change >= 0) return true;
  // By how much the parts exceed the whole, at least.
  Number excess = -landscape_.truth[relation.whole].upper;
  for (const CellIndex part : relation.parts) excess += landscape_.truth[part].lower;
  return excess + change >= 0;
}

bool Verifier::looks_the_same(const Shifts& shifts) const {
  for (const auto& [cell, shift] : shifts) {
    const Interval& shown = landscape_.system.shown[cell];
    const Interval& truth = landscape_.truth[cell];
    if (truth.lower + shift < shown.lower || truth.upper + shift > shown.upper) return false;
    const auto& touched = relations_of_[cell];
    const bool all_hold = std::all_of(touched.begin(), touched.end(), [&](std::size_t r) {
      return holds(landscape_.system.relations[r], shifts);
    });
    if (!all_hold) return false;
  }
  return true;
}

}  // namespace hdis::disclosure::audit
