#include "beside_in_row.hpp"

#include "cell_maker.hpp"

namespace hdis::disclosure {

void hide_beside_hidden_counts(ProtectedPart& part, const Policy& policy) {
  if (policy.rounding != Rounding::none) return;
  const auto& measures = part.aggregation.measures;
  for (auto& [place, cells] : part.rows) {
    bool hidden = false;
    for (std::size_t m = 0; m < cells.size(); ++m) {
      hidden = hidden || (query::is_count(measures[m].aggregate) &&
                          cells[m].cell.kind() == released::CellKind::suppressed);
    }
    if (!hidden) continue;
    for (std::size_t m = 0; m < cells.size(); ++m) {
      if (query::is_count(measures[m].aggregate) ||
          cells[m].cell.kind() == released::CellKind::suppressed ||
          cells[m].cell.kind() == released::CellKind::not_applicable) {
        continue;
      }
      cells[m].cell = CellMaker::suppressed(released::SuppressionReason::recalculation);
      cells[m].withheld = true;
    }
  }
}

}  // namespace hdis::disclosure
