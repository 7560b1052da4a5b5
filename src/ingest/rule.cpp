#include "hdis/ingest/cleaner.hpp"

namespace hdis::ingest {

Outcome outcome_of(Rule rule) {
  if (rule == Rule::none) return Outcome::kept;
  if (rule < Rule::missing_null) return Outcome::repaired;
  if (rule < Rule::not_a_number) return Outcome::made_missing;
  return Outcome::invalid;
}

std::string_view to_string(Rule rule) {
  switch (rule) {
    case Rule::none:
      return "as delivered";
    case Rule::padding:
      return "padding removed";
    case Rule::whole_number:
      return "whole number written with a decimal point";
    case Rule::date_only:
      return "time after the date removed";
    case Rule::leading_zeros:
      return "leading zeros restored";
    case Rule::cut_code:
      return "longer code cut to the length of the field";
    case Rule::year_form:
      return "financial year rewritten as four digits";
    case Rule::cleaned_list:
      return "padding and missing codes removed from the list";
    case Rule::missing_null:
      return "missing: not submitted";
    case Rule::missing_invalid:
      return "missing: marked as invalid";
    case Rule::missing_not_known:
      return "missing: not known";
    case Rule::missing_not_applicable:
      return "missing: not applicable";
    case Rule::not_a_number:
      return "invalid: not a number";
    case Rule::out_of_range:
      return "invalid: out of range";
    case Rule::not_a_date:
      return "invalid: not a date";
    case Rule::not_a_time:
      return "invalid: not a time";
    case Rule::not_a_year:
      return "invalid: not a financial year";
    case Rule::not_text:
      return "invalid: control characters";
    case Rule::too_long:
      return "invalid: longer than the field";
    case Rule::lost_digits:
      return "invalid: key rounded to a few digits";
    case Rule::unknown_code:
      return "invalid: not in the code list";
  }
  return "";
}

}  // namespace hdis::ingest
