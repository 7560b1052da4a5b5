#include "hdis/released/cell.hpp"

#include "hdis/core/assert.hpp"

namespace hdis::released {

std::string_view to_string(CellKind kind) {
  switch (kind) {
    case CellKind::zero:
      return "zero";
    case CellKind::value:
      return "value";
    case CellKind::rounded:
      return "rounded";
    case CellKind::suppressed:
      return "suppressed";
    case CellKind::not_applicable:
      return "not_applicable";
  }
  assertion_failed("CellKind", __FILE__, __LINE__);
}

std::string_view to_string(SuppressionReason reason) {
  switch (reason) {
    case SuppressionReason::none:
      return "none";
    case SuppressionReason::small_number:
      return "small_number";
    case SuppressionReason::dominance:
      return "dominance";
    case SuppressionReason::part_suppressed:
      return "part_suppressed";
    case SuppressionReason::recalculation:
      return "recalculation";
  }
  assertion_failed("SuppressionReason", __FILE__, __LINE__);
}

std::string_view explain(SuppressionReason reason) {
  switch (reason) {
    case SuppressionReason::none:
      return "";
    case SuppressionReason::small_number:
      return "Too few records or people.";
    case SuppressionReason::dominance:
      return "One or two people make up too much of the amount.";
    case SuppressionReason::part_suppressed:
      return "Computed from a number that is suppressed.";
    case SuppressionReason::recalculation:
      return "Too few records or people, or suppressed so that such a number cannot be worked out.";
  }
  assertion_failed("SuppressionReason", __FILE__, __LINE__);
}

}  // namespace hdis::released
