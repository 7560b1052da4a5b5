#pragma once

#include "hdis/catalogue/catalogue.hpp"
#include "hdis/core/date.hpp"
#include "hdis/ingest/pseudonym.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace hdis::ingest {

/// What was done to a delivered value. A value counts under one rule, the last that changed it.
enum class Rule : std::uint8_t {
  none,  ///< Taken as it is, or empty.
  // The value was repaired:
  padding,        ///< White space around it removed.
  whole_number,   ///< "5.0" read as 5.
  date_only,      ///< The time after a date removed.
  leading_zeros,  ///< Zeros restored that a spreadsheet or a number column had lost.
  cut_code,       ///< A code of a finer scheme cut to the length of the field.
  year_form,      ///< A financial year rewritten as four digits ("2017/18" read as 1718).
  cleaned_list,   ///< Padding or missing codes removed from a list of codes.
  // It stands for a missing value (catalogue):
  missing_null,
  missing_invalid,
  missing_not_known,
  missing_not_applicable,
  // It fits no rule and became NULL:
  not_a_number,
  out_of_range,
  not_a_date,
  not_a_time,
  not_a_year,
  not_text,  ///< Holds control characters.
  too_long,
  lost_digits,   ///< A key rounded to a few digits ("3.00149E+11").
  unknown_code,  ///< Not in a closed code system.
};
inline constexpr std::size_t rule_count = static_cast<std::size_t>(Rule::unknown_code) + 1;

enum class Outcome : std::uint8_t { kept, repaired, made_missing, invalid };
[[nodiscard]] Outcome outcome_of(Rule rule);
/// In words for a report: "leading zeros restored".
[[nodiscard]] std::string_view to_string(Rule rule);

/// A cleaned value; `std::monostate` is NULL. Times are texts, HH:MM.
using CleanValue =
    std::variant<std::monostate, std::int64_t, double, Date, std::string, PseudonymKey::Pseudonym>;

struct Cleaned {
  CleanValue value;
  Rule rule = Rule::none;
};

/// The rules by which delivered values of one field become stored ones. Pure: the same text always
/// gives the same value. May be used by several threads.
class Cleaner {
 public:
  /// `field` is one of `dataset`. All arguments must outlive the cleaner.
  Cleaner(const catalogue::Dataset& dataset, const catalogue::Field& field,
          const catalogue::Catalogue& catalogue, const PseudonymKey& key);

  /// `delivered` is one value as the file has it, without quotes.
  [[nodiscard]] Cleaned clean(std::string_view delivered) const;

 private:
  [[nodiscard]] const catalogue::MissingValue* missing(std::string_view text) const;
  [[nodiscard]] Cleaned typed(std::string_view text, Rule rule) const;
  [[nodiscard]] Cleaned number(std::string_view text, Rule rule) const;
  [[nodiscard]] Cleaned real(std::string_view text, Rule rule) const;
  [[nodiscard]] Cleaned date(std::string_view text, Rule rule) const;
  [[nodiscard]] Cleaned time(std::string_view text, Rule rule) const;
  [[nodiscard]] static Cleaned year(std::string_view text, Rule rule);
  [[nodiscard]] Cleaned code(std::string_view text, Rule rule) const;
  [[nodiscard]] Cleaned list(std::string_view text, Rule rule) const;
  [[nodiscard]] Cleaned key_of(std::string_view text, Rule rule) const;
  [[nodiscard]] bool in_range(double value) const;
  [[nodiscard]] bool known(std::string_view code) const;

  const catalogue::Field* field_;
  bool is_year_;                        ///< The field by which the dataset is divided into years.
  const catalogue::CodeSystem* codes_;  ///< Null: the field has no codes.
  const PseudonymKey* key_;
  std::vector<catalogue::MissingValue> missing_;  ///< Of the field, sorted by `raw`.
  std::vector<std::string> missing_parts_;        ///< Of a list's parts.
};

}  // namespace hdis::ingest
