#pragma once

#include "hdis/released/cell.hpp"

#include <cstdint>

namespace hdis::disclosure {

/// Makes released cells. Its header is out of reach of every other library.
class CellMaker {
 public:
  static released::Cell zero();
  /// `number` is shown as it is, with `decimals` decimals.
  static released::Cell value(double number, std::uint32_t decimals);
  static released::Cell rounded(double number, std::uint32_t decimals);
  static released::Cell suppressed(released::SuppressionReason reason);
  static released::Cell not_applicable();

 private:
  static released::Cell make(released::CellKind kind);
  static released::Cell shown(released::CellKind kind, double number, std::uint32_t decimals);
};

/// `number` to `decimals` decimals, halves away from zero; never a negative zero.
[[nodiscard]] double to_decimals(double number, std::uint32_t decimals);

}  // namespace hdis::disclosure
