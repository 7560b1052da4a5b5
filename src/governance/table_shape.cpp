#include "hdis/governance/table_shape.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <set>

namespace hdis::governance {
namespace {

using Size = std::optional<std::uint64_t>;

/// Product that stops at the largest number instead of overflowing.
std::uint64_t times(std::uint64_t a, std::uint64_t b) {
  constexpr auto most = std::numeric_limits<std::uint64_t>::max();
  return a != 0 && b > most / a ? most : a * b;
}

const catalogue::Field* field_of(const query::FieldRef& reference,
                                 const query::Population& population,
                                 const catalogue::Catalogue& catalogue) {
  const auto* dataset = catalogue.dataset(population.dataset);
  return dataset == nullptr ? nullptr : dataset->find(reference.name);
}

/// Values of a field: its codes, or its range, and one for missing.
Size values_of_field(const catalogue::Field& field, const catalogue::Catalogue& catalogue) {
  if (field.codes) {
    const auto* system = catalogue.code_system(*field.codes);
    if (system != nullptr && system->closed) return system->codes.size() + 1;
  }
  if (field.flag) return 3;
  if (field.smallest && field.largest) {
    return static_cast<std::uint64_t>(*field.largest - *field.smallest) + 2;
  }
  return std::nullopt;
}

Size values_of_part(const query::DatePart& part) {
  switch (part.part) {
    case query::DatePartKind::month:
      return 12 + 1;
    case query::DatePartKind::quarter:
      return 4 + 1;
    case query::DatePartKind::year:
      break;
  }
  return std::nullopt;
}

Size values_of(const query::RowExpression& expression, const query::Population& population,
               const catalogue::Catalogue& catalogue) {
  if (const auto* field = std::get_if<query::FieldRef>(&expression.node)) {
    const auto* known = field_of(*field, population, catalogue);
    return known == nullptr ? std::nullopt : values_of_field(*known, catalogue);
  }
  if (const auto* part = std::get_if<query::DatePart>(&expression.node))
    return values_of_part(*part);
  if (const auto* banding = std::get_if<query::Banding>(&expression.node)) {
    const auto otherwise = values_of(*banding->otherwise, population, catalogue);
    return otherwise ? Size(banding->arms.size() + *otherwise) : std::nullopt;
  }
  if (std::holds_alternative<query::Value>(expression.node)) return 1;
  return std::nullopt;
}

bool is_fine(const query::RowExpression& expression, const query::Population& population,
             const catalogue::Catalogue& catalogue) {
  const auto* field = std::get_if<query::FieldRef>(&expression.node);
  if (field == nullptr) return false;
  const auto* known = field_of(*field, population, catalogue);
  return known != nullptr && known->detail == catalogue::Detail::fine;
}

DimensionSize size_of(const query::Dimension& dimension,
                      const std::vector<query::Population>& populations,
                      const catalogue::Catalogue& catalogue) {
  DimensionSize out{dimension.name, 0, false};
  std::uint64_t constants = 0;
  for (std::size_t i = 0; i < populations.size(); ++i) {
    const auto& expression = dimension.by_population.at(i);
    const auto values = values_of(expression, populations[i], catalogue);
    // Constants differ from one population to the next (a year each, say); codes repeat.
    if (std::holds_alternative<query::Value>(expression.node)) {
      ++constants;
    } else if (!values || !out.values) {
      out.values.reset();
    } else {
      out.values = std::max(*out.values, *values);
    }
    out.fine = out.fine || is_fine(expression, populations[i], catalogue);
  }
  if (out.values) *out.values += constants;
  return out;
}

Size rows_of(const std::vector<std::size_t>& grouping_set,
             const std::vector<DimensionSize>& sizes) {
  std::uint64_t rows = 1;
  for (const auto index : grouping_set) {
    const auto values = sizes.at(index).values;
    if (!values) return std::nullopt;
    rows = times(rows, *values);
  }
  return rows;
}

}  // namespace

TableShape shape_of(const query::TablePlan& table, const catalogue::Catalogue& catalogue) {
  TableShape shape;
  const auto& first = table.parts.front();
  for (const auto& dimension : first.dimensions) {
    shape.dimensions.push_back(size_of(dimension, first.populations, catalogue));
  }

  shape.rows = 0;
  for (const auto& grouping_set : first.grouping_sets) {
    const auto rows = rows_of(grouping_set, shape.dimensions);
    shape.rows = rows && shape.rows ? Size(*shape.rows + *rows) : std::nullopt;
  }

  for (const auto& part : table.parts) {
    for (std::size_t set = 0; set < part.grouping_sets.size(); ++set) {
      shape.national = shape.national || query::is_national(part, set, catalogue);
    }
  }
  return shape;
}

std::string in_words(const TableShape& shape) {
  if (shape.dimensions.empty()) return "one row";
  std::string product;
  for (const auto& dimension : shape.dimensions) {
    const auto size = dimension.values ? std::to_string(*dimension.values) : "unknown number";
    product += fmt::format("{}{} ({})", product.empty() ? "" : " × ", dimension.name, size);
  }
  return shape.rows ? fmt::format("up to {} rows: {}", *shape.rows, product)
                    : fmt::format("size not known beforehand: {}", product);
}

}  // namespace hdis::governance
