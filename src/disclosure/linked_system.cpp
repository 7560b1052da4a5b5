#include "linked_system.hpp"

#include "audit/shown.hpp"
#include "margins.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace hdis::disclosure {
namespace {

using audit::Hidden;
using audit::Interval;
using audit::Secret;
using query::Aggregate;
using released::CellKind;

/// A reader is taken to know which suppressed counts are small and which only have few people: more
/// than the table tells.
Hidden hidden_size(const GuardedCell& guarded, const Policy& policy) {
  const double count = guarded.raw.value.unprotected().value_or(0);
  if (count < 1) return Hidden::unknown;
  const bool small = count <= static_cast<double>(policy.largest_suppressed);
  return small && !guarded.withheld ? Hidden::small : Hidden::any_size;
}

Interval shown_by(const GuardedCell& guarded, Aggregate aggregate, bool negative,
                  const Policy& policy) {
  if (query::is_count(aggregate)) {
    return audit::count_behind(guarded.cell, hidden_size(guarded, policy), policy);
  }
  if (aggregate == Aggregate::sum) return audit::amount_behind(guarded.cell, negative, policy);
  const auto records = static_cast<audit::Number>(guarded.raw.records.unprotected());
  const bool exact = guarded.level == Level::national && policy.national_exact;
  return audit::sum_behind_mean(
      guarded.cell, exact ? Interval{records, records} : audit::alike(records, policy), negative);
}

Secret secret_of(const GuardedCell& guarded, Aggregate aggregate) {
  if (guarded.cell.kind() != CellKind::suppressed) return Secret::none;
  if (!query::is_count(aggregate)) return guarded.withheld ? Secret::none : Secret::amount;
  return guarded.withheld ? Secret::withheld : Secret::count;
}

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

  LinkedSystem finish() {
    const auto count_of = [this](audit::CellIndex cell) {
      const GuardedCell& guarded = *result_.subjects[cell].occurrences.front().cell;
      return std::llround(guarded.raw.value.unprotected().value_or(0));
    };
    for (const Universe& universe : universes_) {
      add_relations(universe, count_of, result_.system.relations);
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
    result_.system.shown.push_back(shown_by(*at.cell, aggregate, negative, policy_));
    result_.subjects.push_back({secret_of(*at.cell, aggregate), {at}});
  }

  const Policy& policy_;
  std::vector<Universe> universes_;
  LinkedSystem result_;
};

}  // namespace

LinkedSystem link(std::vector<ProtectedPart>& parts, const Policy& policy) {
  Linker linker(policy);
  for (std::size_t p = 0; p < parts.size(); ++p) linker.add(p, parts[p]);
  return linker.finish();
}

}  // namespace hdis::disclosure
