#include "bind/table_shape.hpp"

#include "hdis/core/text.hpp"

#include "bind/field_rules.hpp"

#include <algorithm>
#include <set>

namespace hdis::query {
namespace {

std::optional<std::size_t> column_of(const TablePlan& table, std::size_t dimension) {
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const auto* shown = std::get_if<DimensionColumn>(&table.columns[i].content);
    if (shown != nullptr && shown->dimension == dimension) return i;
  }
  return std::nullopt;
}

bool in_every_set(const Aggregation& aggregation, std::size_t dimension) {
  return std::all_of(
      aggregation.grouping_sets.begin(), aggregation.grouping_sets.end(),
      [&](const auto& set) { return std::find(set.begin(), set.end(), dimension) != set.end(); });
}

bool same_in_all_parts(const TablePlan& table, std::size_t dimension,
                       const catalogue::Catalogue& catalogue) {
  return std::all_of(table.parts.begin(), table.parts.end(), [&](const Aggregation& part) {
    return in_every_set(part, dimension) && common_value(part, dimension, catalogue);
  });
}

void lower_index(std::size_t& index, std::size_t removed) {
  if (index > removed) --index;
}

// A pivot needs no column, but its dimension must have been one to be named.
void insert_dimension_column(TablePlan& table, std::size_t dimension) {
  std::size_t place = 0;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (std::holds_alternative<DimensionColumn>(table.columns[i].content)) place = i + 1;
  }
  const auto& name = table.parts.front().dimensions[dimension].name;
  table.columns.insert(table.columns.begin() + static_cast<std::ptrdiff_t>(place),
                       Column{name, DimensionColumn{dimension}});
}

std::optional<catalogue::CodeSystemId> codes_of(const catalogue::Dataset& dataset,
                                                const RowExpression& expression) {
  const auto* ref = std::get_if<FieldRef>(&expression.node);
  return ref == nullptr ? std::nullopt : field_of(dataset, *ref).codes;
}

std::string unused_name(const std::string& name, const std::set<std::string>& used) {
  for (int i = 2;; ++i) {
    std::string candidate = name + "_" + std::to_string(i);
    if (used.count(to_lower(candidate)) == 0) return candidate;
  }
}

}  // namespace

void remove_dimension(TablePlan& table, std::size_t dimension) {
  for (auto& part : table.parts) {
    part.dimensions.erase(part.dimensions.begin() + static_cast<std::ptrdiff_t>(dimension));
    for (auto& set : part.grouping_sets) {
      set.erase(std::remove(set.begin(), set.end(), dimension), set.end());
      for (auto& index : set) lower_index(index, dimension);
    }
  }
  for (auto& column : table.columns) {
    if (auto* shown = std::get_if<DimensionColumn>(&column.content)) {
      lower_index(shown->dimension, dimension);
    } else if (auto* rate = std::get_if<RateColumn>(&column.content)) {
      if (rate->area_dimension) lower_index(*rate->area_dimension, dimension);
    }
  }
  if (table.pivot) lower_index(table.pivot->dimension, dimension);
}

void show_all_dimensions(Context& context, TablePlan& table, SourcePosition where) {
  for (std::size_t i = 0; i < table.parts.front().dimensions.size();) {
    if (column_of(table, i)) {
      ++i;
    } else if (same_in_all_parts(table, i, context.catalogue)) {
      remove_dimension(table, i);
    } else {
      insert_dimension_column(table, i);
      context.diagnostics.note("note.dimension_shown",
                               "The table is divided by " + table.parts.front().dimensions[i].name +
                                   ", which is not selected; a column for it was added, because " +
                                   "rows could not be told apart without it.",
                               "Add it to SELECT, or leave it out of GROUP BY.", where);
      ++i;
    }
  }
}

void make_names_unique(Context& context, TablePlan& table, SourcePosition where) {
  std::set<std::string> used;
  for (auto& column : table.columns) {
    if (!used.insert(to_lower(column.name)).second) {
      const std::string name = unused_name(column.name, used);
      context.diagnostics.note(
          "note.column_renamed",
          "Two columns are called " + column.name + "; one became " + name + ".",
          "Give each column a name: AS " + name + ".", where);
      column.name = name;
      used.insert(to_lower(name));
    }
  }
  for (std::size_t i = 0; i < table.parts.front().dimensions.size(); ++i) {
    const auto column = column_of(table, i);
    if (!column) continue;
    for (auto& part : table.parts) part.dimensions[i].name = table.columns[*column].name;
  }
}

std::optional<Value> common_value(const Aggregation& aggregation, std::size_t dimension,
                                  const catalogue::Catalogue& catalogue) {
  std::optional<Value> common;
  for (std::size_t i = 0; i < aggregation.populations.size(); ++i) {
    const auto value = only_value(aggregation.dimensions[dimension].by_population[i],
                                  aggregation.populations[i], catalogue);
    if (!value || (common && *common != *value)) return std::nullopt;
    common = value;
  }
  return common;
}

void describe_dimension(const catalogue::Catalogue& catalogue, Aggregation& aggregation,
                        std::size_t index) {
  auto& dimension = aggregation.dimensions[index];
  dimension.codes.reset();
  dimension.place = false;
  for (std::size_t i = 0; i < aggregation.populations.size(); ++i) {
    const auto* dataset = catalogue.dataset(aggregation.populations[i].dataset);
    const auto codes = codes_of(*dataset, dimension.by_population[i]);
    if (i == 0) dimension.codes = codes;
    if (dimension.codes != codes) dimension.codes.reset();
    dimension.place = dimension.place || is_place(*dataset, dimension.by_population[i]);
  }
}

}  // namespace hdis::query
