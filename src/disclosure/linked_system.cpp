#include "linked_system.hpp"

#include "blurring.hpp"
#include "margins.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace hdis::disclosure {
namespace {

using query::Aggregate;

/// Quantities below zero anywhere make every suppressed one possibly so.
std::vector<bool> negative_measures(const ProtectedPart& part) {
  std::vector<bool> negative(part.aggregation.measures.size(), false);
  for (const auto& [place, cells] : part.rows) {
    for (std::size_t m = 0; m < cells.size(); ++m) {
      if (cells[m].raw.value.unprotected().value_or(0) < 0) negative[m] = true;
    }
  }
  return negative;
}

/// The least of every count: 1 where it is not 0, or the sum of the least of its parts.
std::vector<audit::Number> floors_of(const audit::Landscape& landscape) {
  std::vector<audit::Number> floors;
  for (const audit::Interval& truth : landscape.truth) floors.push_back(truth.lower > 0 ? 1 : 0);
  for (bool changed = true; changed;) {
    changed = false;
    for (const audit::Relation& relation : landscape.system.relations) {
      if (relation.kind != audit::RelationKind::adds_up) continue;
      audit::Number sum = 0;
      for (const audit::CellIndex part : relation.parts) sum += floors[part];
      changed = changed || sum > floors[relation.whole];
      floors[relation.whole] = std::max(floors[relation.whole], sum);
    }
  }
  return floors;
}

class Linker {
 public:
  explicit Linker(const Policy& policy) : policy_(policy) {}

  void add(std::size_t index, ProtectedPart& part) {
    Universe& universe = universe_of(part.aggregation);
    const Names names = universe.name(part.aggregation);
    const auto negative = negative_measures(part);
    for (auto& [place, cells] : part.rows) {
      MarginRow& row = universe.row(names, place);
      for (std::size_t m = 0; m < cells.size(); ++m) {
        const Aggregate aggregate = part.aggregation.measures[m].aggregate;
        if (aggregate == Aggregate::median || cells[m].from_shown) continue;
        add_cell(row[names.measures[m]], {index, m, &cells[m]}, aggregate, negative[m]);
      }
    }
  }

  LinkedSystem finish(std::vector<ProtectedPart>& parts) {
    audit::Landscape& landscape = result_.landscape;
    const auto count_of = [&](audit::CellIndex cell) { return landscape.truth[cell].lower; };
    for (const Universe& universe : universes_) {
      add_relations(universe, count_of, landscape.system.relations);
    }
    std::vector<bool> total(result_.subjects.size(), false);
    for (const audit::Relation& relation : landscape.system.relations) {
      if (relation.parts.size() > 1) total[relation.whole] = true;
    }
    const std::vector<audit::Number> floors = floors_of(landscape);
    for (std::size_t cell = 0; cell < result_.subjects.size(); ++cell) {
      Subject& subject = result_.subjects[cell];
      Ladder ladder =
          ladder_of(subject.occurrences.front(), negative_[cell], total[cell], parts, policy_);
      subject.floor = floors[cell];
      subject.remedies = std::move(ladder.remedies);
      landscape.ladder.push_back(std::move(ladder.steps));
      landscape.taken.push_back(0);
    }
    return std::move(result_);
  }

 private:
  Universe& universe_of(const query::Aggregation& aggregation) {
    for (Universe& universe : universes_) {
      if (universe.populations() == aggregation.populations) return universe;
    }
    return universes_.emplace_back(aggregation.populations);
  }

  void add_cell(std::optional<audit::CellIndex>& slot, const Occurrence& at, Aggregate aggregate,
                bool negative) {
    if (slot) {
      result_.subjects[*slot].occurrences.push_back(at);
      return;
    }
    slot = static_cast<audit::CellIndex>(result_.subjects.size());
    result_.landscape.system.shown.push_back(shown_by(*at.cell, aggregate, negative, policy_));
    result_.landscape.truth.push_back(truth_of(*at.cell, aggregate));
    result_.subjects.push_back({secret_of(*at.cell, aggregate), 0, {}, {at}});
    negative_.push_back(negative);
  }

  const Policy& policy_;
  std::vector<Universe> universes_;
  LinkedSystem result_;
  std::vector<bool> negative_;  // for each cell: whether the quantity can be below zero
};

}  // namespace

LinkedSystem link(std::vector<ProtectedPart>& parts, const Policy& policy) {
  Linker linker(policy);
  for (std::size_t p = 0; p < parts.size(); ++p) linker.add(p, parts[p]);
  return linker.finish(parts);
}

}  // namespace hdis::disclosure
