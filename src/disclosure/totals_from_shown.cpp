#include "totals_from_shown.hpp"

#include "cell_maker.hpp"

#include <algorithm>
#include <optional>

namespace hdis::disclosure {
namespace {

using Set = std::vector<std::size_t>;
using released::CellKind;

bool divides(const Set& finer, const Set& coarser) {
  return finer.size() > coarser.size() &&
         std::includes(finer.begin(), finer.end(), coarser.begin(), coarser.end());
}

/// The grouping set with most dimensions that divides `set`; the first of several.
std::optional<Set> finest_below(const Set& set, const query::Aggregation& aggregation) {
  std::optional<Set> finest;
  for (const Set& other : aggregation.grouping_sets) {
    if (divides(other, set) && (!finest || other.size() > finest->size())) finest = other;
  }
  return finest;
}

Set set_of(const Place& place) {
  Set set;
  for (std::size_t d = 0; d < place.size(); ++d) {
    if (place[d].kind != released::Key::Kind::total) set.push_back(d);
  }
  return set;
}

Place projected(const Place& place, const Set& onto) {
  Place result(place.size(), PlaceKey{released::Key::Kind::total, ""});
  for (const std::size_t d : onto) result[d] = place[d];
  return result;
}

using Sums = std::map<Place, std::vector<double>>;

Sums sums_of_shown(const ProtectedPart& part, const Set& finer, const Set& coarser) {
  Sums sums;
  for (const auto& [place, cells] : part.rows) {
    if (set_of(place) != finer) continue;
    auto& sum = sums.try_emplace(projected(place, coarser), cells.size(), 0.0).first->second;
    for (std::size_t m = 0; m < cells.size(); ++m) sum[m] += cells[m].cell.number().value_or(0);
  }
  return sums;
}

bool adds_up(query::Aggregate aggregate) {
  return aggregate == query::Aggregate::count_records ||
         aggregate == query::Aggregate::count_values;
}

void replace_total(GuardedCell& total, double sum) {
  if (total.cell.kind() == CellKind::zero) return;
  total.from_shown = true;
  total.cell = sum > 0 ? CellMaker::rounded(sum, 0)
                       : CellMaker::suppressed(released::SuppressionReason::part_suppressed);
}

}  // namespace

void add_up_totals(ProtectedPart& part) {
  for (const Set& set : part.aggregation.grouping_sets) {
    const auto finer = finest_below(set, part.aggregation);
    if (!finer) continue;
    for (const auto& [place, sums] : sums_of_shown(part, *finer, set)) {
      const auto row = part.rows.find(place);
      if (row == part.rows.end()) continue;
      for (std::size_t m = 0; m < sums.size(); ++m) {
        if (adds_up(part.aggregation.measures[m].aggregate)) replace_total(row->second[m], sums[m]);
      }
    }
  }
}

}  // namespace hdis::disclosure
