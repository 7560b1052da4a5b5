#include "cell_maker.hpp"

#include <cmath>

namespace hdis::disclosure {

using released::Cell;
using released::CellKind;

double to_decimals(double number, std::uint32_t decimals) {
  const double scale = std::pow(10.0, decimals);
  const double result = std::round(number * scale) / scale;
  return result == 0 ? 0 : result;
}

Cell CellMaker::make(CellKind kind) {
  Cell cell;
  cell.kind_ = kind;
  return cell;
}

Cell CellMaker::shown(CellKind kind, double number, std::uint32_t decimals) {
  Cell cell = make(kind);
  cell.number_ = to_decimals(number, decimals);
  cell.decimals_ = decimals;
  return cell;
}

Cell CellMaker::zero() { return shown(CellKind::zero, 0, 0); }

Cell CellMaker::value(double number, std::uint32_t decimals) {
  return shown(CellKind::value, number, decimals);
}

Cell CellMaker::rounded(double number, std::uint32_t decimals) {
  return shown(CellKind::rounded, number, decimals);
}

Cell CellMaker::suppressed(released::SuppressionReason reason) {
  Cell cell = make(CellKind::suppressed);
  cell.reason_ = reason;
  return cell;
}

Cell CellMaker::not_applicable() { return make(CellKind::not_applicable); }

}  // namespace hdis::disclosure
