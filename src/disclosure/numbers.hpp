#pragma once

#include "hdis/catalogue/catalogue.hpp"

#include "join.hpp"

#include <span>

namespace hdis::disclosure {

/// A cell with the level at which it may be shown.
struct LevelledCell {
  released::Cell cell;
  Level level = Level::below_national;
};

/// Computes the number columns of a row from its protected cells.
class Numbers {
 public:
  /// All must outlive the object.
  Numbers(std::span<const ProtectedPart> parts, const catalogue::Catalogue& catalogue)
      : parts_(parts), catalogue_(catalogue) {}

  /// The number of `column` at `place` (in the dimensions of part 0); `row` is null if no part has
  /// records there. `column` must be a measure, a ratio or a rate.
  [[nodiscard]] LevelledCell number(const query::Column& column, const Place& place,
                                    const JoinedRow* row) const;

 private:
  [[nodiscard]] LevelledCell measure(const query::MeasureRef& ref, const JoinedRow* row) const;
  [[nodiscard]] LevelledCell ratio(const query::RatioColumn& column, const JoinedRow* row) const;
  [[nodiscard]] LevelledCell rate(const query::RateColumn& column, const Place& place,
                                  const JoinedRow* row) const;
  [[nodiscard]] std::optional<double> persons(const query::RateColumn& column,
                                              const Place& place) const;

  std::span<const ProtectedPart> parts_;
  const catalogue::Catalogue& catalogue_;
};

}  // namespace hdis::disclosure
