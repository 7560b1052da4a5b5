#pragma once

#include "hdis/catalogue/field.hpp"
#include "hdis/core/box.hpp"
#include "hdis/core/financial_year.hpp"
#include "hdis/query/value.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// Expressions over one record, bound to the catalogue: every field exists and every comparison is between
/// values of one type. None of them can fail on data: there is no arithmetic, no cast, no unbounded function.
namespace hdis::query {

struct Predicate;
struct RowExpression;
struct Population;

/// A field of the dataset of the population in which the expression stands. `name` is canonical.
struct FieldRef {
  std::string name;
  catalogue::FieldType type = catalogue::FieldType::text;
  friend bool operator==(const FieldRef&, const FieldRef&) = default;
};

enum class DatePartKind : std::uint8_t { year, quarter, month };
/// A part of a date as an integer: year 2017, quarter 1-4 (calendar), month 1-12. NULL for NULL.
struct DatePart {
  FieldRef field;
  DatePartKind part;
  friend bool operator==(const DatePart&, const DatePart&) = default;
};

/// Characters `start` .. `start + length - 1` of a text field, counting from 1.
struct Substring {
  FieldRef field;
  std::uint32_t start = 1;
  std::uint32_t length = 1;
  friend bool operator==(const Substring&, const Substring&) = default;
};

struct BandArm;
/// CASE: the result of the first arm whose condition is true, else `otherwise`.
struct Banding {
  std::vector<BandArm> arms;
  Box<RowExpression>
      otherwise;  ///< A constant, NULL or an expression that may itself be grouped by.
  friend bool operator==(const Banding&, const Banding&);
};

/// A value of each record that a table may be divided by, or a quantity that may be aggregated.
struct RowExpression {
  std::variant<FieldRef, DatePart, Substring, Banding, Value> node;
  friend bool operator==(const RowExpression&, const RowExpression&);
};

enum class Comparison : std::uint8_t { equal, not_equal, less, less_equal, greater, greater_equal };

/// Always true or always false.
struct Constant {
  bool value = true;
  friend bool operator==(const Constant&, const Constant&) = default;
};
struct Compare {
  RowExpression left;
  Comparison op = Comparison::equal;
  RowExpression right;  ///< A constant or a field of the same type.
  friend bool operator==(const Compare&, const Compare&);
};
/// Membership in a list of constants, sorted and without repetition. A single value is written as Compare.
struct InList {
  RowExpression subject;
  std::vector<Value> values;
  bool negated = false;
  friend bool operator==(const InList&, const InList&);
};
/// RE2 pattern found anywhere in the text (anchors in the pattern itself). LIKE is translated to it.
struct Matches {
  RowExpression subject;
  std::string pattern;
  bool negated = false;
  friend bool operator==(const Matches&, const Matches&);
};
/// The text starts with one of some constants. `LIKE 'x%'`, `RLIKE '^x'`, `SUBSTRING(f,1,n) = 'x'` end here.
struct StartsWith {
  RowExpression subject;
  std::vector<std::string> prefixes;  ///< Sorted, none a prefix of another.
  bool negated = false;
  friend bool operator==(const StartsWith&, const StartsWith&);
};
/// A code of the field (or, in a list field, any code of the list) belongs to a code list.
struct InCodeList {
  FieldRef subject;
  catalogue::CodeListId list;
  std::string version;
  std::vector<std::string>
      prefixes;  ///< Copied from the catalogue when bound, so the plan stands alone.
  std::vector<std::string> except;
  bool any_position = false;  ///< The subject is a list field.
  bool negated = false;
  friend bool operator==(const InCodeList&, const InCodeList&) = default;
};
struct IsNull {
  RowExpression subject;
  bool negated = false;
  friend bool operator==(const IsNull&, const IsNull&);
};
/// The person of the record is among the persons of another population. Records without a person key are in no
/// population: for them neither IN nor NOT IN is true.
struct PersonIn {
  Box<Population> persons;
  bool negated = false;
  friend bool operator==(const PersonIn&, const PersonIn&);
};
/// All / any of at least two parts, sorted by canonical text, without repetition.
struct All {
  std::vector<Predicate> parts;
  friend bool operator==(const All&, const All&);
};
struct Any {
  std::vector<Predicate> parts;
  friend bool operator==(const Any&, const Any&);
};

/// A condition on one record, with SQL's three-valued logic (a record counts only if it is true). NOT has been
/// pushed to the leaves.
struct Predicate {
  std::variant<Constant, Compare, InList, Matches, StartsWith, InCodeList, IsNull, PersonIn, All,
               Any>
      node;
  friend bool operator==(const Predicate&, const Predicate&);
};

struct BandArm {
  Predicate when;
  RowExpression then;
  friend bool operator==(const BandArm&, const BandArm&);
};

/// Which records are looked at: those of one dataset, of some financial years, that satisfy a condition.
struct Population {
  catalogue::DatasetId dataset;
  std::vector<FinancialYear> years;  ///< Sorted; empty: every year that is loaded.
  Predicate filter;
  friend bool operator==(const Population&, const Population&);
};

}  // namespace hdis::query
