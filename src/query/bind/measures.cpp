#include "bind/measures.hpp"

#include "bind/ast_text.hpp"
#include "bind/field_rules.hpp"
#include "bind/functions.hpp"
#include "plan/normal_form.hpp"
#include "plan/visit.hpp"

#include <algorithm>

namespace hdis::query {
namespace {

const RowExpression null_expression{Value{Null{}}};

bool is_number(const RowExpression& expression, double number) {
  const auto* value = std::get_if<Value>(&expression.node);
  if (value == nullptr) return false;
  if (const auto* whole = std::get_if<std::int64_t>(value)) {
    return static_cast<double>(*whole) == number;
  }
  const auto* decimal = std::get_if<double>(value);
  return decimal != nullptr && *decimal == number;
}

// The argument of an aggregate: a value of the records that satisfy a condition.
struct Argument {
  RowExpression value;
  Predicate condition{Constant{true}};
};

// CASE WHEN condition THEN value END, which adds nothing for other records. For sums, ELSE 0 adds nothing either.
std::optional<Argument> argument_of(const RowExpression& expression, bool zero_adds_nothing) {
  const auto* banding = std::get_if<Banding>(&expression.node);
  if (banding == nullptr) return Argument{expression, Predicate{Constant{true}}};
  const bool nothing_else = *banding->otherwise == null_expression ||
                            (zero_adds_nothing && is_number(*banding->otherwise, 0));
  if (banding->arms.size() != 1 || !nothing_else) return std::nullopt;
  const auto& arm = banding->arms.front();
  if (std::holds_alternative<Banding>(arm.then.node)) return std::nullopt;
  return Argument{arm.then, arm.when};
}

// The x of COALESCE(x, 0) and its like.
const ast::Expression* default_of(const ast::Expression& expression) {
  const auto* call = std::get_if<ast::Call>(&expression.node);
  return call != nullptr && gives_default(call->name) && !call->arguments.empty()
             ? &call->arguments.front()
             : nullptr;
}

class InBranch {
 public:
  InBranch(RowBinder& binder, const ast::Call& call, SourcePosition where)
      : binder_(binder), context_(binder.context()), call_(call), where_(where) {}

  std::optional<Measure> bind() {
    const Predicate filter = call_.filter
                                 ? binder_.condition(**call_.filter, ConditionPlace::measure_filter)
                                 : Predicate{Constant{true}};
    auto bound = aggregate();
    if (!bound) return std::nullopt;
    Predicate both = all_of({filter, bound->filter.value_or(Predicate{Constant{true}})});
    bound->filter = is_constant(both, true) ? std::nullopt : std::optional(std::move(both));
    return bound;
  }

 private:
  std::optional<Measure> aggregate() {
    if (call_.name == "COUNT") return call_.distinct ? count_distinct() : count();
    if (call_.distinct) {
      context_.diagnostics.refuse("query.distinct_values",
                                  call_.name + "(DISTINCT ...) tells which values exist.",
                                  "Write " + call_.name + " without DISTINCT.", where_);
      return std::nullopt;
    }
    if (call_.arguments.size() != 1) {
      context_.diagnostics.mistake("query.arguments", call_.name + " takes one argument.",
                                   call_.name + "(field)", where_);
      return std::nullopt;
    }
    if (call_.name == "COUNT_IF") {
      return records(binder_.condition(call_.arguments.front(), ConditionPlace::measure_filter));
    }
    if (const auto* field = default_of(call_.arguments.front())) return default_inside(*field);
    const auto bound = binder_.expression(call_.arguments.front());
    if (!bound) return std::nullopt;
    const bool sum = call_.name == "SUM";
    const auto argument = argument_of(*bound, sum);
    if (!argument) return case_too_complex();
    if (sum && is_number(argument->value, 1)) return records(argument->condition);
    const auto* ref = std::get_if<FieldRef>(&argument->value.node);
    if (ref == nullptr) return not_a_field();
    const auto& field = field_of(binder_.dataset(), *ref);
    if (field.flag) return sum ? sum_of_flag(*ref, *argument) : mean_of_flag(field);
    if (!check_quantity(context_, field, call_.name, where_)) return std::nullopt;
    if (!sum) warn_of_age_codes(field);
    return quantity(field, *ref, *argument);
  }

  std::optional<Measure> count() {
    const bool star = call_.arguments.empty() ||
                      (call_.arguments.size() == 1 &&
                       std::holds_alternative<ast::Star>(call_.arguments.front().node));
    if (star) return records(Predicate{Constant{true}});
    if (call_.arguments.size() != 1) {
      context_.diagnostics.mistake("query.arguments", "COUNT takes one argument.", "COUNT(*)",
                                   where_);
      return std::nullopt;
    }
    const auto bound = binder_.expression(call_.arguments.front());
    if (!bound) return std::nullopt;
    const auto argument = argument_of(*bound, false);
    if (!argument) return case_too_complex();
    if (const auto* value = std::get_if<Value>(&argument->value.node)) {
      if (!std::holds_alternative<Null>(*value)) return records(argument->condition);
      context_.diagnostics.mistake("query.count_of_null", "COUNT(NULL) is always 0.",
                                   "Write COUNT(*).", where_);
      return std::nullopt;
    }
    const auto* ref = std::get_if<FieldRef>(&argument->value.node);
    if (ref == nullptr) return not_a_field();
    const auto& field = field_of(binder_.dataset(), *ref);
    if (!check_countable(context_, field, where_)) return std::nullopt;
    if (field.flag) {
      context_.diagnostics.warn("lint.count_of_flag",
                                "COUNT(" + field.name + ") counts records with 0 and with 1 alike.",
                                "Write SUM(" + field.name + ") to count those with 1.", where_);
    }
    const bool always = field.never_null || field.field_class == catalogue::FieldClass::record_key;
    if (always) return records(argument->condition);
    Measure measure = *records(argument->condition);
    measure.aggregate = Aggregate::count_values;
    measure.argument = *ref;
    return measure;
  }

  std::optional<Measure> count_distinct() {
    auto& out = context_.diagnostics;
    std::optional<Argument> argument;
    if (call_.arguments.size() == 1) {
      const auto bound = binder_.expression(call_.arguments.front());
      if (!bound) return std::nullopt;
      argument = argument_of(*bound, false);
    }
    const auto* ref = argument ? std::get_if<FieldRef>(&argument->value.node) : nullptr;
    const auto* field = ref == nullptr ? nullptr : &field_of(binder_.dataset(), *ref);
    if (field != nullptr && field->field_class == catalogue::FieldClass::person_key) {
      Measure measure = *records(argument->condition);
      measure.aggregate = Aggregate::count_people;
      measure.unit = "people";
      return measure;
    }
    const auto& key = binder_.dataset().unique_key;
    if (field != nullptr && key.size() == 1 && key.front() == field->name) {
      return records(argument->condition);
    }
    out.refuse("query.distinct_values",
               "COUNT(DISTINCT ...) of anything but people tells which values exist.",
               "Count people with COUNT(DISTINCT " + context_.called(binder_.dataset().person_key) +
                   "), records with COUNT(*).",
               where_);
    return std::nullopt;
  }

  [[nodiscard]] std::optional<Measure> records(const Predicate& condition) const {
    Measure measure;
    measure.aggregate = Aggregate::count_records;
    measure.filter = condition;
    measure.unit = unit_of_records(binder_.dataset());
    return measure;
  }

  // One form for SUM(FAE), COUNT(*) FILTER (WHERE FAE = 1) and COUNT(*) ... WHERE FAE = 1.
  [[nodiscard]] std::optional<Measure> sum_of_flag(const FieldRef& ref,
                                                   const Argument& argument) const {
    Predicate set = compare_constant(RowExpression{ref}, Comparison::equal, Value{std::int64_t{1}});
    return records(all_of({std::move(set), argument.condition}));
  }

  std::optional<Measure> mean_of_flag(const catalogue::Field& field) {
    context_.diagnostics.refuse("query.mean_of_flag",
                                call_.name + "(" + field.name +
                                    ") is a share of records, which is protected as a percentage.",
                                "Write 100.0 * SUM(" + field.name + ") / COUNT(*).", where_);
    return std::nullopt;
  }

  void warn_of_age_codes(const catalogue::Field& field) {
    if (field.convention != "hes_age") return;
    context_.diagnostics.warn("lint.age_codes",
                              field.name + " holds 7001 to 7007 for parts of the first year of " +
                                  "life, which distort " + call_.name + ".",
                              "Use " + field.name + "_CALC, where they are parts of a year.",
                              where_);
  }

  [[nodiscard]] std::optional<Measure> quantity(const catalogue::Field& field, const FieldRef& ref,
                                                const Argument& argument) const {
    Measure measure;
    measure.aggregate = call_.name == "SUM"      ? Aggregate::sum
                        : call_.name == "MEDIAN" ? Aggregate::median
                                                 : Aggregate::mean;
    measure.argument = ref;
    measure.filter = argument.condition;
    measure.unit = field.unit;
    return measure;
  }

  std::optional<Measure> default_inside(const ast::Expression& field) {
    context_.diagnostics.refuse(
        "query.default_in_aggregate",
        call_.name + " leaves missing values out; no other value can stand for them.",
        "Write " + call_.name + "(" + written_text(field) + ").", where_);
    return std::nullopt;
  }

  std::optional<Measure> case_too_complex() {
    context_.diagnostics.refuse(
        "query.case_in_aggregate",
        "Inside " + call_.name + " a CASE may only say which records count.",
        "Write " + call_.name + "(field) FILTER (WHERE condition), or " + call_.name +
            "(CASE WHEN condition THEN field END).",
        where_);
    return std::nullopt;
  }

  std::optional<Measure> not_a_field() {
    context_.diagnostics.refuse("query.aggregate_argument",
                                call_.name + " takes a field, not a calculation.",
                                "Write " + call_.name + "(field), or COUNT(*).", where_);
    return std::nullopt;
  }

  RowBinder& binder_;
  Context& context_;
  const ast::Call& call_;
  SourcePosition where_;
};

}  // namespace

std::string unit_of_records(const catalogue::Dataset& dataset) { return dataset.row_unit + "s"; }

std::optional<std::size_t> MeasureBinder::measure(const ast::Call& call, SourcePosition where) {
  auto& out = context_.diagnostics;
  if (call.windowed) {
    out.refuse("query.window", "Window functions (OVER) are not part of the query language.",
               "Ask for the counts; shares and ranks can be made from the protected table.", where);
    return std::nullopt;
  }
  const bool known = call.name == "COUNT" || call.name == "COUNT_IF" || call.name == "SUM" ||
                     call.name == "AVG" || call.name == "MEAN" || call.name == "MEDIAN";
  if (!known) {
    refuse_aggregate(context_, call, where);
    return std::nullopt;
  }
  std::optional<Measure> common;
  for (std::size_t i = 0; i < rows_.branches.size(); ++i) {
    auto bound = in_branch(call, i, where);
    if (!bound) return std::nullopt;
    if (common && rows_.branches[i].dataset != rows_.branches[0].dataset &&
        common->unit != bound->unit) {
      common->unit = bound->unit = "records";
    }
    if (common && *common != *bound) {
      out.refuse("query.measure_differs",
                 call.name + " means something else in each part of the UNION.",
                 "Give the column the same meaning in each part, or ask two questions.", where);
      return std::nullopt;
    }
    common = std::move(bound);
  }
  return add(std::move(*common));
}

std::size_t MeasureBinder::add(Measure measure) {
  const auto found = std::find(measures_.begin(), measures_.end(), measure);
  if (found != measures_.end()) return static_cast<std::size_t>(found - measures_.begin());
  measures_.push_back(std::move(measure));
  return measures_.size() - 1;
}

std::optional<Measure> MeasureBinder::in_branch(const ast::Call& call, std::size_t branch,
                                                SourcePosition where) {
  RowBinder binder(context_, names_, rows_, branch);
  return InBranch(binder, call, where).bind();
}

}  // namespace hdis::query
