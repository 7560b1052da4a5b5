#include "measurement.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

namespace hdis::engine::reference {
namespace {

using query::Aggregate;
using query::Value;

bool is_quantity(const query::Measure& measure) {
  const bool number = measure.aggregate == Aggregate::sum || measure.aggregate == Aggregate::mean ||
                      measure.aggregate == Aggregate::median;
  return number && !measure.flag;
}

/// The finite number in a field, if there is one.
std::optional<double> number_of(const Subject& subject, const std::string& field) {
  const Value value = field_of(subject.record, field);
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
  const auto* real = std::get_if<double>(&value);
  if (real == nullptr || !std::isfinite(*real)) return std::nullopt;
  return *real;
}

bool contributes(const query::Measure& measure, const Subject& subject) {
  if (measure.filter && evaluate(*measure.filter, subject) != Truth::yes) return false;
  if (!measure.argument) return true;
  const std::string& field = measure.argument->name;
  if (measure.flag) return number_of(subject, field) == 1.0;
  if (is_quantity(measure)) return number_of(subject, field).has_value();
  return !std::holds_alternative<query::Null>(field_of(subject.record, field));
}

double median(std::vector<double> numbers) {
  std::sort(numbers.begin(), numbers.end());
  const std::size_t half = numbers.size() / 2;
  if (numbers.size() % 2 == 1) return numbers[half];
  return numbers[half - 1] + (numbers[half] - numbers[half - 1]) / 2;
}

raw::RawQuantity quantity(Aggregate aggregate, const std::vector<double>& numbers) {
  if (numbers.empty()) return {};
  if (aggregate == Aggregate::median) return raw::RawQuantity(median(numbers));
  long double sum = 0;
  for (const double number : numbers) sum += number;
  if (aggregate == Aggregate::mean) sum /= static_cast<long double>(numbers.size());
  return raw::RawQuantity(static_cast<double>(sum));
}

/// Shares of single persons; records without a key are one person each.
void add_shares(raw::RawMeasure& result, const std::vector<Subject>& records,
                const std::string& field) {
  std::map<std::string, double> by_person;
  std::vector<double> shares;
  for (const Subject& subject : records) {
    const double amount = std::abs(*number_of(subject, field));
    result.total_contribution += amount;
    if (const auto person = person_of(subject.record, subject.dataset)) {
      by_person[*person] += amount;
    } else {
      shares.push_back(amount);
    }
  }
  for (const auto& [person, amount] : by_person) shares.push_back(amount);
  std::sort(shares.begin(), shares.end(), std::greater<>());
  if (!shares.empty()) result.largest_contribution = shares[0];
  if (shares.size() > 1) result.second_contribution = shares[1];
}

}  // namespace

raw::RawMeasure measure(const query::Measure& measure, const std::vector<Subject>& group) {
  std::vector<Subject> records;
  Persons persons;
  bool unknown = false;
  for (const Subject& subject : group) {
    if (!contributes(measure, subject)) continue;
    records.push_back(subject);
    const auto person = person_of(subject.record, subject.dataset);
    if (person) persons.insert(*person);
    unknown = unknown || !person;
  }
  raw::RawMeasure result;
  result.records = raw::RawCount(records.size());
  const std::uint64_t people = persons.size() + (unknown ? 1 : 0);
  result.people = raw::RawCount(std::min(people, raw::enough_people));
  if (!is_quantity(measure)) {
    const bool of_people = measure.aggregate == Aggregate::count_people;
    result.value =
        raw::RawQuantity(static_cast<double>(of_people ? persons.size() : records.size()));
    return result;
  }
  std::vector<double> numbers;
  for (const Subject& subject : records) {
    numbers.push_back(*number_of(subject, measure.argument->name));
  }
  result.value = quantity(measure.aggregate, numbers);
  if (measure.aggregate != Aggregate::median) add_shares(result, records, measure.argument->name);
  return result;
}

}  // namespace hdis::engine::reference
