#include "empty_rows.hpp"

#include <algorithm>

namespace hdis::engine {
namespace {

using query::Aggregate;

raw::RawMeasure of_nothing(const query::Measure& measure) {
  raw::RawMeasure result;
  const bool is_count = measure.flag || measure.aggregate == Aggregate::count_records ||
                        measure.aggregate == Aggregate::count_values ||
                        measure.aggregate == Aggregate::count_people;
  if (is_count) result.value = raw::RawQuantity(0);
  return result;
}

}  // namespace

void add_missing_totals(raw::RawTable& table, const query::Aggregation& aggregation) {
  for (std::size_t set = 0; set < aggregation.grouping_sets.size(); ++set) {
    const auto is_of_set = [set](const raw::RawRow& row) { return row.grouping_set == set; };
    if (!aggregation.grouping_sets[set].empty()) continue;
    if (std::any_of(table.rows.begin(), table.rows.end(), is_of_set)) continue;
    raw::RawRow row{set, {}, {}};
    row.keys.resize(aggregation.dimensions.size());
    for (const query::Measure& measure : aggregation.measures) {
      row.measures.push_back(of_nothing(measure));
    }
    table.rows.push_back(std::move(row));
  }
}

}  // namespace hdis::engine
