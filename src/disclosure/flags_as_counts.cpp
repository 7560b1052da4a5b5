#include "flags_as_counts.hpp"

#include "hdis/core/assert.hpp"

#include <algorithm>

namespace hdis::disclosure {
namespace {

using query::Measure;
using query::MeasureRef;

query::Value one(catalogue::FieldType type) {
  switch (type) {
    case catalogue::FieldType::integer:
      return std::int64_t{1};
    case catalogue::FieldType::decimal:
      return 1.0;
    default:
      return std::string("1");
  }
}

query::Predicate is_one(const query::FieldRef& flag) {
  return {query::Compare{{flag}, query::Comparison::equal, {one(flag.type)}}};
}

Measure as_count(const Measure& sum) {
  query::Predicate set = is_one(*sum.argument);
  if (sum.filter) set = {query::All{{*sum.filter, std::move(set)}}};
  Measure count;
  count.aggregate = query::Aggregate::count_records;
  count.filter = std::move(set);
  count.unit = sum.unit;
  return count;
}

/// Rewrites the measures; tells where each of them went.
std::vector<std::size_t> rewrite(query::Aggregation& part) {
  std::vector<Measure> measures;
  std::vector<std::size_t> moved_to;
  for (Measure& old : part.measures) {
    const bool flag = old.flag && old.argument && old.aggregate == query::Aggregate::sum;
    Measure now = flag ? as_count(old) : std::move(old);
    const auto same = std::find(measures.begin(), measures.end(), now);
    moved_to.push_back(static_cast<std::size_t>(same - measures.begin()));
    if (same == measures.end()) measures.push_back(std::move(now));
  }
  part.measures = std::move(measures);
  return moved_to;
}

}  // namespace

query::TablePlan with_flags_as_counts(query::TablePlan table) {
  std::vector<std::vector<std::size_t>> moved_to;
  for (query::Aggregation& part : table.parts) moved_to.push_back(rewrite(part));
  const auto move = [&](MeasureRef& ref) {
    HDIS_ASSERT(ref.part < moved_to.size() && ref.measure < moved_to[ref.part].size());
    ref.measure = moved_to[ref.part][ref.measure];
  };
  for (query::Column& column : table.columns) {
    if (auto* measure = std::get_if<query::MeasureColumn>(&column.content)) move(measure->measure);
    if (auto* rate = std::get_if<query::RateColumn>(&column.content)) move(rate->numerator);
    if (auto* ratio = std::get_if<query::RatioColumn>(&column.content)) {
      move(ratio->numerator);
      move(ratio->denominator);
    }
  }
  return table;
}

}  // namespace hdis::disclosure
