#include "hdis/render/render.hpp"

#include <fmt/format.h>

namespace hdis::render {
namespace {

// Thousands separators, as NHS tables print them; independent of the locale of the machine.
std::string grouped(const std::string& digits) {
  const bool negative = !digits.empty() && digits.front() == '-';
  const std::size_t first = negative ? 1 : 0;
  const std::size_t point = std::min(digits.find('.'), digits.size());
  std::string out = digits.substr(0, first);
  for (std::size_t i = first; i < point; ++i) {
    if (i > first && (point - i) % 3 == 0) out += ',';
    out += digits[i];
  }
  return out + digits.substr(point);
}

}  // namespace

std::string cell_text(const released::Cell& cell) {
  switch (cell.kind()) {
    case released::CellKind::suppressed:
      return "*";
    case released::CellKind::not_applicable:
      return "z";
    case released::CellKind::zero:
    case released::CellKind::value:
    case released::CellKind::rounded:
      break;
  }
  return grouped(fmt::format("{:.{}f}", cell.number().value_or(0.0), cell.decimals()));
}

}  // namespace hdis::render
