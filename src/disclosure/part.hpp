#pragma once

#include "hdis/query/plan.hpp"
#include "hdis/raw/raw_table.hpp"
#include "hdis/released/table.hpp"

#include "rules/context.hpp"

#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

/// One aggregation on its way through the gate: raw numbers with the cells that stand for them.
namespace hdis::disclosure {

/// The value of one dimension of a row. The order is that of rows: values, then missing, then the total.
struct PlaceKey {
  released::Key::Kind kind = released::Key::Kind::value;
  std::string code;
  friend auto operator<=>(const PlaceKey&, const PlaceKey&) = default;
};

/// Where a row lies: one key for each dimension of the aggregation.
using Place = std::vector<PlaceKey>;

/// A protected number, with what made it so that it can be protected further.
struct GuardedCell {
  released::Cell cell;
  raw::RawMeasure raw;
  Level level = Level::below_national;
  /// A count that is shown as it is, because it is national.
  bool exact = false;
  /// A total that was added up from cells as shown, and so tells nothing beside them.
  bool from_shown = false;
  /// Hidden, or hidden further, because something could be worked out from it.
  bool withheld = false;
};

/// The protected numbers of one aggregation. Groups without records are absent.
struct ProtectedPart {
  query::Aggregation aggregation;
  People people = People::counted;
  std::vector<Level> levels;  ///< One for each grouping set, as the plan proves.
  std::map<Place, std::vector<GuardedCell>> rows;  ///< One cell for each measure.
};

}  // namespace hdis::disclosure
