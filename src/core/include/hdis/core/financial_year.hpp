#pragma once

#include "hdis/core/date.hpp"

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace hdis {

/// An NHS financial year: 1 April to 31 March. HES writes 2017/18 as `1718`.
class FinancialYear {
 public:
  /// The year that begins on 1 April of `first_calendar_year`; 1900 to 2098.
  static std::optional<FinancialYear> starting(int first_calendar_year);
  /// Reads `1718`, `2017/18`, `2017-18` or `201718`; two-digit years from 70 are of the twentieth
  /// century. Empty if the two halves do not follow one another.
  static std::optional<FinancialYear> parse(std::string_view text);
  /// The financial year in which `date` lies.
  static std::optional<FinancialYear> of(Date date);

  [[nodiscard]] int first_calendar_year() const { return first_; }
  /// As HES writes it: `1718`.
  [[nodiscard]] std::string code() const;
  /// As people read it: `2017/18`.
  [[nodiscard]] std::string label() const;
  [[nodiscard]] Date first_day() const;
  [[nodiscard]] Date last_day() const;
  friend auto operator<=>(const FinancialYear&, const FinancialYear&) = default;

 private:
  explicit FinancialYear(int first) : first_(first) {}
  int first_;
};

}  // namespace hdis
