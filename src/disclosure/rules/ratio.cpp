#include "rules/ratio.hpp"

#include "cell_maker.hpp"

#include <cmath>

namespace hdis::disclosure {
namespace {

using released::Cell;
using released::CellKind;

constexpr std::uint32_t most_decimals = 6;

std::uint32_t decimals_for(double factor) {
  double limit = 1;
  std::uint32_t decimals = 4;
  while (decimals > 0 && factor > limit) {
    limit *= 10;
    --decimals;
  }
  return decimals;
}

bool is_exact(const Cell& cell) {
  return cell.kind() == CellKind::value || cell.kind() == CellKind::zero;
}

Cell shown(double number, std::uint32_t decimals, bool exact) {
  return exact ? CellMaker::value(number, decimals) : CellMaker::rounded(number, decimals);
}

}  // namespace

Cell protect_ratio(const Cell& numerator, const Cell& denominator, double factor,
                   std::optional<std::uint32_t> decimals) {
  // 1. Either part is suppressed.
  if (numerator.kind() == CellKind::suppressed || denominator.kind() == CellKind::suppressed) {
    return CellMaker::suppressed(released::SuppressionReason::part_suppressed);
  }
  // 2. A part that does not exist, or nothing to divide by.
  if (!numerator.number() || !denominator.number() || *denominator.number() == 0) {
    return CellMaker::not_applicable();
  }
  // 3. Nothing of something: the denominator is shown, so it is not a small number.
  if (numerator.kind() == CellKind::zero) return CellMaker::zero();
  // 4. From the parts as shown.
  const std::uint32_t wanted = std::min(decimals.value_or(decimals_for(factor)), most_decimals);
  return shown(factor * *numerator.number() / *denominator.number(), wanted,
               is_exact(numerator) && is_exact(denominator));
}

Cell protect_rate(const Cell& numerator, std::optional<double> person_years, double per,
                  std::uint32_t decimals) {
  // 1. The count is suppressed.
  if (numerator.kind() == CellKind::suppressed) {
    return CellMaker::suppressed(released::SuppressionReason::part_suppressed);
  }
  // 2. Nobody lives there, or nobody has published how many do.
  if (!numerator.number() || !person_years || *person_years <= 0)
    return CellMaker::not_applicable();
  if (numerator.kind() == CellKind::zero) return CellMaker::zero();
  // 3. From the count as shown, so that working back gives no more than that.
  return shown(per * *numerator.number() / *person_years, std::min(decimals, most_decimals),
               is_exact(numerator));
}

}  // namespace hdis::disclosure
