#include "duckdb/records.hpp"

#include "hdis/core/assert.hpp"

#include "duckdb/quote.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace hdis::sqlgen::duckdb {
namespace {

using query::Measure;

bool is_true(const query::Predicate& predicate) {
  const auto* constant = std::get_if<query::Constant>(&predicate.node);
  return constant != nullptr && constant->value;
}

/// The condition under which a record contributes, empty if it always does.
std::string condition(const Measure& measure, const ExpressionWriter& writer) {
  std::vector<std::string> parts;
  if (measure.filter && !is_true(*measure.filter)) {
    parts.push_back(writer.predicate(*measure.filter));
  }
  if (measure.argument) {
    const std::string argument = writer.field(*measure.argument);
    parts.push_back(argument + (measure.flag ? " = 1" : " IS NOT NULL"));
  }
  return fmt::format("{}", fmt::join(parts, " AND "));
}

}  // namespace

ValueType type_of(const query::Dimension& dimension) {
  ValueType type = ValueType::none;
  for (const query::RowExpression& expression : dimension.by_population) {
    type = common_type(type, sqlgen::type_of(expression));
  }
  return type;
}

Records::Records(const query::Aggregation& aggregation, const catalogue::Catalogue& catalogue)
    : aggregation_(aggregation) {
  for (const query::Population& population : aggregation.populations) {
    const catalogue::Dataset* dataset = catalogue.dataset(population.dataset);
    HDIS_ASSERT(dataset != nullptr);
    writers_.emplace_back(catalogue, *dataset, constants_, 0U);
  }
}

template <class Write>
std::vector<std::string> Records::for_each_population(const Write& write) const {
  std::vector<std::string> written;
  for (const ExpressionWriter& writer : writers_) written.push_back(write(writer));
  return written;
}

std::string Records::add(char kind, std::vector<std::string> by_population) {
  std::size_t same_kind = 0;
  for (const Column& column : columns_) {
    if (column.by_population == by_population && column.name.front() == kind) return column.name;
    if (column.name.front() == kind) ++same_kind;
  }
  columns_.push_back({fmt::format("{}{}", kind, same_kind), std::move(by_population)});
  return columns_.back().name;
}

std::string Records::dimension(std::size_t index) {
  const query::Dimension& dimension = aggregation_.dimensions[index];
  const ValueType type = type_of(dimension);
  Column column{fmt::format("d{}", index), {}};
  for (std::size_t population = 0; population < writers_.size(); ++population) {
    const std::string written =
        writers_[population].row_expression(dimension.by_population[population], type);
    column.by_population.push_back(
        type == ValueType::none ? fmt::format("CAST({} AS VARCHAR)", written) : written);
  }
  columns_.push_back(std::move(column));
  return columns_.back().name;
}

std::optional<std::string> Records::contributes(const Measure& measure) {
  auto conditions = for_each_population(
      [&](const ExpressionWriter& writer) { return condition(measure, writer); });
  if (conditions.front().empty()) return std::nullopt;
  return add('c', std::move(conditions));
}

std::string Records::number(const Measure& measure) {
  return add('v', for_each_population([&](const ExpressionWriter& writer) {
               const std::string argument = writer.field(*measure.argument);
               std::vector<std::string> parts;
               if (measure.filter && !is_true(*measure.filter)) {
                 parts.push_back(writer.predicate(*measure.filter));
               }
               // Infinities and NaN are no values: one of them would be all that a sum shows.
               if (measure.argument->type == catalogue::FieldType::decimal) {
                 parts.push_back(fmt::format("isfinite({})", argument));
               }
               if (parts.empty()) return argument;
               return fmt::format("CASE WHEN {} THEN {} END", fmt::join(parts, " AND "), argument);
             }));
}

std::string Records::person() {
  return add('p',
             for_each_population([](const ExpressionWriter& writer) { return writer.person(); }));
}

std::string Records::select(std::size_t population) const {
  const query::Population& records = aggregation_.populations[population];
  const ExpressionWriter& writer = writers_[population];
  std::vector<std::string> columns;
  for (const Column& column : columns_) {
    columns.push_back(fmt::format("{} AS {}", column.by_population[population], column.name));
  }
  std::string text =
      fmt::format("  SELECT {}\n  FROM {}", fmt::join(columns, ",\n    "), source(records, writer));
  if (!is_true(records.filter)) text += "\n  WHERE " + writer.predicate(records.filter);
  return text;
}

std::string Records::text() const {
  std::vector<std::string> selects;
  for (std::size_t population = 0; population < writers_.size(); ++population) {
    selects.push_back(select(population));
  }
  return fmt::format("{}", fmt::join(selects, "\n  UNION ALL\n"));
}

}  // namespace hdis::sqlgen::duckdb
