#include "hdis/catalogue/derivation.hpp"

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
      DerivationFunction{"concat",
                         "The values of the repeated fields, in order, with commas between them.",
                         {family}},
      DerivationFunction{
          "first_characters", "The first so many characters of a code.", {field, number}},
      DerivationFunction{"financial_year",
                         "The financial year of the first of these dates that is there.",
                         {fields}},
      DerivationFunction{"lookup",
                         "The value in the record of another dataset that has the same key, where "
                         "exactly one value is found.",
                         {dataset, field, foreign_field}},
  };
  return functions;
}

}  // namespace hdis::catalogue
