#include "hdis/ingest/cleaner.hpp"

#include "hdis/core/text.hpp"

#include "derivation.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>

namespace hdis::ingest {
namespace {

bool is_digit(char character) { return character >= '0' && character <= '9'; }

bool all_digits(std::string_view text) { return std::all_of(text.begin(), text.end(), is_digit); }

/// `text` without zeros at its front; "0" if there is nothing else.
std::string_view without_leading_zeros(std::string_view text) {
  const auto first = text.find_first_not_of('0');
  return first == std::string_view::npos ? text.substr(text.size() - 1) : text.substr(first);
}

/// `text` with zeros at its front up to `width` characters.
std::string with_leading_zeros(std::string_view text, std::size_t width) {
  return std::string(width - text.size(), '0').append(text);
}

/// "5" of "5.0" and of "5.000"; empty if there are other decimals, or none.
std::optional<std::string_view> whole_part(std::string_view text) {
  const auto point = text.find('.');
  if (point == std::string_view::npos || point == 0 || point + 1 == text.size())
    return std::nullopt;
  if (text.find_first_not_of('0', point + 1) != std::string_view::npos) return std::nullopt;
  return text.substr(0, point);
}

/// Whether `text` is a time of day after a date: "T10:00", " 00:00:00", " 00:00:00.000".
bool is_time_part(std::string_view text) {
  if (text.size() < 6 || (text[0] != ' ' && text[0] != 'T')) return false;
  constexpr std::string_view shape = "00:00:00.";
  for (std::size_t index = 1; index < text.size(); ++index) {
    const char expected = index <= shape.size() ? shape[index - 1] : '0';
    if (expected == '0' ? !is_digit(text[index]) : text[index] != expected) return false;
  }
  return true;
}

Rule rule_of(catalogue::MissingKind kind) {
  switch (kind) {
    case catalogue::MissingKind::null:
      return Rule::missing_null;
    case catalogue::MissingKind::invalid:
      return Rule::missing_invalid;
    case catalogue::MissingKind::not_known:
      return Rule::missing_not_known;
    case catalogue::MissingKind::not_applicable:
      return Rule::missing_not_applicable;
  }
  return Rule::missing_null;
}

Cleaned null_because(Rule rule) { return {std::monostate{}, rule}; }

bool has_control_characters(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char character) { return static_cast<unsigned char>(character) < 0x20U; });
}

/// Whether a key says nothing: signs alone ("-", "&"), or what a tool wrote for a blank. As a key it would make one person
/// of many.
bool is_blank_key(std::string_view text) {
  constexpr std::array<std::string_view, 7> blanks = {"null", "none", "nil", "nan",
                                                      "na",   "n/a",  "#n/a"};
  const bool only_signs = std::all_of(text.begin(), text.end(), [](char character) {
    const auto byte = static_cast<unsigned char>(character);
    return byte < 0x80U && std::isalnum(byte) == 0;
  });
  return only_signs || std::find(blanks.begin(), blanks.end(), to_lower(text)) != blanks.end();
}

/// Whether a number was written as 3.00149E+11: the digits that told one key from others are gone.
bool is_rounded_number(std::string_view text) {
  const auto exponent = text.find_first_of("eE");
  if (exponent == std::string_view::npos || exponent == 0) return false;
  const auto mantissa = text.substr(0, exponent);
  const auto power = text.substr(exponent + 1);
  return mantissa.find_first_not_of("0123456789.") == std::string_view::npos && power.size() > 1 &&
         power.front() == '+' && all_digits(power.substr(1));
}

bool is_key(const catalogue::Field& field) {
  return field.field_class == catalogue::FieldClass::person_key ||
         field.field_class == catalogue::FieldClass::record_key;
}

bool less(const catalogue::MissingValue& value, std::string_view raw) { return value.raw < raw; }

}  // namespace

Cleaner::Cleaner(const catalogue::Dataset& dataset, const catalogue::Field& field,
                 const catalogue::Catalogue& catalogue, const PseudonymKey& key)
    : field_(&field),
      is_year_(dataset.find(dataset.year_field) == &field),
      codes_(field.codes ? catalogue.code_system(*field.codes) : nullptr),
      key_(&key),
      missing_(field.missing) {
  std::sort(missing_.begin(), missing_.end(),
            [](const auto& a, const auto& b) { return a.raw < b.raw; });
  if (!field.list || !field.derivation || field.derivation->function != "concat") return;
  for (const auto* part : family(dataset, field.derivation->inputs.at(0))) {
    for (const auto& value : part->missing) {
      if (!value.keep) missing_parts_.push_back(value.raw);
    }
  }
}

Cleaned Cleaner::clean(std::string_view delivered) const {
  const std::string_view text = trim(delivered);
  Rule rule = text.size() == delivered.size() ? Rule::none : Rule::padding;
  if (text.empty()) return null_because(rule == Rule::none ? rule : Rule::missing_null);
  if (const auto* value = missing(text); value != nullptr && !value->keep) {
    return null_because(rule_of(value->kind));
  }
  if (is_key(*field_)) return key_of(text, rule);
  return typed(text, rule);
}

const catalogue::MissingValue* Cleaner::missing(std::string_view text) const {
  const auto found = std::lower_bound(missing_.begin(), missing_.end(), text, less);
  return found != missing_.end() && found->raw == text ? &*found : nullptr;
}

Cleaned Cleaner::typed(std::string_view text, Rule rule) const {
  switch (field_->type) {
    case catalogue::FieldType::integer:
      return number(text, rule);
    case catalogue::FieldType::decimal:
      return real(text, rule);
    case catalogue::FieldType::date:
      return date(text, rule);
    case catalogue::FieldType::time:
      return time(text, rule);
    case catalogue::FieldType::text:
      break;
  }
  if (is_year_) return year(text, rule);
  if (field_->list) return list(text, rule);
  if (has_control_characters(text)) return null_because(Rule::not_text);
  return code(text, rule);
}

Cleaned Cleaner::number(std::string_view text, Rule rule) const {
  // 1. "5.0" is 5: tools that know only decimals write it so.
  if (const auto whole = whole_part(text)) {
    text = *whole;
    rule = Rule::whole_number;
  }
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size())
    return null_because(Rule::not_a_number);
  // 2. A code for a missing value, however it is written ("9998.0", "0998").
  const auto* missing_value = missing(std::to_string(value));
  if (missing_value != nullptr && !missing_value->keep)
    return null_because(rule_of(missing_value->kind));
  // 3. A kept code may lie outside the range.
  if (missing_value == nullptr && !in_range(static_cast<double>(value))) {
    return null_because(Rule::out_of_range);
  }
  return {value, rule};
}

Cleaned Cleaner::real(std::string_view text, Rule rule) const {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool complete = error == std::errc{} && end == text.data() + text.size();
  if (!complete || !std::isfinite(value)) return null_because(Rule::not_a_number);
  const auto whole = whole_part(text);
  const auto* missing_value = whole ? missing(*whole) : missing(text);
  if (missing_value != nullptr && !missing_value->keep)
    return null_because(rule_of(missing_value->kind));
  if (missing_value == nullptr && !in_range(value)) return null_because(Rule::out_of_range);
  return {value, rule};
}

bool Cleaner::in_range(double value) const {
  // Ages end at 120 ("120 or more"); the codes for babies lie far above.
  if (field_->convention == "hes_age") {
    return (value >= 0 && value <= 120) || (value >= 7001 && value <= 7007);
  }
  if (field_->smallest && value < static_cast<double>(*field_->smallest)) return false;
  return !field_->largest || value <= static_cast<double>(*field_->largest);
}

Cleaned Cleaner::date(std::string_view text, Rule rule) const {
  constexpr std::size_t date_length = 10;
  if (text.size() > date_length && is_time_part(text.substr(date_length))) {
    text = text.substr(0, date_length);
    rule = Rule::date_only;
  }
  const auto* missing_value = missing(text);
  if (missing_value != nullptr && !missing_value->keep)
    return null_because(rule_of(missing_value->kind));
  const auto value = Date::parse(text);
  if (!value) return null_because(Rule::not_a_date);
  return {*value, rule};
}

Cleaned Cleaner::time(std::string_view text, Rule rule) const {
  std::string digits;
  // 1. HH:MM and HH:MM:SS; seconds are not kept.
  const bool colons = text.size() >= 5 && text[2] == ':' &&
                      (text.size() == 5 || is_time_part(" " + std::string(text)));
  if (colons) {
    digits = std::string(text.substr(0, 2)).append(text.substr(3, 2));
  } else if (text.size() <= 4) {
    // 2. HHMM, which as a number loses its zeros: 5 is five minutes past midnight.
    digits = with_leading_zeros(text, 4);
    if (text.size() < 4) rule = Rule::leading_zeros;
  }
  if (digits.size() != 4 || !all_digits(digits)) return null_because(Rule::not_a_time);
  if (const auto* value = missing(digits); value != nullptr && !value->keep) {
    return null_because(rule_of(value->kind));
  }
  if (digits.substr(0, 2) > "23" || digits.substr(2) > "59") return null_because(Rule::not_a_time);
  return {digits.insert(2, ":"), rule};
}

Cleaned Cleaner::year(std::string_view text, Rule rule) {
  constexpr std::size_t width = 4;
  // A number column writes 1718 as 1718.0.
  const auto whole = whole_part(text);
  if (whole) rule = Rule::whole_number;
  std::string digits(whole.value_or(text));
  // 0102 as a number is 102, 0001 is 1.
  if (digits.size() < width && all_digits(digits)) {
    digits = with_leading_zeros(digits, width);
    rule = Rule::leading_zeros;
  }
  const auto value = FinancialYear::parse(digits);
  if (!value) return null_because(Rule::not_a_year);
  if (value->code() != digits) rule = Rule::year_form;
  return {value->code(), rule};
}

bool Cleaner::known(std::string_view code) const {
  return codes_ != nullptr && codes_->find(code) != nullptr;
}

Cleaned Cleaner::code(std::string_view text, Rule rule) const {
  if (missing(text) != nullptr) return {std::string(text), rule};  // A code that analysts expect.
  const std::size_t width = field_->width;
  // 1. A code of a finer scheme: AE's DIAG2 is by definition the first two characters of the
  //    diagnosis, and is delivered as "053". Cut where the definition says so, or where what is left
  //    is a code.
  if (width > 0 && text.size() > width) {
    const bool is_prefix = field_->derivation && field_->derivation->function == "first_characters";
    text = trim(text.substr(0, width));
    if ((!is_prefix && !known(text)) || !is_utf8(text)) return null_because(Rule::too_long);
    if (const auto* value = missing(text); value != nullptr && !value->keep) {
      return null_because(rule_of(value->kind));
    }
    rule = Rule::cut_code;
  }
  if (codes_ == nullptr || known(text)) return {std::string(text), rule};
  // 2. A number column or a spreadsheet has eaten zeros: INVEST2 "1" is "01", if that is a code.
  if (text.size() < width && all_digits(text)) {
    std::string padded = with_leading_zeros(text, width);
    const auto* missing_value = missing(padded);
    if (missing_value != nullptr && !missing_value->keep) {
      return null_because(rule_of(missing_value->kind));
    }
    if (known(padded) || missing_value != nullptr) return {std::move(padded), Rule::leading_zeros};
  }
  // 3. A closed list is complete; of an open one we know only some codes.
  if (codes_->closed) return null_because(Rule::unknown_code);
  return {std::string(text), rule};
}

Cleaned Cleaner::list(std::string_view text, Rule rule) const {
  std::string cleaned;
  for (const auto& piece : split(text, ',')) {
    const std::string_view part = trim(piece);
    const bool stands_for_missing =
        std::find(missing_parts_.begin(), missing_parts_.end(), part) != missing_parts_.end();
    if (part.empty() || stands_for_missing) continue;
    if (has_control_characters(part)) return null_because(Rule::not_text);
    if (!cleaned.empty()) cleaned += ',';
    cleaned += part;
  }
  if (cleaned.empty()) return null_because(Rule::missing_null);
  if (cleaned != text) rule = Rule::cleaned_list;
  return {std::move(cleaned), rule};
}

Cleaned Cleaner::key_of(std::string_view text, Rule rule) const {
  if (is_blank_key(text)) return null_because(Rule::missing_null);
  if (has_control_characters(text)) return null_because(Rule::not_text);
  if (is_rounded_number(text)) return null_because(Rule::lost_digits);
  // A number column writes 123 as 123.0.
  const auto whole = whole_part(text);
  const bool numbers = field_->type == catalogue::FieldType::integer || field_->width > 0;
  if (whole && numbers && all_digits(*whole)) {
    text = *whole;
    rule = Rule::whole_number;
  }
  // Keys of digits lose their zeros in spreadsheets and number columns. 000123 and 123 are one key
  // wherever a length is declared, so the pseudonym is that of the digits without leading zeros: the
  // same for keys of 12, 19 and 20 digits, and the same in every dataset that links to it.
  if (field_->width > 0 && all_digits(text)) {
    const bool full_length = text.size() >= field_->width;
    if (!full_length) rule = Rule::leading_zeros;
    text = without_leading_zeros(text);
    if (const auto* value = missing(text); value != nullptr && !value->keep) {
      return null_because(rule_of(value->kind));
    }
    // Zeros in full length are a blank that somebody padded; a single one may be where they began to count.
    if (full_length && text == "0") return null_because(Rule::missing_null);
  }
  const bool person = field_->field_class == catalogue::FieldClass::person_key;
  const auto kind = person ? PseudonymKey::Kind::person : PseudonymKey::Kind::record;
  return {key_->rename(kind, text), rule};
}

}  // namespace hdis::ingest
