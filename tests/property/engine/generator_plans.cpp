#include "generator.hpp"

#include <algorithm>
#include <set>

namespace hdis::test {
namespace {

using catalogue::FieldType;
using query::FieldRef;
using query::Predicate;
using query::RowExpression;
using query::Value;

using Fields = std::vector<FieldRef>;

/// Fields that both datasets have: what measures and their filters may name.
const Fields& shared_fields() {
  static const Fields fields = {{"SEX", FieldType::text},     {"DIAG", FieldType::text},
                                {"DAYS", FieldType::integer}, {"COST", FieldType::decimal},
                                {"SEEN", FieldType::date},    {"FLAG", FieldType::integer}};
  return fields;
}

Fields fields_of(const std::string& dataset) {
  Fields fields = shared_fields();
  if (dataset == "stays") {
    fields.push_back({"WARD", FieldType::text});
    return fields;
  }
  const Fields own = {{"DIAGS", FieldType::text},
                      {"PLACE", FieldType::text},
                      {"AGE", FieldType::integer},
                      {"HOUR", FieldType::time}};
  fields.insert(fields.end(), own.begin(), own.end());
  return fields;
}

FieldRef pick_text(Dice& dice, const Fields& fields) {
  for (;;) {
    const FieldRef& field = dice.pick(fields);
    if (field.type == FieldType::text) return field;
  }
}

std::string text_constant(Dice& dice) {
  static const std::vector<std::string> pool = {"1",   "2",   "I21",  "I64",  "I2", "E1",
                                                "E01", "A",   "",     "O'Br", "é",  "a%b_c",
                                                "1.0", "\\d", "I21,", "09:30"};
  return dice.pick(pool);
}

Value constant(Dice& dice, FieldType type) {
  if (dice.one_in(15)) return query::Null{};
  switch (type) {
    case FieldType::integer:
      return static_cast<std::int64_t>(dice.roll(60)) - 3;
    case FieldType::decimal:
      return static_cast<double>(dice.roll(400)) / 8 - 10.1;
    case FieldType::date:
      return Date(std::chrono::sys_days(std::chrono::year{2016} / 4 / 1) +
                  std::chrono::days(dice.roll(500)));
    case FieldType::text:
    case FieldType::time:
      break;
  }
  return text_constant(dice);
}

/// A set of years: all, one, or both.
std::vector<FinancialYear> years(Dice& dice) {
  const auto first = *FinancialYear::starting(2016);
  const auto second = *FinancialYear::starting(2017);
  const std::vector<std::vector<FinancialYear>> choices = {{}, {first}, {second}, {first, second}};
  return dice.pick(choices);
}

/// Conditions and expressions over one dataset, nested at most `depth` deep.
class Expressions {
 public:
  Expressions(Dice& dice, Fields fields) : dice_(dice), fields_(std::move(fields)) {}

  Predicate predicate(unsigned depth) {
    switch (dice_.roll(depth == 0 ? 7 : 10)) {
      case 0:
        return {query::Constant{!dice_.one_in(4)}};
      case 1:
        return compare();
      case 2:
        return in_list();
      case 3:
        return {query::Matches{{pick_text(dice_, fields_)}, pattern(), dice_.one_in(3)}};
      case 4:
        return {query::StartsWith{{pick_text(dice_, fields_)}, texts(11), dice_.one_in(3)}};
      case 5:
        return code_list();
      case 6:
        return {query::IsNull{expression(0), dice_.one_in(2)}};
      case 7:
        return {query::All{parts(depth - 1)}};
      case 8:
        return {query::Any{parts(depth - 1)}};
      default:
        return person_in(depth - 1);
    }
  }

  RowExpression expression(unsigned depth) {
    const FieldRef& field = dice_.pick(fields_);
    if (field.type == FieldType::date && !dice_.one_in(3)) {
      return {query::DatePart{field, static_cast<query::DatePartKind>(dice_.roll(3))}};
    }
    if (field.type == FieldType::text && dice_.one_in(3)) {
      return {query::Substring{field, static_cast<std::uint32_t>(1 + dice_.roll(3)),
                               static_cast<std::uint32_t>(dice_.roll(4))}};
    }
    if (depth > 0 && dice_.one_in(3)) return banding(depth - 1);
    return {field};
  }

 private:
  Predicate compare() {
    const FieldRef& field = dice_.pick(fields_);
    const auto comparison = static_cast<query::Comparison>(dice_.roll(6));
    if (dice_.one_in(6)) return {query::Compare{{field}, comparison, {field}}};
    return {query::Compare{{field}, comparison, {constant(dice_, field.type)}}};
  }

  Predicate in_list() {
    const FieldRef& field = dice_.pick(fields_);
    query::InList list{{field}, {}, dice_.one_in(3)};
    for (std::size_t count = dice_.roll(30); count > 0; --count) {
      list.values.push_back(constant(dice_, field.type));
    }
    return {std::move(list)};
  }

  Predicate code_list() {
    query::InCodeList list;
    list.subject = pick_text(dice_, fields_);
    list.prefixes = codes(4);
    list.except = codes(3);
    list.any_position = list.subject.name == "DIAGS";
    list.negated = dice_.one_in(3);
    return {std::move(list)};
  }

  Predicate person_in(unsigned depth) {
    const std::string dataset = dice_.one_in(2) ? "visits" : "stays";
    query::Population persons{catalogue::DatasetId(dataset), years(dice_), {}};
    persons.filter = Expressions(dice_, fields_of(dataset)).predicate(depth);
    return {query::PersonIn{std::move(persons), dice_.one_in(2)}};
  }

  std::vector<Predicate> parts(unsigned depth) {
    std::vector<Predicate> parts;
    for (std::size_t count = 2 + dice_.roll(2); count > 0; --count)
      parts.push_back(predicate(depth));
    return parts;
  }

  RowExpression banding(unsigned depth) {
    query::Banding banding{{}, RowExpression{Value(query::Null{})}};
    const bool mixed = dice_.one_in(4);
    for (std::size_t arm = 0; arm <= dice_.roll(3); ++arm) {
      Value band = "band " + std::to_string(arm);
      if (mixed) band = static_cast<std::int64_t>(arm);
      banding.arms.push_back({predicate(depth), {band}});
    }
    if (dice_.one_in(2)) banding.otherwise = RowExpression{Value(std::string("other"))};
    if (dice_.one_in(3)) banding.otherwise = RowExpression{dice_.pick(fields_)};
    return {std::move(banding)};
  }

  std::string pattern() {
    static const std::vector<std::string> pool = {"I2|E1",   "^I6[0-4]", "1$",    "a.b",
                                                  "(^|,)E1", "\\.",      "^$",    "[^I]",
                                                  "é",       "O'",       "(?i)x", "\\\\d"};
    return dice_.pick(pool);
  }

  std::vector<std::string> texts(std::size_t most) {
    std::set<std::string> texts;
    for (std::size_t count = dice_.roll(most + 1); count > 0; --count) {
      texts.insert(text_constant(dice_));
    }
    return {texts.begin(), texts.end()};
  }

  std::vector<std::string> codes(std::size_t most) {
    static const std::vector<std::string> pool = {"I",   "I2", "I21", "I219", "I6", "I64", "I640",
                                                  "E14", "E1", "X",   "[",    "\\", "^",   "E149"};
    std::set<std::string> codes;
    for (std::size_t count = dice_.roll(most + 1); count > 0; --count)
      codes.insert(dice_.pick(pool));
    return {codes.begin(), codes.end()};
  }

  Dice& dice_;
  Fields fields_;
};

query::Measure measure(Dice& dice) {
  using query::Aggregate;
  query::Measure measure;
  measure.aggregate = static_cast<Aggregate>(dice.roll(6));
  const bool number = measure.aggregate == Aggregate::sum || measure.aggregate == Aggregate::mean ||
                      measure.aggregate == Aggregate::median;
  if (measure.aggregate == Aggregate::count_values) measure.argument = dice.pick(shared_fields());
  if (number) {
    measure.argument = dice.one_in(2) ? FieldRef{"DAYS", FieldType::integer}
                                      : FieldRef{"COST", FieldType::decimal};
  }
  if (measure.aggregate == Aggregate::sum && dice.one_in(3)) {
    measure.argument = FieldRef{"FLAG", FieldType::integer};
    measure.flag = true;
  }
  if (dice.one_in(2)) measure.filter = Expressions(dice, shared_fields()).predicate(2);
  return measure;
}

std::vector<std::size_t> grouping_set(Dice& dice, std::size_t dimensions) {
  std::vector<std::size_t> set;
  for (std::size_t index = 0; index < dimensions; ++index) {
    if (!dice.one_in(3)) set.push_back(index);
  }
  return set;
}

}  // namespace

query::Aggregation make_aggregation(Dice& dice) {
  query::Aggregation aggregation;
  std::vector<Expressions> expressions;
  for (std::size_t count = 1 + dice.roll(3) / 2 + dice.roll(3) / 2; count > 0; --count) {
    const std::string dataset = dice.one_in(3) ? "stays" : "visits";
    expressions.emplace_back(dice, fields_of(dataset));
    aggregation.populations.push_back({catalogue::DatasetId(dataset), years(dice), {}});
    aggregation.populations.back().filter =
        dice.one_in(3) ? Predicate{query::Constant{true}} : expressions.back().predicate(3);
  }
  const std::size_t dimensions = dice.roll(4);
  for (std::size_t index = 0; index < dimensions; ++index) {
    query::Dimension dimension{"d" + std::to_string(index), {}, std::nullopt, false};
    for (Expressions& of_population : expressions) {
      dimension.by_population.push_back(of_population.expression(2));
    }
    aggregation.dimensions.push_back(std::move(dimension));
  }
  for (std::size_t count = 1 + dice.roll(3); count > 0; --count) {
    aggregation.grouping_sets.push_back(grouping_set(dice, dimensions));
  }
  for (std::size_t count = 1 + dice.roll(4); count > 0; --count) {
    aggregation.measures.push_back(measure(dice));
  }
  return aggregation;
}

}  // namespace hdis::test
