#include "day.hpp"

#include "hdis/core/date.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <vector>

namespace hdis::synth {
namespace {

constexpr Day first_in_table = -43829;  // 1850-01-01
constexpr Day days_in_table = 110000;   // into 2151

struct DayParts {
  std::array<char, 10> text;
  std::int16_t year;
  std::int8_t month;
  std::int8_t day;
};

std::vector<DayParts> make_table() {
  std::vector<DayParts> table(days_in_table);
  for (Day i = 0; i < days_in_table; ++i) {
    const Date date{std::chrono::sys_days(std::chrono::days(first_in_table + i))};
    const auto text = date.to_text();
    auto& parts = table[static_cast<std::size_t>(i)];
    std::copy_n(text.begin(), 10, parts.text.begin());
    parts.year = static_cast<std::int16_t>(static_cast<int>(date.ymd().year()));
    parts.month = static_cast<std::int8_t>(static_cast<unsigned>(date.ymd().month()));
    parts.day = static_cast<std::int8_t>(static_cast<unsigned>(date.ymd().day()));
  }
  return table;
}

const DayParts& parts_of(Day day) {
  static const std::vector<DayParts> table = make_table();
  return table[static_cast<std::size_t>(
      std::clamp<Day>(day - first_in_table, 0, days_in_table - 1))];
}

}  // namespace

std::string_view date_text(Day day) {
  if (day == null_day) return "1800-01-01";
  const auto& text = parts_of(day).text;
  return {text.data(), text.size()};
}

Day first_day_of(int financial_year) {
  using namespace std::chrono;
  return static_cast<Day>(sys_days(year(financial_year) / April / 1).time_since_epoch().count());
}

int financial_year_of(Day day) {
  const auto& parts = parts_of(day);
  return parts.month >= 4 ? parts.year : parts.year - 1;
}

int month_of(Day day) { return parts_of(day).month; }
int calendar_year_of(Day day) { return parts_of(day).year; }

int age_on(Day birth, Day day) {
  const auto& from = parts_of(birth);
  const auto& to = parts_of(day);
  const bool before_birthday =
      to.month < from.month || (to.month == from.month && to.day < from.day);
  return to.year - from.year - (before_birthday ? 1 : 0);
}

int hes_age(Day birth, Day day) {
  const int years = age_on(birth, day);
  if (years > 0) return std::min(years, 120);
  const Day days = day - birth;
  constexpr std::array limits{0, 6, 28, 90, 181, 272};
  int code = 7001;
  for (const int limit : limits) code += days > limit ? 1 : 0;
  return code;
}

}  // namespace hdis::synth
