#include "hdis/query/value.hpp"

#include "hdis/core/assert.hpp"

#include <array>
#include <charconv>

namespace hdis::query {
namespace {

// Digits without an exponent, always with a point, so that a decimal never reads as an integer.
std::string decimal_text(double value) {
  std::array<char, 400> buffer{};
  const auto [end, failure] =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed);
  HDIS_ASSERT(failure == std::errc());
  std::string text(buffer.data(), end);
  if (text.find('.') == std::string::npos) text += ".0";
  return text;
}

std::string in_quotes(const std::string& text) {
  std::string result = "'";
  for (const char c : text) {
    if (c == '\'') result += '\'';
    result += c;
  }
  return result + "'";
}

}  // namespace

std::string to_query_text(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return in_quotes(*text);
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  if (const auto* number = std::get_if<double>(&value)) return decimal_text(*number);
  if (const auto* date = std::get_if<Date>(&value)) return "DATE '" + date->to_text() + "'";
  return "NULL";
}

std::string to_plain_text(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* date = std::get_if<Date>(&value)) return date->to_text();
  if (std::holds_alternative<Null>(value)) return "";
  std::string number = to_query_text(value);
  const bool whole = number.size() > 2 && number.substr(number.size() - 2) == ".0";
  return whole ? number.substr(0, number.size() - 2) : number;
}

}  // namespace hdis::query
