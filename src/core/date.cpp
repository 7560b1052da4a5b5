#include "hdis/core/date.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace hdis {
namespace {

/// Whether `text` has the shape of `pattern`, in which `0` stands for any digit.
bool has_shape(std::string_view text, std::string_view pattern) {
  const auto fits = [](char actual, char wanted) {
    return wanted == '0' ? actual >= '0' && actual <= '9' : actual == wanted;
  };
  return std::equal(text.begin(), text.end(), pattern.begin(), pattern.end(), fits);
}

/// The number that `digits` spell. They are digits and few, so this cannot fail.
int number(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

}  // namespace

std::optional<Date> Date::make(int year, unsigned month, unsigned day) {
  // Four-digit years only, so that every date has the one form that `parse` reads.
  if (year < 1 || year > 9999) return std::nullopt;
  const std::chrono::year_month_day ymd{std::chrono::year(year), std::chrono::month(month),
                                        std::chrono::day(day)};
  if (month > 12 || day > 31 || !ymd.ok()) return std::nullopt;
  return Date(std::chrono::sys_days(ymd));
}

std::optional<Date> Date::parse(std::string_view text) {
  if (!has_shape(text, "0000-00-00")) return std::nullopt;
  return make(number(text.substr(0, 4)), static_cast<unsigned>(number(text.substr(5, 2))),
              static_cast<unsigned>(number(text.substr(8, 2))));
}

std::string Date::to_text() const {
  const auto date = ymd();
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string to_text(Instant instant) {
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::hh_mm_ss time(instant - day);
  return fmt::format("{}T{:02}:{:02}:{:02}Z", Date(day).to_text(), time.hours().count(),
                     time.minutes().count(), time.seconds().count());
}

std::optional<Instant> parse_instant(std::string_view text) {
  if (!has_shape(text, "0000-00-00T00:00:00Z")) return std::nullopt;
  const auto date = Date::parse(text.substr(0, 10));
  const int hours = number(text.substr(11, 2));
  const int minutes = number(text.substr(14, 2));
  const int seconds = number(text.substr(17, 2));
  if (!date || hours > 23 || minutes > 59 || seconds > 59) return std::nullopt;
  return date->days() + std::chrono::hours(hours) + std::chrono::minutes(minutes) +
         std::chrono::seconds(seconds);
}

Date date_of(Instant instant) { return Date(std::chrono::floor<std::chrono::days>(instant)); }

Instant SystemClock::now() const {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

}  // namespace hdis
