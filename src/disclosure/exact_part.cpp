#include "exact_part.hpp"

#include "cell_maker.hpp"

#include <cmath>

namespace hdis::disclosure {
namespace {

using query::Aggregate;
using released::Cell;

constexpr std::uint32_t decimals_of_amounts = 2;
constexpr std::uint32_t decimals_of_medians = 1;

Cell shown(double number, std::uint32_t decimals) {
  return number == 0 ? CellMaker::zero() : CellMaker::value(number, decimals);
}

Cell exact_sum(double amount) {
  return shown(amount, amount == std::floor(amount) ? 0 : decimals_of_amounts);
}

Cell exact_cell(Aggregate aggregate, const raw::RawMeasure& measure) {
  const auto value = measure.value.unprotected();
  if (query::is_count(aggregate)) return shown(std::round(value.value_or(0)), 0);
  if (aggregate == Aggregate::sum) return exact_sum(value.value_or(0));
  // A mean or a median of no values is not there.
  if (!value || measure.records.unprotected() == 0) return CellMaker::not_applicable();
  return CellMaker::value(
      *value, aggregate == Aggregate::median ? decimals_of_medians : decimals_of_amounts);
}

}  // namespace

ProtectedPart with_exact_numbers(ProtectedPart part) {
  for (auto& [place, cells] : part.rows) {
    for (std::size_t m = 0; m < cells.size(); ++m) {
      cells[m].cell = exact_cell(part.aggregation.measures[m].aggregate, cells[m].raw);
      cells[m].exact = true;
    }
  }
  return part;
}

}  // namespace hdis::disclosure
