#pragma once

#include "bind/context.hpp"
#include "bind/row_binder.hpp"

#include <functional>
#include <optional>
#include <vector>

namespace hdis::query {

/// The measures of one SELECT over records.
class MeasureBinder {
 public:
  MeasureBinder(Context& context, const Names& names, const RowRelation& rows)
      : context_(context), names_(names), rows_(rows) {}

  /// The measure that an aggregate call asks for, as an index into `measures()`. Empty if it failed.
  [[nodiscard]] std::optional<std::size_t> measure(const ast::Call& call, SourcePosition where);

  /// The index of a measure that is equal to this one; it is added if there is none.
  [[nodiscard]] std::size_t add(Measure measure);

  [[nodiscard]] const std::vector<Measure>& measures() const { return measures_; }

 private:
  std::optional<Measure> in_branch(const ast::Call& call, std::size_t branch, SourcePosition where);

  Context& context_;
  const Names& names_;
  const RowRelation& rows_;
  std::vector<Measure> measures_;
};

/// What records of a dataset are counted in: "episodes".
[[nodiscard]] std::string unit_of_records(const catalogue::Dataset& dataset);

/// Whether one may be divided by the other: neither is an average or a median.
bool check_ratio(Context& context, const Measure& numerator, const Measure& denominator,
                 SourcePosition where);

/// Finds the measure that a part of an expression names: an aggregate call, or a column of an inner query.
/// Empty, with a reason in the diagnostics, if it names none.
using MeasureFinder = std::function<std::optional<MeasureRef>(const ast::Expression&)>;

/// A measure, or a ratio of two: `a`, `a / b`, `100.0 * a / b`, `ROUND(CAST(a AS DOUBLE) / NULLIF(b, 0), 1)`.
/// Any other calculation is refused. Empty if it failed.
[[nodiscard]] std::optional<std::variant<MeasureColumn, RatioColumn>> bind_calculation(
    Context& context, const ast::Expression& expression, const MeasureFinder& find);

}  // namespace hdis::query
