#include "bind/date_spelling.hpp"

#include "hdis/core/text.hpp"

#include <array>
#include <charconv>
#include <string>
#include <vector>

namespace hdis::query {
namespace {

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || failure != std::errc() || end != text.data() + text.size()) return {};
  return value;
}

std::optional<Date> date(std::optional<int> year, std::optional<int> month,
                         std::optional<int> day) {
  if (!year || !month || !day || *month < 1 || *day < 1) return std::nullopt;
  return Date::make(*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day));
}

std::optional<int> month_named(std::string_view text) {
  constexpr std::array<std::string_view, 12> names = {"JAN", "FEB", "MAR", "APR", "MAY", "JUN",
                                                      "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"};
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (to_upper(text) == names[i]) return static_cast<int>(i) + 1;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Date> date_spelled_otherwise(std::string_view text) {
  for (const char separator : {'/', '-', '.'}) {
    const std::vector<std::string> pieces = split(text, separator);
    if (pieces.size() != 3) continue;
    if (pieces[0].size() == 4) return date(number(pieces[0]), number(pieces[1]), number(pieces[2]));
    return date(number(pieces[2]), number(pieces[1]), number(pieces[0]));
  }
  if (text.size() == 9) {
    return date(number(text.substr(5)), month_named(text.substr(2, 3)), number(text.substr(0, 2)));
  }
  if (text.size() == 8) {
    return date(number(text.substr(0, 4)), number(text.substr(4, 2)), number(text.substr(6)));
  }
  return std::nullopt;
}

}  // namespace hdis::query
