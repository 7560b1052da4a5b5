#include "support/planted.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <stdexcept>

namespace hdis::disclosure::testing {
namespace {

using Keys = std::vector<std::optional<std::string>>;

std::optional<std::string> field_of(const Planted& record, const std::string& name) {
  const auto found = record.fields.find(name);
  return found == record.fields.end() ? std::nullopt : std::optional(found->second);
}

bool satisfies(const Planted& record, const query::Predicate& predicate);

std::optional<std::string> value_of(const Planted& record, const query::RowExpression& expression) {
  if (const auto* field = std::get_if<query::FieldRef>(&expression.node)) {
    return field_of(record, field->name);
  }
  if (const auto* constant = std::get_if<query::Value>(&expression.node)) {
    if (const auto* text = std::get_if<std::string>(constant)) return *text;
    if (const auto* number = std::get_if<std::int64_t>(constant)) return std::to_string(*number);
  }
  if (const auto* banding = std::get_if<query::Banding>(&expression.node)) {
    for (const auto& arm : banding->arms) {
      if (satisfies(record, arm.when)) return value_of(record, arm.then);
    }
    return value_of(record, *banding->otherwise);
  }
  throw std::logic_error("the planted engine does not understand this expression");
}

bool satisfies(const Planted& record, const query::Predicate& predicate) {
  if (const auto* all = std::get_if<query::All>(&predicate.node)) {
    return std::all_of(all->parts.begin(), all->parts.end(),
                       [&](const auto& part) { return satisfies(record, part); });
  }
  if (const auto* any = std::get_if<query::Any>(&predicate.node)) {
    return std::any_of(any->parts.begin(), any->parts.end(),
                       [&](const auto& part) { return satisfies(record, part); });
  }
  if (const auto* null = std::get_if<query::IsNull>(&predicate.node)) {
    return value_of(record, null->subject).has_value() == null->negated;
  }
  if (const auto* constant = std::get_if<query::Constant>(&predicate.node)) return constant->value;
  const auto* compare = std::get_if<query::Compare>(&predicate.node);
  if (compare == nullptr)
    throw std::logic_error("the planted engine does not understand this filter");
  const auto left = value_of(record, compare->left);
  const auto right = value_of(record, compare->right);
  if (!left || !right) return false;
  return (compare->op == query::Comparison::equal) == (*left == *right);
}

double median_of(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

raw::RawQuantity quantity_of(query::Aggregate aggregate, const std::vector<double>& amounts,
                             std::size_t persons_with_key) {
  double sum = 0;
  for (const double amount : amounts) sum += amount;
  switch (aggregate) {
    case query::Aggregate::count_records:
    case query::Aggregate::count_values:
      return raw::RawQuantity(static_cast<double>(amounts.size()));
    case query::Aggregate::count_people:
      return raw::RawQuantity(static_cast<double>(persons_with_key));
    case query::Aggregate::sum:
      break;
    case query::Aggregate::mean:
      sum /= static_cast<double>(amounts.size());
      break;
    case query::Aggregate::median:
      sum = amounts.empty() ? 0 : median_of(amounts);
      break;
  }
  return amounts.empty() ? raw::RawQuantity() : raw::RawQuantity(sum);
}

raw::RawMeasure measure_of(const query::Measure& measure,
                           const std::vector<const Planted*>& group) {
  std::vector<double> amounts;
  std::map<std::string, double> by_person;
  std::size_t without_key = 0;
  for (const Planted* record : group) {
    if (measure.filter && !satisfies(*record, *measure.filter)) continue;
    const bool values = measure.aggregate == query::Aggregate::count_values;
    if (values && !record->fields.contains(measure.argument->name)) continue;
    amounts.push_back(record->amount);
    without_key += !record->person;
    by_person[record->person.value_or("?" + std::to_string(amounts.size()))] +=
        std::abs(record->amount);
  }
  const std::size_t with_key = by_person.size() - without_key;
  raw::RawMeasure result;
  result.records = raw::RawCount(amounts.size());
  result.people = raw::RawCount(with_key + (without_key > 0 ? 1 : 0));
  result.value = quantity_of(measure.aggregate, amounts, with_key);
  if (measure.aggregate == query::Aggregate::sum || measure.aggregate == query::Aggregate::mean) {
    std::vector<double> shares;
    shares.reserve(by_person.size());
    for (const auto& [person, share] : by_person) shares.push_back(share);
    std::sort(shares.rbegin(), shares.rend());
    for (const double share : shares) result.total_contribution += share;
    if (!shares.empty()) result.largest_contribution = shares[0];
    if (shares.size() > 1) result.second_contribution = shares[1];
  }
  return result;
}

}  // namespace

std::vector<Planted> records(std::size_t count, const std::map<std::string, std::string>& fields,
                             double amount) {
  static std::size_t next_person = 0;
  std::vector<Planted> result;
  result.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    result.push_back({fields, "person " + std::to_string(next_person++), amount});
  }
  return result;
}

std::vector<Planted> records_of_one(std::size_t count,
                                    const std::map<std::string, std::string>& fields,
                                    double amount) {
  auto result = records(1, fields, amount);
  return std::vector<Planted>(count, result.front());
}

std::vector<Planted> together(const std::vector<std::vector<Planted>>& groups) {
  std::vector<Planted> all;
  for (const auto& group : groups) all.insert(all.end(), group.begin(), group.end());
  return all;
}

raw::RawTable tabulate(const query::Aggregation& aggregation, const std::vector<Planted>& planted) {
  raw::RawTable table;
  for (std::size_t set = 0; set < aggregation.grouping_sets.size(); ++set) {
    std::map<Keys, std::vector<const Planted*>> groups;
    if (aggregation.grouping_sets[set].empty()) groups[Keys(aggregation.dimensions.size())];
    for (const Planted& record : planted) {
      if (!satisfies(record, aggregation.populations.front().filter)) continue;
      Keys keys(aggregation.dimensions.size());
      for (const std::size_t d : aggregation.grouping_sets[set]) {
        keys[d] = value_of(record, aggregation.dimensions[d].by_population.front());
      }
      groups[keys].push_back(&record);
    }
    for (const auto& [keys, group] : groups) {
      raw::RawRow row{set, keys, {}};
      for (const auto& measure : aggregation.measures)
        row.measures.push_back(measure_of(measure, group));
      table.rows.push_back(std::move(row));
    }
  }
  return table;
}

Result<raw::RawTable> PlantedEngine::run(const query::Aggregation& aggregation,
                                         const engine::Limits& /*limits*/,
                                         const engine::Control& control) {
  if (before_run_) {
    if (auto error = before_run_()) return fail(std::move(*error));
  }
  if (control.progress) control.progress(0.5);
  return tabulate(aggregation, planted_);
}

}  // namespace hdis::disclosure::testing
