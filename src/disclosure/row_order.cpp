#include "row_order.hpp"

#include "hdis/core/assert.hpp"

#include <algorithm>
#include <charconv>
#include <compare>

namespace hdis::disclosure {
namespace {

using released::Cell;
using released::CellKind;
using Order = std::weak_ordering;

Order reversed(Order order) {
  if (std::is_lt(order)) return Order::greater;
  return std::is_gt(order) ? Order::less : order;
}

Order compare_numbers(const std::string& a, const std::string& b) {
  double left = 0;
  double right = 0;
  std::from_chars(a.data(), a.data() + a.size(), left);
  std::from_chars(b.data(), b.data() + b.size(), right);
  if (left < right) return Order::less;
  if (left > right) return Order::greater;
  return a <=> b;
}

/// `direction` turns values round, but a missing value and a total stay at the end.
Order compare_keys(const PlaceKey& a, const PlaceKey& b, bool numeric, bool descending) {
  if (a.kind != b.kind) return a.kind <=> b.kind;
  const Order order = numeric ? compare_numbers(a.code, b.code) : Order(a.code <=> b.code);
  return descending ? reversed(order) : order;
}

Order compare_cells(const Cell& a, const Cell& b, bool descending) {
  const bool a_exists = a.kind() != CellKind::not_applicable;
  const bool b_exists = b.kind() != CellKind::not_applicable;
  if (a_exists != b_exists) return b_exists <=> a_exists;
  if (a.number().has_value() != b.number().has_value()) {
    const Order order = a.number().has_value() <=> b.number().has_value();
    return descending ? reversed(order) : order;
  }
  if (!a.number()) return Order::equivalent;
  const Order order = *a.number() < *b.number()   ? Order::less
                      : *a.number() > *b.number() ? Order::greater
                                                  : Order::equivalent;
  return descending ? reversed(order) : order;
}

/// One step of the comparison of two rows.
struct Step {
  const query::DimensionColumn* dimension = nullptr;  ///< Null: compare cells.
  std::size_t cell = 0;
  bool descending = false;
};

/// The steps of ORDER BY; a constant column orders nothing.
std::vector<Step> steps_of(const Draft& draft, const query::TablePlan& table) {
  std::vector<std::size_t> cell_of;
  std::size_t cells = 0;
  for (const DraftColumn& column : draft.columns) {
    cell_of.push_back(cells);
    cells += column.shown.kind == released::ColumnKind::number;
  }
  std::vector<Step> steps;
  for (const query::Ordering& ordering : table.order_by) {
    HDIS_ASSERT(ordering.column < draft.columns.size());
    const DraftColumn& column = draft.columns[ordering.column];
    const auto* dimension = std::get_if<query::DimensionColumn>(&column.plan->content);
    if (dimension == nullptr && column.shown.kind == released::ColumnKind::dimension) continue;
    steps.push_back({dimension, cell_of[ordering.column], ordering.descending});
  }
  return steps;
}

}  // namespace

void put_in_order(Draft& draft, const query::TablePlan& table) {
  const std::vector<Step> steps = steps_of(draft, table);
  std::vector<bool> numeric;
  for (const auto& dimension : table.parts.front().dimensions) {
    numeric.push_back(is_numeric(dimension));
  }
  const auto before = [&](const DraftRow& a, const DraftRow& b) {
    for (const Step& step : steps) {
      const Order order =
          step.dimension == nullptr
              ? compare_cells(a.cells[step.cell], b.cells[step.cell], step.descending)
              : compare_keys(a.place[step.dimension->dimension], b.place[step.dimension->dimension],
                             numeric[step.dimension->dimension], step.descending);
      if (std::is_neq(order)) return std::is_lt(order);
    }
    for (std::size_t d = 0; d < numeric.size(); ++d) {
      const Order order = compare_keys(a.place[d], b.place[d], numeric[d], false);
      if (std::is_neq(order)) return std::is_lt(order);
    }
    return false;
  };
  std::sort(draft.rows.begin(), draft.rows.end(), before);
}

}  // namespace hdis::disclosure
