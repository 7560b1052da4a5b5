#include "bind/ast_text.hpp"
#include "bind/field_rules.hpp"
#include "bind/row_binder.hpp"
#include "lint/lint.hpp"
#include "plan/holds.hpp"
#include "plan/normal_form.hpp"
#include "plan/visit.hpp"

#include <cmath>

namespace hdis::query {
namespace {

const Predicate anything{Constant{true}};
const Predicate nothing{Constant{false}};

std::optional<Comparison> comparison_of(ast::BinaryOperator op) {
  switch (op) {
    case ast::BinaryOperator::equal:
      return Comparison::equal;
    case ast::BinaryOperator::not_equal:
      return Comparison::not_equal;
    case ast::BinaryOperator::less:
      return Comparison::less;
    case ast::BinaryOperator::less_equal:
      return Comparison::less_equal;
    case ast::BinaryOperator::greater:
      return Comparison::greater;
    case ast::BinaryOperator::greater_equal:
      return Comparison::greater_equal;
    default:
      return std::nullopt;
  }
}

bool is_ordering(Comparison op) { return op != Comparison::equal && op != Comparison::not_equal; }

// A whole number compared with a fraction: the next whole number, or nothing at all.
Predicate compare_fraction(const RowExpression& subject, Comparison op, double value) {
  const auto below = static_cast<std::int64_t>(std::floor(value));
  switch (op) {
    case Comparison::equal:
      return nothing;
    case Comparison::not_equal:
      return {IsNull{subject, true}};
    case Comparison::less:
    case Comparison::less_equal:
      return compare_constant(subject, Comparison::less_equal, Value{below});
    case Comparison::greater:
    case Comparison::greater_equal:
      return compare_constant(subject, Comparison::greater_equal, Value{below + 1});
  }
  return nothing;
}

}  // namespace

Predicate RowBinder::comparison(const ast::Binary& node, Sense sense, SourcePosition where) {
  Comparison op = comparison_of(node.op).value_or(Comparison::equal);
  if (sense == Sense::negated) op = opposite(op);
  const auto left = constant_of(*node.left);
  const auto right = constant_of(*node.right);
  if (left && right) {
    if (left->kind == ast::LiteralKind::null || right->kind == ast::LiteralKind::null) {
      return nothing;
    }
    const auto a = value_of(context_, *left);
    const auto b = value_of(context_, *right);
    return Predicate{Constant{a && b && holds(*a, op, *b)}};
  }
  if (right) return compare(*node.left, op, *right, where);
  if (left) return compare(*node.right, mirrored(op), *left, where);
  return compare_two(*node.left, op, *node.right, where);
}

Predicate RowBinder::compare(const ast::Expression& expression, Comparison op,
                             const WrittenConstant& constant, SourcePosition where) {
  const auto left = subject(expression);
  if (!left) return anything;
  const auto value = value_for(context_, constant, target_of(*left));
  if (!value) return anything;
  if (std::holds_alternative<Null>(*value)) {
    context_.diagnostics.warn("lint.compared_with_null",
                              "A comparison with NULL is never true, not even for empty fields.",
                              "Write " + written_text(expression) + " IS NULL or IS NOT NULL.",
                              where);
    return nothing;
  }
  if (const auto* field = std::get_if<FieldRef>(&left->node)) {
    const LintSite site{context_, dataset(), field_of(dataset(), *field), where};
    if (!is_ordering(op))
      lint_values(site, {{*value, constant.where}}, op == Comparison::not_equal);
    if (op == Comparison::less_equal || op == Comparison::greater) lint_upper_bound(site, *value);
    const bool number = constant.kind == ast::LiteralKind::integer;
    if (is_ordering(op) && number) lint_number_bound(site);
  }
  return compare_value(*left, op, *value, where);
}

Predicate RowBinder::compare_value(const RowExpression& subject, Comparison op, const Value& value,
                                   SourcePosition where) {
  const bool whole_numbers = type_of(subject) == catalogue::FieldType::integer;
  if (const auto* fraction = std::get_if<double>(&value); fraction != nullptr && whole_numbers) {
    return compare_fraction(subject, op, *fraction);
  }
  const auto* field = std::get_if<FieldRef>(&subject.node);
  if (field == nullptr || field->type != catalogue::FieldType::date) {
    return compare_constant(subject, op, value);
  }
  if (!is_ordering(op)) {
    context_.diagnostics.refuse(
        "query.exact_date", "An exact day of " + field->name + " points at single people.",
        "Keep whole months: " + field->name + " BETWEEN DATE '2017-04-01' AND DATE '2017-04-30'.",
        where);
    return anything;
  }
  Predicate bound = compare_constant(subject, op, value);
  const auto* compare = std::get_if<Compare>(&bound.node);
  if (compare == nullptr) return bound;
  const auto date = std::get<Date>(std::get<Value>(compare->right.node));
  const bool lower = compare->op == Comparison::greater_equal;
  check_date_bound(context_, field_of(dataset(), *field), date, lower, where);
  return bound;
}

Predicate RowBinder::compare_two(const ast::Expression& left, Comparison op,
                                 const ast::Expression& right, SourcePosition where) {
  const auto a = subject(left);
  const auto b = subject(right);
  if (!a || !b) return anything;
  const auto* first = std::get_if<FieldRef>(&a->node);
  const auto* second = std::get_if<FieldRef>(&b->node);
  // Columns of inner queries may be constants.
  if (const auto* value = std::get_if<Value>(&b->node)) {
    return std::holds_alternative<Null>(*value) || value->index() != 1
               ? mistaken_condition(right)
               : compare(left, op, {ast::LiteralKind::text, std::get<std::string>(*value), where},
                         where);
  }
  if (first == nullptr || second == nullptr) {
    context_.diagnostics.refuse(
        "query.compared_expressions", "Two expressions cannot be compared with one another.",
        "Compare a field with a constant, or two fields of one type.", where);
    return anything;
  }
  if (first->type != second->type) {
    context_.diagnostics.mistake(
        "query.type_mismatch",
        first->name + " and " + second->name + " are of different types and cannot be compared.",
        "Compare fields of one type.", where);
    return anything;
  }
  return compare_fields(*first, op, *second);
}

Predicate RowBinder::between(const ast::Between& node, Sense sense, SourcePosition where) {
  const auto low = constant_of(*node.low);
  const auto high = constant_of(*node.high);
  const bool outside = node.negated != (sense == Sense::negated);
  if (!low || !high) {
    const ast::Binary from{ast::BinaryOperator::greater_equal, node.subject, node.low};
    const ast::Binary to{ast::BinaryOperator::less_equal, node.subject, node.high};
    const Sense inner = outside ? Sense::negated : Sense::plain;
    Predicate first = condition(ast::Expression{from, where}, inner);
    Predicate second = condition(ast::Expression{to, where}, inner);
    return outside ? any_of({std::move(first), std::move(second)})
                   : all_of({std::move(first), std::move(second)});
  }
  const auto bound_subject = subject(*node.subject);
  if (!bound_subject) return anything;
  const auto target = target_of(*bound_subject);
  const auto from = value_for(context_, *low, target);
  const auto to = value_for(context_, *high, target);
  if (!from || !to) return anything;
  if (std::holds_alternative<Null>(*from) || std::holds_alternative<Null>(*to)) return nothing;
  if (*to < *from && from->index() == to->index()) {
    context_.diagnostics.warn("lint.empty_range",
                              "BETWEEN takes the smaller value first; as it stands it is " +
                                  std::string(outside ? "always" : "never") + " true.",
                              "Write " + written_text(*node.subject) + " BETWEEN " +
                                  written_text(*node.high) + " AND " + written_text(*node.low) +
                                  ".",
                              where);
  }
  const auto* field = std::get_if<FieldRef>(&bound_subject->node);
  if (field != nullptr && low->kind == ast::LiteralKind::integer) {
    lint_number_bound({context_, dataset(), field_of(dataset(), *field), where});
  }
  if (field != nullptr) {
    lint_upper_bound({context_, dataset(), field_of(dataset(), *field), where}, *to);
  }
  if (outside) {
    return any_of({compare_value(*bound_subject, Comparison::less, *from, where),
                   compare_value(*bound_subject, Comparison::greater, *to, where)});
  }
  return all_of({compare_value(*bound_subject, Comparison::greater_equal, *from, where),
                 compare_value(*bound_subject, Comparison::less_equal, *to, where)});
}

Predicate RowBinder::null_test(const ast::IsNull& node, Sense sense) {
  const auto bound_subject = subject(*node.subject);
  if (!bound_subject) return anything;
  const bool negated = node.negated != (sense == Sense::negated);
  const auto* field = std::get_if<FieldRef>(&bound_subject->node);
  if (field != nullptr && field_of(dataset(), *field).never_null) {
    return Predicate{Constant{negated}};
  }
  return Predicate{IsNull{*bound_subject, negated}};
}

std::optional<RowExpression> RowBinder::subject(const ast::Expression& node) {
  auto bound = expression(node);
  if (!bound || !check_filter(context_, dataset(), *bound, node.where)) return std::nullopt;
  const auto part_of_date = std::get_if<DatePart>(&bound->node);
  if (part_of_date != nullptr &&
      !check_date_part(context_, field_of(dataset(), part_of_date->field), part_of_date->part,
                       node.where)) {
    return std::nullopt;
  }
  return bound;
}

ConstantTarget RowBinder::target_of(const RowExpression& expression) const {
  ConstantTarget target;
  target.type = type_of(expression);
  if (const auto* field = std::get_if<FieldRef>(&expression.node)) {
    target.field = &field_of(dataset(), *field);
    target.year_field = !dataset().year_field.empty() && field->name == dataset().year_field;
  }
  return target;
}

}  // namespace hdis::query
