#pragma once

#include <cstdint>
#include <string_view>

namespace hdis::synth {

/// Days since 1 January 1970.
using Day = std::int32_t;
constexpr Day no_day = INT32_MIN;

/// `YYYY-MM-DD`, from a table; days from 1850 to 2149. "1800-01-01", HES for a date that was not given, for `null_day`.
[[nodiscard]] std::string_view date_text(Day day);
constexpr Day null_day = -62091;

[[nodiscard]] Day first_day_of(int financial_year);
/// The calendar year in which the financial year of `day` begins.
[[nodiscard]] int financial_year_of(Day day);
/// 1 to 12.
[[nodiscard]] int month_of(Day day);
[[nodiscard]] int calendar_year_of(Day day);
/// 0 is Monday.
[[nodiscard]] inline int weekday_of(Day day) { return (day + 3 + 7 * 100000) % 7; }
/// Whole years from `birth` to `day`.
[[nodiscard]] int age_on(Day birth, Day day);
/// As HES writes ages: whole years, 120 at most, 7001 to 7007 below one.
[[nodiscard]] int hes_age(Day birth, Day day);

}  // namespace hdis::synth
