#include "shown_columns.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hdis::disclosure {
namespace {

using query::Aggregate;
using released::ColumnKind;

const query::Measure& measure_at(const query::TablePlan& table, const query::MeasureRef& ref) {
  return table.parts[ref.part].measures[ref.measure];
}

std::string label_of(const query::Aggregation& part, const std::string& field,
                     const catalogue::Catalogue& catalogue) {
  const catalogue::Dataset* dataset = catalogue.dataset(part.populations.front().dataset);
  const catalogue::Field* found = dataset == nullptr ? nullptr : dataset->find(field);
  return found == nullptr || found->label.empty() ? field : found->label;
}

std::string argument_of(const query::TablePlan& table, const query::MeasureRef& ref,
                        const catalogue::Catalogue& catalogue) {
  const auto& argument = measure_at(table, ref).argument;
  return argument ? label_of(table.parts[ref.part], argument->name, catalogue) : std::string();
}

std::string meaning_of(const query::TablePlan& table, const query::MeasureRef& ref,
                       const catalogue::Catalogue& catalogue) {
  const query::Measure& measure = measure_at(table, ref);
  const std::string argument = argument_of(table, ref, catalogue);
  const std::string_view some = measure.filter ? " that satisfy a further condition" : "";
  switch (measure.aggregate) {
    case Aggregate::count_records:
      return fmt::format("Number of records{}", some);
    case Aggregate::count_values:
      return fmt::format("Number of records{} with: {}", some, argument);
    case Aggregate::count_people:
      return fmt::format("Number of people with records{}", some);
    case Aggregate::sum:
      return fmt::format("Sum over records{}: {}", some, argument);
    case Aggregate::mean:
      return fmt::format("Mean over records{}: {}", some, argument);
    case Aggregate::median:
      return fmt::format("Median over records{}: {}", some, argument);
  }
  return {};
}

struct Describe {
  const query::TablePlan& table;
  const catalogue::Catalogue& catalogue;
  released::Column& column;

  void operator()(const query::DimensionColumn& content) const {
    const query::Aggregation& part = table.parts.front();
    const query::RowExpression& value = part.dimensions[content.dimension].by_population.front();
    const auto* field = std::get_if<query::FieldRef>(&value.node);
    column.meaning = field == nullptr ? column.name : label_of(part, field->name, catalogue);
  }
  void operator()(const query::ConstantColumn&) const { column.meaning = "The same in every row"; }
  void operator()(const query::MeasureColumn& content) const {
    column.unit = measure_at(table, content.measure).unit;
    column.meaning = meaning_of(table, content.measure, catalogue);
  }
  void operator()(const query::RatioColumn& content) const {
    column.unit = content.factor == 100 ? "%" : "ratio";
    column.meaning = fmt::format("{}, divided by: {}; from the numbers as shown",
                                 meaning_of(table, content.numerator, catalogue),
                                 meaning_of(table, content.denominator, catalogue));
  }
  void operator()(const query::RateColumn& content) const {
    const catalogue::Measure* measure = catalogue.measure(content.measure.text());
    column.unit =
        measure == nullptr ? fmt::format("per {:g} persons per year", content.per) : measure->unit;
    column.meaning = fmt::format(
        "{} ({} {}), from the count as shown and published population {} {}",
        measure == nullptr ? content.measure.text() : measure->title, content.measure.text(),
        content.measure_version, content.population.text(), content.population_version);
  }
};

DraftColumn shown(const query::TablePlan& table, const query::Column& plan,
                  const catalogue::Catalogue& catalogue) {
  DraftColumn column;
  column.plan = &plan;
  column.shown.name = plan.name;
  column.shown.kind = holds_numbers(plan) ? ColumnKind::number : ColumnKind::dimension;
  std::visit(Describe{table, catalogue, column.shown}, plan.content);
  return column;
}

bool is_dimension(const query::Column& column, std::size_t dimension) {
  const auto* content = std::get_if<query::DimensionColumn>(&column.content);
  return content != nullptr && content->dimension == dimension;
}

std::vector<DraftColumn> pivoted(const query::PivotSpec& pivot,
                                 const std::vector<DraftColumn>& columns) {
  std::vector<DraftColumn> result;
  std::vector<DraftColumn> numbers;
  for (const DraftColumn& column : columns) {
    if (is_dimension(*column.plan, pivot.dimension)) continue;
    (holds_numbers(*column.plan) ? numbers : result).push_back(column);
  }
  for (std::size_t e = 0; e < pivot.entries.size(); ++e) {
    for (DraftColumn column : numbers) {
      column.entry = e;
      column.shown.name = numbers.size() == 1 ? pivot.entries[e].name
                                              : pivot.entries[e].name + "_" + column.shown.name;
      result.push_back(std::move(column));
    }
  }
  return result;
}

}  // namespace

bool holds_numbers(const query::Column& column) {
  return !std::holds_alternative<query::DimensionColumn>(column.content) &&
         !std::holds_alternative<query::ConstantColumn>(column.content);
}

std::vector<DraftColumn> shown_columns(const query::TablePlan& table,
                                       const catalogue::Catalogue& catalogue) {
  std::vector<DraftColumn> columns;
  for (const query::Column& column : table.columns)
    columns.push_back(shown(table, column, catalogue));
  return table.pivot ? pivoted(*table.pivot, columns) : columns;
}

}  // namespace hdis::disclosure
