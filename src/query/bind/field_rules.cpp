#include "bind/field_rules.hpp"

#include "hdis/core/assert.hpp"

#include "plan/overloaded.hpp"
#include "plan/visit.hpp"

#include <algorithm>

namespace hdis::query {
namespace {

using catalogue::DateGrain;
using catalogue::Detail;
using catalogue::Field;
using catalogue::FieldClass;

// Keys and identifiers: what they are for, and that this is not it.
bool check_not_a_key(Context& context, const Field& field, const std::string& use,
                     SourcePosition where) {
  auto& out = context.diagnostics;
  const std::string name = context.called(field.name);
  switch (field.field_class) {
    case FieldClass::identifier:
      out.refuse("query.identifier",
                 name + " names a person directly. It is not kept and can never be used.",
                 "Leave it out.", where);
      return false;
    case FieldClass::person_key:
      out.refuse("query.person_key", name + " stands for one person. It cannot be " + use + ".",
                 "Count people with COUNT(DISTINCT " + name + "), or keep the records of a " +
                     "group of people with " + name + " IN (SELECT " + name +
                     " FROM ... WHERE ...).",
                 where);
      return false;
    case FieldClass::record_key:
      out.refuse("query.record_key", name + " names one record. It cannot be " + use + ".",
                 "Count records with COUNT(*).", where);
      return false;
    default:
      return true;
  }
}

bool check_field_in_filter(Context& context, const Field& field, SourcePosition where) {
  if (!check_not_a_key(context, field, "looked for", where)) return false;
  if (field.filterable) return true;
  context.diagnostics.refuse("query.not_filterable",
                             field.name + " (" + field.label + ") cannot be used in a condition.",
                             "Leave the condition out.", where);
  return false;
}

std::string parts_of_date(const Field& field) {
  std::string year = "EXTRACT(YEAR FROM " + field.name + ")";
  const auto grain = field.grain.value_or(DateGrain::year);
  if (grain == DateGrain::year) return year;
  const std::string part = grain == DateGrain::quarter ? "QUARTER" : "MONTH";
  return year + ", EXTRACT(" + part + " FROM " + field.name + ")";
}

// Bands that bind as they stand: no value falls between two of them, and what is missing into none.
std::string bands_of(const Field& field) {
  const std::string& name = field.name;
  if (field.type == catalogue::FieldType::time) {
    return "CASE WHEN " + name + " BETWEEN '00:00' AND '07:59' THEN '00-07' WHEN " + name +
           " BETWEEN '08:00' AND '17:59' THEN '08-17' WHEN " + name +
           " BETWEEN '18:00' AND '23:59' THEN '18-23' END";
  }
  return "CASE WHEN " + name + " < 18 THEN 'below 18' WHEN " + name + " < 65 THEN '18-64' WHEN " +
         name + " >= 65 THEN '65 and over' END";
}

bool check_plain_dimension(Context& context, const Field& field, SourcePosition where) {
  auto& out = context.diagnostics;
  if (!check_not_a_key(context, field, "shown or grouped by", where)) return false;
  if (field.field_class == FieldClass::date || field.type == catalogue::FieldType::date) {
    out.refuse("query.exact_date",
               "An exact day, such as " + field.name + ", together with other details points at " +
                   "single people. A table cannot be divided by it.",
               "Divide by " + parts_of_date(field) + ".", where);
    return false;
  }
  if (field.list) {
    out.refuse("query.list_dimension",
               field.name + " holds all codes of a record in one text; nearly every record " +
                   "would be a group of its own.",
               "Divide by one position, or count records with a code: COUNT(*) FILTER (WHERE " +
                   field.name + " RLIKE '...').",
               where);
    return false;
  }
  if (field.detail == Detail::never) {
    out.refuse("query.too_fine",
               field.name + " (" + field.label + ") is too fine to divide a table by.",
               "Leave it out of SELECT and GROUP BY, or use it in WHERE.", where);
    return false;
  }
  if (field.detail == Detail::banded_only) {
    out.refuse("query.bands_only",
               field.name + " (" + field.label + ") can divide a table only in bands.",
               "Write " + bands_of(field) + ".", where);
    return false;
  }
  return true;
}

std::string_view grain_word(DateGrain grain) {
  switch (grain) {
    case DateGrain::day:
      return "days";
    case DateGrain::month:
      return "months";
    case DateGrain::quarter:
      return "quarters";
    case DateGrain::year:
      return "years";
  }
  return "";
}

// The first day of the period of `grain` in which `date` lies, and of the next one.
std::pair<Date, Date> period_around(Date date, DateGrain grain) {
  const auto ymd = date.ymd();
  const unsigned months = grain == DateGrain::year ? 12 : grain == DateGrain::quarter ? 3 : 1;
  const unsigned month = (static_cast<unsigned>(ymd.month()) - 1) / months * months + 1;
  const std::chrono::year_month first = ymd.year() / std::chrono::month(month);
  return {Date(std::chrono::sys_days(first / 1)),
          Date(std::chrono::sys_days((first + std::chrono::months(months)) / 1))};
}

Date day_before(Date date) { return Date(date.days() - std::chrono::days(1)); }

}  // namespace

const Field& field_of(const catalogue::Dataset& dataset, const FieldRef& ref) {
  const Field* field = dataset.find(ref.name);
  HDIS_ASSERT(field != nullptr);
  return *field;
}

bool check_filter(Context& context, const catalogue::Dataset& dataset,
                  const RowExpression& expression, SourcePosition where) {
  bool allowed = true;
  visit_fields(expression, dataset.id, [&](const auto&, const FieldRef& ref) {
    allowed = check_field_in_filter(context, field_of(dataset, ref), where) && allowed;
  });
  return allowed;
}

bool check_dimension(Context& context, const catalogue::Dataset& dataset,
                     const RowExpression& expression, SourcePosition where) {
  return std::visit(
      overloaded{
          [&](const FieldRef& ref) {
            return check_plain_dimension(context, field_of(dataset, ref), where);
          },
          [&](const DatePart& part) {
            const Field& field = field_of(dataset, part.field);
            return check_not_a_key(context, field, "shown or grouped by", where) &&
                   check_date_part(context, field, part.part, where);
          },
          [&](const Substring& part) {
            return check_plain_dimension(context, field_of(dataset, part.field), where);
          },
          [&](const Banding& banding) {
            // What the conditions may look at was checked where they were bound.
            bool allowed = check_dimension(context, dataset, *banding.otherwise, where);
            for (const auto& arm : banding.arms) {
              allowed = check_dimension(context, dataset, arm.then, where) && allowed;
            }
            return allowed;
          },
          [](const Value&) { return true; },
      },
      expression.node);
}

bool is_fine(const catalogue::Dataset& dataset, const RowExpression& expression) {
  const auto fine = [&](const FieldRef& ref) {
    return field_of(dataset, ref).detail == Detail::fine;
  };
  return std::visit(overloaded{
                        [&](const FieldRef& ref) { return fine(ref); },
                        [&](const DatePart& part) { return fine(part.field); },
                        [&](const Substring& part) { return fine(part.field); },
                        [&](const Banding& banding) {
                          // Bands of a number are coarse; bands of fine codes can name one of them.
                          bool found = is_fine(dataset, *banding.otherwise);
                          const auto visit = [&](const auto& owner, const FieldRef& ref) {
                            const bool code = ref.type == catalogue::FieldType::text;
                            if (code && owner == dataset.id && fine(ref)) found = true;
                          };
                          for (const auto& arm : banding.arms) {
                            visit_fields(arm.when, dataset.id, visit);
                            found = found || is_fine(dataset, arm.then);
                          }
                          return found;
                        },
                        [](const Value&) { return false; },
                    },
                    expression.node);
}

bool is_place(const catalogue::Dataset& dataset, const RowExpression& expression) {
  bool place = false;
  visit_fields(expression, dataset.id, [&](const auto& owner, const FieldRef& ref) {
    if (owner == dataset.id && field_of(dataset, ref).field_class == FieldClass::geography) {
      place = true;
    }
  });
  return place;
}

bool check_quantity(Context& context, const Field& field, const std::string& aggregate,
                    SourcePosition where) {
  if (!check_not_a_key(context, field, "summed or averaged", where)) return false;
  const bool number =
      field.type == catalogue::FieldType::integer || field.type == catalogue::FieldType::decimal;
  if (field.field_class == FieldClass::measure && number) return true;
  context.diagnostics.refuse("query.not_a_quantity",
                             field.name + " (" + field.label + ") is not a quantity, so " +
                                 aggregate + " of it means nothing.",
                             "Count records: COUNT(*) FILTER (WHERE " + field.name + " = ...).",
                             where);
  return false;
}

bool check_countable(Context& context, const Field& field, SourcePosition where) {
  if (field.field_class == FieldClass::person_key) {
    const std::string name = context.called(field.name);
    context.diagnostics.refuse(
        "query.person_key", name + " stands for one person and is counted only once for each.",
        "For people write COUNT(DISTINCT " + name + "), for records COUNT(*).", where);
    return false;
  }
  if (field.field_class == FieldClass::record_key) return true;
  return check_not_a_key(context, field, "counted", where);
}

bool check_date_bound(Context& context, const Field& field, Date date, bool lower,
                      SourcePosition where) {
  const auto grain = field.grain.value_or(DateGrain::year);
  if (grain == DateGrain::day) return true;
  const Date first = lower ? date : Date(date.days() + std::chrono::days(1));
  const auto [begin, next] = period_around(first, grain);
  if (begin == first) return true;
  const std::string name = field.name;
  const auto bound = [&](Date start) {
    return lower ? name + " >= DATE '" + start.to_text() + "'"
                 : name + " <= DATE '" + day_before(start).to_text() + "'";
  };
  context.diagnostics.refuse("query.date_inside_period",
                             name + " can be limited by whole " + std::string(grain_word(grain)) +
                                 " only: two questions that differ by a day would show who " +
                                 "was there on that day.",
                             "Write " + bound(begin) + " or " + bound(next) + ".", where);
  return false;
}

bool check_date_part(Context& context, const Field& field, DatePartKind part,
                     SourcePosition where) {
  const auto grain = field.grain.value_or(DateGrain::year);
  const auto asked = part == DatePartKind::year      ? DateGrain::year
                     : part == DatePartKind::quarter ? DateGrain::quarter
                                                     : DateGrain::month;
  if (asked >= grain) return true;
  context.diagnostics.refuse(
      "query.date_part_too_fine",
      field.name + " can be seen by whole " + std::string(grain_word(grain)) + " only.",
      "Use " + parts_of_date(field) + ".", where);
  return false;
}

}  // namespace hdis::query
