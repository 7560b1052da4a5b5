#include "bind/separation.hpp"

#include <algorithm>

namespace hdis::query {

Separation::Separation(const Aggregation& aggregation, const catalogue::Catalogue& catalogue)
    : aggregation_(aggregation) {
  for (const auto& dimension : aggregation.dimensions) {
    auto& values = values_.emplace_back();
    for (std::size_t i = 0; i < aggregation.populations.size(); ++i) {
      values.push_back(
          values_of(dimension.by_population[i], aggregation.populations[i], catalogue));
    }
  }
}

bool Separation::apart(std::size_t dimension, std::size_t a, std::size_t b) const {
  const auto& first = values_[dimension][a];
  const auto& second = values_[dimension][b];
  return first && second && std::none_of(first->begin(), first->end(), [&](const Value& value) {
           return second->count(value) > 0;
         });
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
