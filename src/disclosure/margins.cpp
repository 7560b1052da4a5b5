#include "margins.hpp"

#include <algorithm>

namespace hdis::disclosure {
namespace {

template <class T>
std::size_t index_in(std::vector<T>& known, const T& wanted) {
  const auto found = std::find(known.begin(), known.end(), wanted);
  if (found != known.end()) return static_cast<std::size_t>(found - known.begin());
  known.push_back(wanted);
  return known.size() - 1;
}

/// Units are words; they do not make two measures different.
query::Measure without_unit(query::Measure measure) {
  measure.unit.clear();
  return measure;
}

}  // namespace

Names Universe::name(const query::Aggregation& aggregation) {
  Names names;
  for (const auto& dimension : aggregation.dimensions) {
    names.dimensions.push_back(index_in(dimensions_, dimension.by_population));
  }
  for (const auto& measure : aggregation.measures) {
    names.measures.push_back(index_in(measures_, without_unit(measure)));
  }
  return names;
}

MarginRow& Universe::row(const Names& names, const Place& place) {
  std::map<std::size_t, PlaceKey> keys;
  for (std::size_t d = 0; d < place.size(); ++d) {
    if (place[d].kind != released::Key::Kind::total) keys.emplace(names.dimensions[d], place[d]);
  }
  std::vector<std::size_t> set;
  std::vector<PlaceKey> values;
  for (const auto& [dimension, key] : keys) {
    set.push_back(dimension);
    values.push_back(key);
  }
  return margins_[set][values];
}

}  // namespace hdis::disclosure
