#include "field_rules.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hdis::catalogue {
namespace {

constexpr std::string_view known_convention = "hes_age";

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_number(FieldType type) { return type == FieldType::integer || type == FieldType::decimal; }

bool is_key(FieldClass field_class) {
  return field_class == FieldClass::identifier || field_class == FieldClass::person_key ||
         field_class == FieldClass::record_key;
}

/// Notes `message` about one field unless `condition` holds.
class Rules {
 public:
  Rules(const Field& field, SourcePosition where, FileDefects& defects)
      : field_(field), where_(where), defects_(defects) {}

  void require(bool condition, std::string_view message, std::string expected) {
    if (condition) return;
    defects_.add(rule::wrong_value, where_, fmt::format("field {}: {}", field_.name, message),
                 std::move(expected));
  }

 private:
  const Field& field_;
  SourcePosition where_;
  FileDefects& defects_;
};

void check_names(const Field& field, Rules& rules) {
  if (field.name.empty()) return;  // Noted as missing.
  rules.require(is_field_name(field.name), "the name is not in capitals, digits and underscores",
                "a name such as STARTAGE_CALC");
  for (const auto& alias : field.aliases) {
    rules.require(is_field_name(alias), "an alias is not in capitals, digits and underscores",
                  "a name such as PSEUDO_HESID");
  }
}

void check_use(const Field& field, Rules& rules) {
  const bool is_date = field.field_class == FieldClass::date;
  rules.require(is_date == (field.type == FieldType::date), "type date and class date go together",
                "type: date, class: date");
  rules.require(is_date == field.grain.has_value(), "a grain belongs to a date and to nothing else",
                "grain: month for a date");
  rules.require(field.field_class != FieldClass::geography || field.geography.has_value(),
                "a geography has no level", "geography: {level: ccg}");
  rules.require(!is_key(field.field_class) || field.detail == Detail::never,
                "an identifier or key must never divide a table", "leave 'detail' out");
  const bool names_a_person =
      field.field_class == FieldClass::identifier || field.field_class == FieldClass::person_key;
  rules.require(!names_a_person || !field.filterable,
                "an identifier or person key must not be used in a filter",
                "leave 'filterable' out");
}

void check_values(const Field& field, Rules& rules) {
  const bool is_measure = field.field_class == FieldClass::measure;
  rules.require(!is_measure || is_number(field.type), "a measure is not a number",
                "type: integer or decimal");
  rules.require(!is_measure || !field.unit.empty(), "a measure has no unit", "unit: days");
  rules.require(!field.flag || field.type == FieldType::integer, "a flag is not an integer",
                "type: integer");
  rules.require(!field.list || field.type == FieldType::text, "a list is not a text", "type: text");
  rules.require(!field.smallest || is_number(field.type), "only a number has a range",
                "type: integer or decimal");
  rules.require(!field.convention || *field.convention == known_convention,
                "the convention is not known", std::string(known_convention));
  rules.require(!field.first_year || !field.last_year || *field.first_year <= *field.last_year,
                "the first year is after the last", "years: {from: 0910, to: 1920}");
}

}  // namespace

bool is_field_name(std::string_view name) {
  return !name.empty() && is_upper(name.front()) &&
         std::all_of(name.begin(), name.end(),
                     [](char c) { return is_upper(c) || is_digit(c) || c == '_'; });
}

void check_field(const Field& field, SourcePosition where, FileDefects& defects) {
  Rules rules(field, where, defects);
  check_names(field, rules);
  check_use(field, rules);
  check_values(field, rules);
}

}  // namespace hdis::catalogue
