#pragma once

#include "day.hpp"
#include "records.hpp"

#include <charconv>
#include <cstring>
#include <string>
#include <vector>

namespace hdis::synth {

/// Hears the names of columns in place of values: the header.
class NameSink {
 public:
  std::vector<std::string> names;
  void empty(std::string_view name) { names.emplace_back(name); }
  void text(std::string_view name, std::string_view) { names.emplace_back(name); }
  void letter(std::string_view name, char) { names.emplace_back(name); }
  void number(std::string_view name, int) { names.emplace_back(name); }
  void flag(std::string_view name, bool) { names.emplace_back(name); }
  void day(std::string_view name, Day) { names.emplace_back(name); }
  void key(std::string_view name, std::uint64_t, int) { names.emplace_back(name); }
  void minute(std::string_view name, int) { names.emplace_back(name); }
  void age(std::string_view name, int) { names.emplace_back(name); }
  template <std::size_t N>
  void codes(std::string_view stem, std::size_t, const std::array<Code, N>&, int,
             std::string_view) {
    numbered(stem, N);
  }
  template <std::size_t N>
  void joined(std::string_view name, std::size_t, const std::array<Code, N>&, int,
              std::string_view) {
    names.emplace_back(name);
  }
  template <std::size_t N>
  void days(std::string_view stem, const std::array<Day, N>&, int) {
    numbered(stem, N);
  }
  /// Fields STEM01 to STEMnn, of which only the first has a value.
  void first_of(std::string_view stem, std::size_t n, std::string_view) { numbered(stem, n); }
  void first_number_of(std::string_view stem, std::size_t n, int) {
    for (std::size_t i = 1; i <= n; ++i) names.push_back(std::string(stem) + std::to_string(i));
  }

 private:
  void numbered(std::string_view stem, std::size_t n) {
    for (std::size_t i = 1; i <= n; ++i)
      names.push_back(std::string(stem) + (i < 10 ? "0" : "") + std::to_string(i));
  }
};

/// Appends one line of comma-separated values to a text that grows; values never need quotes, except lists.
class RowSink {
 public:
  explicit RowSink(std::string& out) : out_(out) {}
  void empty(std::string_view) { comma(); }
  void text(std::string_view, std::string_view value) {
    comma();
    out_.append(value);
  }
  void letter(std::string_view, char value) {
    comma();
    if (value != ' ') out_.push_back(value);
  }
  void number(std::string_view, int value) {
    comma();
    if (value != nothing) append(value);
  }
  void flag(std::string_view, bool value) {
    comma();
    out_.push_back(value ? '1' : '0');
  }
  void day(std::string_view, Day value) {
    comma();
    if (value != no_day) out_.append(date_text(value));
  }
  /// A key with leading zeros; 0 stands for none and is "0".
  void key(std::string_view, std::uint64_t value, int width) {
    comma();
    if (value == 0) {
      out_.push_back('0');
      return;
    }
    std::array<char, 24> digits{};
    for (int i = width - 1; i >= 0; --i, value /= 10)
      digits[static_cast<std::size_t>(i)] = static_cast<char>('0' + value % 10);
    out_.append(digits.data(), static_cast<std::size_t>(width));
  }
  void minute(std::string_view, int value) {
    comma();
    if (value == nothing) return;
    const int clock = (value / 60 % 24) * 100 + value % 60;
    for (int unit = 1000; unit > 0; unit /= 10)
      out_.push_back(static_cast<char>('0' + clock / unit % 10));
  }
  /// STARTAGE_CALC and its like.
  void age(std::string_view, int value) {
    constexpr std::array<std::string_view, 7> babies{"0.002", "0.010", "0.048", "0.167",
                                                     "0.375", "0.625", "0.875"};
    comma();
    if (value > 7000) {
      out_.append(babies[static_cast<std::size_t>(value - 7001)]);
    } else {
      append(value);
    }
  }
  template <std::size_t N>
  void codes(std::string_view, std::size_t width, const std::array<Code, N>& values, int count,
             std::string_view none) {
    for (std::size_t i = 0; i < N; ++i) {
      comma();
      if (static_cast<int>(i) < count) {
        out_.append(values[i].text.data(), width);
      } else if (i == 0) {
        out_.append(none);
      }
    }
  }
  template <std::size_t N>
  void joined(std::string_view, std::size_t width, const std::array<Code, N>& values, int count,
              std::string_view none) {
    comma();
    if (count == 0) {
      out_.append(none);
      return;
    }
    if (count > 1) out_.push_back('"');
    for (std::size_t i = 0; static_cast<int>(i) < count; ++i) {
      if (i > 0) out_.push_back(',');
      out_.append(values[i].text.data(), width);
    }
    if (count > 1) out_.push_back('"');
  }
  template <std::size_t N>
  void days(std::string_view, const std::array<Day, N>& values, int count) {
    for (std::size_t i = 0; i < N; ++i) day({}, static_cast<int>(i) < count ? values[i] : no_day);
  }
  void first_of(std::string_view, std::size_t n, std::string_view value) {
    text({}, value);
    out_.append(n - 1, ',');
  }
  void first_number_of(std::string_view, std::size_t n, int value) {
    number({}, value);
    out_.append(n - 1, ',');
  }
  void end() {
    out_.push_back('\n');
    first_ = true;
  }

 private:
  void comma() {
    if (!first_) out_.push_back(',');
    first_ = false;
  }
  void append(int value) {
    std::array<char, 12> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out_.append(digits.data(), static_cast<std::size_t>(end - digits.data()));
  }
  std::string& out_;
  bool first_ = true;
};

}  // namespace hdis::synth
