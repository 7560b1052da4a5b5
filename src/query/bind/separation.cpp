#include "bind/separation.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace hdis::query {
namespace {

// The number that a text is from its beginning to its end, if it is one.
std::optional<double> number_in(const std::string& text) {
  double number = 0;
  const auto* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  const bool whole = error == std::errc() && stop == end && std::isfinite(number);
  return whole ? std::optional(number) : std::nullopt;
}

// What a row shows of a value, whatever its type: rows are divided by it, so 1 and '1', a date and its text, are one row.
// Texts that read as the same number count as shown alike, though some are not: it is the side on which nothing is counted twice.
std::string shown(const Value& value) {
  std::string text = to_plain_text(value);
  const auto number = number_in(text);
  return number ? to_plain_text(Value{*number == 0 ? 0.0 : *number}) : text;
}

std::optional<std::set<std::string>> shown(const std::optional<std::set<Value>>& values) {
  if (!values) return std::nullopt;
  std::set<std::string> texts;
  for (const auto& value : *values) texts.insert(shown(value));
  return texts;
}

}  // namespace

Separation::Separation(const Aggregation& aggregation, const catalogue::Catalogue& catalogue)
    : aggregation_(aggregation) {
  for (const auto& dimension : aggregation.dimensions) {
    auto& values = values_.emplace_back();
    for (std::size_t i = 0; i < aggregation.populations.size(); ++i) {
      values.push_back(
          shown(values_of(dimension.by_population[i], aggregation.populations[i], catalogue)));
    }
  }
}

bool Separation::apart(std::size_t dimension, std::size_t a, std::size_t b) const {
  const auto& first = values_[dimension][a];
  const auto& second = values_[dimension][b];
  return first && second &&
         std::none_of(first->begin(), first->end(),
                      [&](const std::string& value) { return second->count(value) > 0; });
}

bool Separation::told_apart(std::size_t a, std::size_t b) const {
  std::vector<bool> by_dimension;
  for (std::size_t i = 0; i < values_.size(); ++i) by_dimension.push_back(apart(i, a, b));
  const auto& sets = aggregation_.grouping_sets;
  return std::all_of(sets.begin(), sets.end(), [&](const auto& set) {
    return std::any_of(set.begin(), set.end(),
                       [&](std::size_t dimension) { return by_dimension[dimension]; });
  });
}

bool Separation::counts_twice() const {
  const auto& populations = aggregation_.populations;
  for (std::size_t a = 0; a < populations.size(); ++a) {
    for (std::size_t b = a + 1; b < populations.size(); ++b) {
      if (!share_no_records(populations[a], populations[b]) && !told_apart(a, b)) return true;
    }
  }
  return false;
}

}  // namespace hdis::query
