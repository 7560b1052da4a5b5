#include "beside_in_row.hpp"

#include "cell_maker.hpp"
#include "rules/average.hpp"

#include <algorithm>
#include <optional>

namespace hdis::disclosure {
namespace {

using query::Aggregate;
using query::Measure;
using released::CellKind;

/// The measure that is the sum of what `mean` is the mean of.
std::optional<std::size_t> sum_of(const Measure& mean, const std::vector<Measure>& measures) {
  const auto same = [&](const Measure& other) {
    return other.aggregate == Aggregate::sum && other.argument == mean.argument &&
           other.filter == mean.filter;
  };
  const auto found = std::find_if(measures.begin(), measures.end(), same);
  if (found == measures.end()) return std::nullopt;
  return static_cast<std::size_t>(found - measures.begin());
}

}  // namespace

void set_means_beside_sums(ProtectedPart& part, const Policy& policy) {
  const auto& measures = part.aggregation.measures;
  for (std::size_t mean = 0; mean < measures.size(); ++mean) {
    if (measures[mean].aggregate != Aggregate::mean) continue;
    const auto sum = sum_of(measures[mean], measures);
    if (!sum) continue;
    for (auto& [place, cells] : part.rows) {
      GuardedCell& guarded = cells[mean];
      guarded.cell =
          mean_beside_sum(cells[*sum].cell, guarded.raw, {policy, guarded.level, part.people});
      guarded.from_shown = true;
    }
  }
}

void hide_beside_hidden_counts(ProtectedPart& part, const Policy& policy) {
  if (policy.rounding != Rounding::none) return;
  const auto& measures = part.aggregation.measures;
  for (auto& [place, cells] : part.rows) {
    bool hidden = false;
    for (std::size_t m = 0; m < cells.size(); ++m) {
      hidden = hidden || (query::is_count(measures[m].aggregate) &&
                          cells[m].cell.kind() == CellKind::suppressed);
    }
    if (!hidden) continue;
    for (std::size_t m = 0; m < cells.size(); ++m) {
      if (query::is_count(measures[m].aggregate) || cells[m].cell.kind() == CellKind::suppressed ||
          cells[m].cell.kind() == CellKind::not_applicable) {
        continue;
      }
      cells[m].cell = CellMaker::suppressed(released::SuppressionReason::recalculation);
      cells[m].withheld = true;
    }
  }
}

}  // namespace hdis::disclosure
