#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What an engine counted, before any protection. Only `engine` and `disclosure` may name these types; they have
/// no text form, no stream operator and no formatter, on purpose.
namespace hdis::raw {

/// A number of records or people that has not been protected.
class RawCount {
 public:
  RawCount() = default;
  explicit RawCount(std::uint64_t value) : value_(value) {}
  /// The number itself. Every use of it outside `disclosure` and the engines' tests is a defect.
  [[nodiscard]] std::uint64_t unprotected() const { return value_; }
  friend auto operator<=>(const RawCount&, const RawCount&) = default;

 private:
  std::uint64_t value_ = 0;
};

/// An unprotected quantity (a sum, a mean, a median). Empty if there was nothing to compute it from.
class RawQuantity {
 public:
  RawQuantity() = default;
  explicit RawQuantity(double value) : value_(value) {}
  [[nodiscard]] std::optional<double> unprotected() const { return value_; }
  friend bool operator==(const RawQuantity&, const RawQuantity&) = default;

 private:
  std::optional<double> value_;
};

/// Supporting persons are counted exactly below this number; the number itself stands for "so many or
/// more". No disclosure rule may ask for more. Why: docs/adr/0012-people-beside-records.md.
inline constexpr std::uint64_t enough_people = 64;

/// One measure of one group, with what the disclosure rules need to judge it.
///
/// The contributing records of a measure are those that satisfy its filter and, where it has an
/// argument, have a value (a finite one, if a number is made of it). Of the sum of a flag, which is a
/// count, they are those in which the flag is 1: the others add nobody to what is shown.
struct RawMeasure {
  /// Contributing records.
  RawCount records;
  /// Distinct persons among them, as far as `enough_people`; all records without a person key together
  /// count as one more person.
  RawCount people;
  /// Sum, mean or median of the argument over the contributing records. For counts and sums of flags
  /// equal to the count shown: records, or for count_people all distinct persons with a key, exactly.
  RawQuantity value;
  /// Of sums and means of quantities: the largest and second largest share of one person (absolute values
  /// summed by person; records without a key are one person each), and the total of absolute values. Exact
  /// where at most `enough_people` persons contribute; with more, the shares may be too large, but never too
  /// small. Zero for others.
  double largest_contribution = 0;
  double second_contribution = 0;
  double total_contribution = 0;
};

/// One group.
struct RawRow {
  std::size_t grouping_set = 0;
  /// One for each dimension: the value as plain text (integers without decimals, dates as YYYY-MM-DD); empty for NULL
  /// and for a dimension that is not in the grouping set.
  std::vector<std::optional<std::string>> keys;
  std::vector<RawMeasure> measures;
};

/// The result of one aggregation. Rows in no particular order; groups in which no record of the populations lies are
/// absent. The empty grouping set always gives one row, even over no records.
struct RawTable {
  std::vector<RawRow> rows;
};

}  // namespace hdis::raw
