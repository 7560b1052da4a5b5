#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace hdis::disclosure {
class CellMaker;
}

namespace hdis::released {

/// What a cell of a released table is. The kinds never mix: a rounded number is not a value, a suppressed cell is not 0.
enum class CellKind : std::uint8_t {
  zero,            ///< A true zero that the policy shows.
  value,           ///< An exact number that the policy shows as it is.
  rounded,         ///< A number rounded by the policy.
  suppressed,      ///< Hidden; shown as `*`.
  not_applicable,  ///< There is nothing to show: a mean of no records, a ratio to zero; shown as `z`.
};

/// Why a cell is suppressed, as far as that may be told without telling more about the number.
enum class SuppressionReason : std::uint8_t {
  none,
  small_number,     ///< Too few records or people (which of the two is not told).
  dominance,        ///< One or two people make up too much of a sum.
  part_suppressed,  ///< A ratio or percentage of which a part is suppressed.
  recalculation,    ///< It, or another cell through it, could be worked out from others.
                    ///< Where a table has one, every suppressed count of it is called so: which of
                    ///< them are small is not told.
};

/// One number of a released table. Only `disclosure` makes one.
class Cell {
 public:
  [[nodiscard]] CellKind kind() const { return kind_; }
  /// The number shown; empty if suppressed or not applicable.
  [[nodiscard]] std::optional<double> number() const { return number_; }
  /// Decimals with which the number is shown.
  [[nodiscard]] std::uint32_t decimals() const { return decimals_; }
  [[nodiscard]] SuppressionReason reason() const { return reason_; }
  friend bool operator==(const Cell&, const Cell&) = default;

 private:
  friend class disclosure::CellMaker;
  Cell() = default;
  CellKind kind_ = CellKind::suppressed;
  std::optional<double> number_;
  std::uint32_t decimals_ = 0;
  SuppressionReason reason_ = SuppressionReason::none;
};

/// Stable lower-case words for machine-readable output: "zero", "small_number", ...
[[nodiscard]] std::string_view to_string(CellKind kind);
[[nodiscard]] std::string_view to_string(SuppressionReason reason);
/// The reason as a sentence for people; "" for none.
[[nodiscard]] std::string_view explain(SuppressionReason reason);

}  // namespace hdis::released
