#pragma once

#include "bind/context.hpp"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace hdis::query {

/// What the rows of an aggregation tell about the population from which they come.
class Separation {
 public:
  Separation(const Aggregation& aggregation, const catalogue::Catalogue& catalogue);

  /// Whether in every grouping set a dimension shows from which of two populations a row comes.
  [[nodiscard]] bool told_apart(std::size_t a, std::size_t b) const;

  /// Whether some cell would count a record twice, because two populations share records and no
  /// dimension tells them apart.
  [[nodiscard]] bool counts_twice() const;

 private:
  [[nodiscard]] bool apart(std::size_t dimension, std::size_t a, std::size_t b) const;

  const Aggregation& aggregation_;
  /// For each dimension and population: the values that can occur, as they are shown, where they can be listed.
  std::vector<std::vector<std::optional<std::set<std::string>>>> values_;
};

}  // namespace hdis::query
