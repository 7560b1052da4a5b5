#include "row_order.hpp"

#include "hdis/core/assert.hpp"

#include <algorithm>
#include <charconv>
#include <compare>
#include <map>
#include <optional>

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

/// The number with which a band begins: "5-9" is 5, "<1" is 1, "Under 5" and "Unknown" none.
std::optional<double> leading_number(const std::string& text) {
  const auto first = text.find_first_of("0123456789");
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  if (first == std::string::npos) return std::nullopt;
  if (std::any_of(text.data(), text.data() + first, is_letter)) return std::nullopt;
  double number = 0;
  std::from_chars(text.data() + first, text.data() + text.size(), number, std::chars_format::fixed);
  return number;
}

/// Bands in the order of their leading numbers, "<5" before "5-9"; those without one after them.
Order compare_bands(const std::string& a, const std::string& b) {
  const auto left = leading_number(a);
  const auto right = leading_number(b);
  if (left.has_value() != right.has_value()) return right.has_value() <=> left.has_value();
  if (left && *left != *right) return *left < *right ? Order::less : Order::greater;
  const bool a_below = a.starts_with('<');
  const bool b_below = b.starts_with('<');
  if (a_below != b_below) return b_below <=> a_below;
  return a <=> b;
}

/// How the values of one dimension are ordered: from the plan alone, never from the data.
struct Scale {
  bool numeric = false;
  /// Texts that a CASE gives, by their place in it; empty for a plain field.
  std::map<std::string, std::size_t> bands;
};

void add_bands(const query::RowExpression& expression, std::map<std::string, std::size_t>& bands) {
  const auto* value = std::get_if<query::Value>(&expression.node);
  const auto* text = value == nullptr ? nullptr : std::get_if<std::string>(value);
  if (text != nullptr) bands.emplace(*text, bands.size());
  const auto* banding = std::get_if<query::Banding>(&expression.node);
  if (banding == nullptr) return;
  for (const query::BandArm& arm : banding->arms) add_bands(arm.then, bands);
  add_bands(*banding->otherwise, bands);
}

Scale scale_of(const query::Dimension& dimension) {
  Scale scale{is_numeric(dimension), {}};
  const bool banded = std::any_of(
      dimension.by_population.begin(), dimension.by_population.end(),
      [](const auto& each) { return std::holds_alternative<query::Banding>(each.node); });
  if (!banded || scale.numeric) return scale;
  for (const auto& each : dimension.by_population) add_bands(each, scale.bands);
  return scale;
}

enum class Direction : std::uint8_t { ascending, descending, as_listed };

Order compare_codes(const std::string& a, const std::string& b, const Scale& scale,
                    Direction direction) {
  if (scale.numeric) return compare_numbers(a, b);
  if (scale.bands.empty()) return a <=> b;
  if (direction != Direction::as_listed) return compare_bands(a, b);
  const auto place = [&](const std::string& code) {
    const auto found = scale.bands.find(code);
    return found == scale.bands.end() ? scale.bands.size() : found->second;
  };
  const Order order = place(a) <=> place(b);
  return std::is_neq(order) ? order : compare_bands(a, b);
}

/// A direction turns values round, but a missing value and a total stay at the end.
Order compare_keys(const PlaceKey& a, const PlaceKey& b, const Scale& scale, Direction direction) {
  if (a.kind != b.kind) return a.kind <=> b.kind;
  const Order order = compare_codes(a.code, b.code, scale, direction);
  return direction == Direction::descending ? reversed(order) : order;
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
  std::vector<Scale> scales;
  for (const auto& dimension : table.parts.front().dimensions) {
    scales.push_back(scale_of(dimension));
  }
  const auto before = [&](const DraftRow& a, const DraftRow& b) {
    for (const Step& step : steps) {
      const Order order =
          step.dimension == nullptr
              ? compare_cells(a.cells[step.cell], b.cells[step.cell], step.descending)
              : compare_keys(a.place[step.dimension->dimension], b.place[step.dimension->dimension],
                             scales[step.dimension->dimension],
                             step.descending ? Direction::descending : Direction::ascending);
      if (std::is_neq(order)) return std::is_lt(order);
    }
    for (std::size_t d = 0; d < scales.size(); ++d) {
      const Order order = compare_keys(a.place[d], b.place[d], scales[d], Direction::as_listed);
      if (std::is_neq(order)) return std::is_lt(order);
    }
    return false;
  };
  std::sort(draft.rows.begin(), draft.rows.end(), before);
}

}  // namespace hdis::disclosure
