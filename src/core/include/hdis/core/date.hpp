#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace hdis {

/// A day of the proleptic Gregorian calendar that exists (never 30 February).
class Date {
 public:
  /// Errors: none for a date that exists; otherwise empty.
  static std::optional<Date> make(int year, unsigned month, unsigned day);
  /// Reads exactly `YYYY-MM-DD`; empty if it is anything else or does not exist.
  static std::optional<Date> parse(std::string_view text);
  explicit Date(std::chrono::sys_days days) : days_(days) {}

  [[nodiscard]] std::chrono::sys_days days() const { return days_; }
  [[nodiscard]] std::chrono::year_month_day ymd() const {
    return std::chrono::year_month_day(days_);
  }
  /// `YYYY-MM-DD`.
  [[nodiscard]] std::string to_text() const;
  friend auto operator<=>(const Date&, const Date&) = default;

 private:
  std::chrono::sys_days days_;
};

/// A moment, to the second, in Coordinated Universal Time.
using Instant = std::chrono::sys_seconds;

/// `YYYY-MM-DDTHH:MM:SSZ`.
[[nodiscard]] std::string to_text(Instant instant);
/// Reads exactly the form that `to_text` writes.
[[nodiscard]] std::optional<Instant> parse_instant(std::string_view text);
/// The day (UTC) on which `instant` lies.
[[nodiscard]] Date date_of(Instant instant);

/// Where the time comes from. The only port in `core`: tests pass a fixed clock.
class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual Instant now() const = 0;
};

/// The clock of the machine.
class SystemClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override;
};

}  // namespace hdis
