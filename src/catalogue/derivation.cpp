#include "hdis/catalogue/derivation.hpp"

#include <algorithm>
#include <array>

namespace hdis::catalogue {

std::span<const DerivationFunction> derivation_functions() {
  using enum DerivationInput;
  // age_decimal: the values that HES gives to the codes 7001 to 7007 are those of the HES Technical
  // Output Specification for STARTAGE_CALC.
  static const std::array functions = {
      DerivationFunction{"age_decimal",
                         "The age in years; the codes 7001 to 7007 for babies become 0.002, 0.010, "
                         "0.048, 0.167, 0.375, 0.625 and 0.875.",
                         {field}},
      DerivationFunction{"any_positive",
                         "1 if any of these numbers is above 0, 0 if none is; empty if none is "
                         "there.",
                         {fields}},
      DerivationFunction{"band",
                         "The band of a table in which the number lies; empty below the first.",
                         {band_table, field}},
      DerivationFunction{"concat",
                         "The values of the repeated fields, in order, with commas between them.",
                         {family}},
      DerivationFunction{
          "days_between",
          "Days from the first date to the second; empty if that is before the first.",
          {field, field}},
      DerivationFunction{"excess",
                         "By how much the first number is above the second; 0 if it is not.",
                         {field, field}},
      DerivationFunction{
          "first_characters", "The first so many characters of a code.", {field, number}},
      DerivationFunction{
          "first_record", "The value in the first of the records that became one.", {source_field}},
      DerivationFunction{"financial_year",
                         "The financial year of the first of these dates that is there.",
                         {fields}},
      DerivationFunction{"group",
                         "The code of another code system above that of the field.",
                         {field, code_system}},
      DerivationFunction{"hour", "The hour of a time of the day, 00 to 23.", {field}},
      DerivationFunction{"in_code_list",
                         "1 if any of the codes is one of the list, 0 if none is.",
                         {code_list, field_or_family}},
      DerivationFunction{
          "last_record", "The value in the last of the records that became one.", {source_field}},
      DerivationFunction{"lookup",
                         "The value in the record of another dataset that has the same key, where "
                         "exactly one value is found.",
                         {dataset, field, foreign_field}},
      DerivationFunction{"quantity", "What the derivation of the dataset computes.", {quantity}},
      DerivationFunction{"sum", "The sum of those of these numbers that are there.", {fields}},
      DerivationFunction{
          "table",
          "The value that a table has for the field, or for several fields together; "
          "empty where it has none.",
          {value_table, fields}},
      DerivationFunction{
          "weekday", "The day of the week of a date, 1 Monday to 7 Sunday.", {field}},
  };
  return functions;
}

std::span<const DatasetFunction> dataset_functions() {
  static const std::array functions = {
      DatasetFunction{
          "provider_spells",
          "1",
          "Finished episodes of one stay of one person at one provider become one "
          "record.",
          {"admission_date", "discharge_date", "length_of_stay", "episodes", "is_discharge",
           "begins_continuous_spell", "ends_continuous_spell", "emergency_readmission",
           "readmission_followed_up", "is_emergency_readmission", "days_since_discharge"}},
      DatasetFunction{
          "continuous_spells",
          "1",
          "Provider spells that are joined by transfers within three days become one "
          "record.",
          {"admission_date", "discharge_date", "length_of_stay", "episodes", "is_discharge",
           "provider_spells", "emergency_readmission", "readmission_followed_up",
           "is_emergency_readmission", "days_since_discharge"}},
  };
  return functions;
}

const DatasetFunction* find_dataset_function(std::string_view name) {
  const auto functions = dataset_functions();
  const auto found = std::find_if(functions.begin(), functions.end(),
                                  [name](const auto& each) { return each.name == name; });
  return found == functions.end() ? nullptr : &*found;
}

}  // namespace hdis::catalogue
