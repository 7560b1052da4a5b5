#include "audit/shown.hpp"

#include <algorithm>
#include <cmath>

namespace hdis::disclosure::audit {
namespace {

using released::CellKind;

/// Beyond this a double does not hold every hundredth; the amount is then as good as unbounded.
constexpr double largest_exact = 1e13;

Number floor_scaled(double amount) {
  if (std::abs(amount) > largest_exact) return amount > 0 ? unbounded : -unbounded;
  return static_cast<Number>(std::floor(amount * static_cast<double>(amount_scale)));
}

Number ceil_scaled(double amount) {
  if (std::abs(amount) > largest_exact) return amount > 0 ? unbounded : -unbounded;
  return static_cast<Number>(std::ceil(amount * static_cast<double>(amount_scale)));
}

Number smallest_shown(const Policy& policy) {
  return static_cast<Number>(policy.largest_suppressed) + 1;
}

/// Half of the last printed decimal's place.
double half_step(const released::Cell& cell) {
  return 0.5 * std::pow(10.0, -static_cast<double>(cell.decimals()));
}

Interval anything(bool negative) { return {negative ? -unbounded : 0, unbounded}; }

}  // namespace

Interval count_behind(const released::Cell& cell, Hidden hidden, const Policy& policy) {
  const auto number = static_cast<Number>(std::llround(cell.number().value_or(0)));
  const auto base = static_cast<Number>(policy.rounding_base);
  switch (cell.kind()) {
    case CellKind::zero:
    case CellKind::not_applicable:
      return {0, 0};
    case CellKind::value:
      return {number, number};
    case CellKind::suppressed:
      return {hidden == Hidden::unknown ? 0 : 1,
              hidden == Hidden::small ? static_cast<Number>(policy.largest_suppressed) : unbounded};
    case CellKind::rounded:
      break;
  }
  const Number lower = number - base / 2 + (policy.rounding == Rounding::midpoint ? 1 : 0);
  return {std::max(lower, smallest_shown(policy)), lower + base - 1};
}

Interval alike(Number count, const Policy& policy) {
  const auto base = static_cast<Number>(policy.rounding_base);
  Number lower = count;
  if (policy.rounding == Rounding::nearest) lower = count - (count + base / 2) % base;
  if (policy.rounding == Rounding::midpoint) lower = count - (count - 1) % base;
  const Number upper = policy.rounding == Rounding::none ? count : lower + base - 1;
  return {std::max(lower, std::min(count, smallest_shown(policy))), upper};
}

Interval amount_behind(const released::Cell& cell, bool negative) {
  const double number = cell.number().value_or(0);
  switch (cell.kind()) {
    case CellKind::zero:
    case CellKind::not_applicable:
      return {0, 0};
    case CellKind::suppressed:
      return anything(negative);
    default:
      break;
  }
  const double half = cell.decimals() == 0 ? 0 : half_step(cell);
  return {floor_scaled(number - half), ceil_scaled(number + half)};
}

Interval amount_behind(double mean, double half, Interval records) {
  const double least = mean - half;
  const double most = mean + half;
  const auto fewest = static_cast<double>(records.lower);
  const auto largest = static_cast<double>(records.upper);
  return {floor_scaled(std::min(least * fewest, least * largest)),
          ceil_scaled(std::max(most * fewest, most * largest))};
}

Interval sum_behind_mean(const released::Cell& cell, Interval records, bool negative) {
  if (cell.kind() == CellKind::not_applicable) return {0, 0};
  if (cell.kind() == CellKind::suppressed) return anything(negative);
  return amount_behind(cell.number().value_or(0), half_step(cell), records);
}

}  // namespace hdis::disclosure::audit
