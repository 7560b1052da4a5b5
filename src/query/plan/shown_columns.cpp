#include "hdis/query/plan.hpp"

namespace hdis::query {
namespace {

bool is_pivoted(const Column& column, const PivotSpec& pivot) {
  const auto* shown = std::get_if<DimensionColumn>(&column.content);
  return shown != nullptr && shown->dimension == pivot.dimension;
}

bool is_plain(const Column& column) {
  return std::holds_alternative<DimensionColumn>(column.content) ||
         std::holds_alternative<ConstantColumn>(column.content);
}

}  // namespace

std::vector<std::string> shown_columns(const TablePlan& table) {
  std::vector<std::string> names;
  std::vector<std::string> figures;
  for (const auto& column : table.columns) {
    if (table.pivot && !is_plain(column)) {
      figures.push_back(column.name);
    } else if (!table.pivot || !is_pivoted(column, *table.pivot)) {
      names.push_back(column.name);
    }
  }
  if (!table.pivot) return names;
  for (const auto& entry : table.pivot->entries) {
    for (const auto& figure : figures) {
      names.push_back(figures.size() == 1 ? entry.name : entry.name + "_" + figure);
    }
  }
  return names;
}

}  // namespace hdis::query
