#pragma once

#include "audit/system.hpp"
#include "part.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace hdis::disclosure {

/// Cells of one row, one for each measure of the universe that the row has.
using MarginRow = std::map<std::size_t, std::optional<audit::CellIndex>>;

/// The rows of one grouping set: by the keys of its dimensions, in the order of the set.
using Margin = std::map<std::vector<PlaceKey>, MarginRow>;

/// What a part's dimensions and measures are called in its universe.
struct Names {
  std::vector<std::size_t> dimensions;
  std::vector<std::size_t> measures;
};

/// Everything that a request counts over the same populations, whatever tables it stands in. Dimensions
/// and measures are the same if they mean the same, whatever their names.
class Universe {
 public:
  explicit Universe(std::vector<query::Population> populations)
      : populations_(std::move(populations)) {}

  [[nodiscard]] const std::vector<query::Population>& populations() const { return populations_; }
  Names name(const query::Aggregation& aggregation);
  /// The row at `place`, which is made if it is new.
  MarginRow& row(const Names& names, const Place& place);

  [[nodiscard]] const std::vector<query::Measure>& measures() const { return measures_; }
  [[nodiscard]] const std::map<std::vector<std::size_t>, Margin>& margins() const {
    return margins_;
  }

 private:
  std::vector<query::Population> populations_;
  std::vector<std::vector<query::RowExpression>> dimensions_;
  std::vector<query::Measure> measures_;
  std::map<std::vector<std::size_t>, Margin> margins_;
};

/// The true count of a cell.
using CountOf = std::function<std::int64_t(audit::CellIndex)>;

/// Every relation within a universe: totals with their parts, people with records, a part of a count
/// with the whole, and filters that together make up the whole. The last is looked for in the true
/// counts, since a reader may well know that a field has no other values.
void add_relations(const Universe& universe, const CountOf& count_of,
                   std::vector<audit::Relation>& relations);

}  // namespace hdis::disclosure
