#include "expectation.hpp"

#include <algorithm>

namespace hdis::disclosure {
namespace {

using audit::Nature;
using audit::NumberColumn;

Nature nature_of(query::Aggregate aggregate, const Policy& policy) {
  switch (aggregate) {
    case query::Aggregate::count_records:
    case query::Aggregate::count_values:
      return policy.totals_from_rounded ? Nature::total_of_counts : Nature::count;
    case query::Aggregate::count_people:
      return Nature::count;
    case query::Aggregate::sum:
      return Nature::amount;
    case query::Aggregate::mean:
    case query::Aggregate::median:
      return Nature::average;
  }
  return Nature::count;
}

/// Only counts are exact at national level, and what is computed from them.
bool may_be_exact(Nature nature) { return nature != Nature::amount && nature != Nature::average; }

std::vector<query::MeasureRef> parts_of(const query::Column& column) {
  if (const auto* ratio = std::get_if<query::RatioColumn>(&column.content)) {
    return {ratio->numerator, ratio->denominator};
  }
  if (const auto* rate = std::get_if<query::RateColumn>(&column.content)) return {rate->numerator};
  return {};
}

/// Where `ref` stands by itself in the same row (and under the same entry of a pivot).
void add_position(const query::MeasureRef& ref, std::size_t entry,
                  const std::vector<const DraftColumn*>& numbers, std::vector<std::size_t>& parts) {
  for (std::size_t n = 0; n < numbers.size(); ++n) {
    const auto* measure = std::get_if<query::MeasureColumn>(&numbers[n]->plan->content);
    if (measure != nullptr && measure->measure == ref && numbers[n]->entry == entry) {
      parts.push_back(n);
    }
  }
}

}  // namespace

audit::Expectation expectation_of(const Draft& draft, const query::TablePlan& table,
                                  const Policy& policy) {
  std::vector<const DraftColumn*> numbers;
  audit::Expectation expectation;
  for (const DraftColumn& column : draft.columns) {
    if (column.shown.kind == released::ColumnKind::number) {
      numbers.push_back(&column);
    } else {
      ++expectation.keys;
    }
  }
  for (const DraftColumn* column : numbers) {
    NumberColumn expected;
    if (const auto* measure = std::get_if<query::MeasureColumn>(&column->plan->content)) {
      const auto& [part, index] = measure->measure;
      expected.nature = nature_of(table.parts[part].measures[index].aggregate, policy);
    }
    for (const query::MeasureRef& ref : parts_of(*column->plan)) {
      add_position(ref, column->entry, numbers, expected.parts);
    }
    expectation.columns.push_back(std::move(expected));
  }
  for (const DraftRow& row : draft.rows) {
    std::vector<bool> exact;
    for (std::size_t n = 0; n < row.levels.size(); ++n) {
      exact.push_back(row.levels[n] == Level::national && policy.national_exact &&
                      n < numbers.size() && may_be_exact(expectation.columns[n].nature));
    }
    expectation.may_be_exact.push_back(std::move(exact));
  }
  return expectation;
}

}  // namespace hdis::disclosure
