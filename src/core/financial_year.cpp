#include "hdis/core/financial_year.hpp"

#include "hdis/core/assert.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hdis {
namespace {

constexpr int earliest = 1900;
constexpr int latest = 2098;
/// Two-digit years from here on are of the twentieth century; HES begins in 1989.
constexpr int first_two_digit_year_of_the_twentieth_century = 70;

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int two_digits(std::string_view text) { return (text[0] - '0') * 10 + (text[1] - '0'); }

int calendar_year(int two_digit_year) {
  return two_digit_year +
         (two_digit_year >= first_two_digit_year_of_the_twentieth_century ? 1900 : 2000);
}

/// The day `day` of `month` of a year in range, which exists for the two days asked for here.
Date day_of(int year, unsigned month, unsigned day) {
  const auto date = Date::make(year, month, day);
  HDIS_ASSERT(date.has_value());
  return *date;
}

}  // namespace

std::optional<FinancialYear> FinancialYear::starting(int first_calendar_year) {
  if (first_calendar_year < earliest || first_calendar_year > latest) return std::nullopt;
  return FinancialYear(first_calendar_year);
}

std::optional<FinancialYear> FinancialYear::parse(std::string_view text) {
  std::string digits(text);
  if (digits.size() == 7 && (digits[4] == '/' || digits[4] == '-')) digits.erase(4, 1);
  if ((digits.size() != 4 && digits.size() != 6) || !all_digits(digits)) return std::nullopt;

  const std::string_view first(digits.data(), digits.size() - 2);
  const int first_pair = two_digits(first.substr(first.size() - 2));
  const int second_pair = two_digits(std::string_view(digits).substr(digits.size() - 2));
  if ((first_pair + 1) % 100 != second_pair) return std::nullopt;

  if (first.size() == 2) return starting(calendar_year(first_pair));
  return starting(two_digits(first.substr(0, 2)) * 100 + first_pair);
}

std::optional<FinancialYear> FinancialYear::of(Date date) {
  const auto ymd = date.ymd();
  const int year = static_cast<int>(ymd.year());
  return starting(ymd.month() >= std::chrono::April ? year : year - 1);
}

std::string FinancialYear::code() const {
  return fmt::format("{:02}{:02}", first_ % 100, (first_ + 1) % 100);
}

std::string FinancialYear::label() const {
  return fmt::format("{}/{:02}", first_, (first_ + 1) % 100);
}

Date FinancialYear::first_day() const { return day_of(first_, 4, 1); }

Date FinancialYear::last_day() const { return day_of(first_ + 1, 3, 31); }

}  // namespace hdis
