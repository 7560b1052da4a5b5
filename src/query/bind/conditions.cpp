#include "bind/ast_text.hpp"
#include "bind/field_rules.hpp"
#include "bind/functions.hpp"
#include "bind/row_binder.hpp"
#include "lint/lint.hpp"
#include "plan/normal_form.hpp"
#include "plan/overloaded.hpp"
#include "plan/visit.hpp"

// A negation never stays above a condition: it is carried down to the leaves, which holds in SQL's
// three-valued logic. "Unknown" may then be taken for false everywhere, since nothing negates it later.
namespace hdis::query {
namespace {

const Predicate anything{Constant{true}};
const Predicate nothing{Constant{false}};

bool is_value(const ast::Expression& expression) {
  const auto constant = constant_of(expression);
  return constant && constant->kind != ast::LiteralKind::null &&
         constant->kind != ast::LiteralKind::boolean;
}

// The parts of a chain `a AND b AND c`, which is a tree, from left to right.
void flatten(const ast::Expression& expression, ast::BinaryOperator op,
             std::vector<const ast::Expression*>& leaves) {
  const auto* node = std::get_if<ast::Binary>(&expression.node);
  if (node == nullptr || node->op != op) {
    leaves.push_back(&expression);
    return;
  }
  flatten(*node->left, op, leaves);
  flatten(*node->right, op, leaves);
}

// field = 'a' OR 'b' OR 'c', as it is meant: field IN ('a', 'b', 'c'). "" if the leaf `at` of the chain is something else.
std::string meant_list(const std::vector<const ast::Expression*>& either, std::size_t at) {
  if (!is_value(*either[at])) return "";
  std::string values = written_text(*either[at]);
  while (is_value(*either[at]) && at > 0) {
    --at;
    const auto* node = std::get_if<ast::Binary>(&either[at]->node);
    if (node != nullptr && node->op == ast::BinaryOperator::equal && is_value(*node->right)) {
      return written_text(*node->left) + " IN (" + written_text(*node->right) + ", " + values + ")";
    }
    values.insert(0, written_text(*either[at]) + ", ");
  }
  return "";
}

}  // namespace

Predicate RowBinder::condition(const ast::Expression& expression, ConditionPlace place) {
  return all_of(conditions(expression, place));
}

std::vector<Predicate> RowBinder::conditions(const ast::Expression& expression,
                                             ConditionPlace place) {
  place_ = place;
  std::vector<Predicate> parts;
  collect(expression, ast::BinaryOperator::and_, Sense::plain, parts);
  lint_ages(context_, dataset(), all_of(parts), expression.where);
  return parts;
}

Predicate RowBinder::condition(const ast::Expression& expression, Sense sense) {
  if (!context_.spend(1, expression.where)) return anything;
  const auto where = expression.where;
  const bool negated = sense == Sense::negated;
  return std::visit(
      overloaded{
          [&](const ast::Binary& node) {
            if (node.op == ast::BinaryOperator::and_ || node.op == ast::BinaryOperator::or_) {
              return junction(expression, node.op, sense);
            }
            if (is_arithmetic(node.op)) {
              refuse_arithmetic(context_, expression);
              return anything;
            }
            return comparison(node, sense, where);
          },
          [&](const ast::Unary& node) {
            if (node.op != ast::UnaryOperator::not_) return mistaken_condition(expression);
            return condition(*node.operand, negated ? Sense::plain : Sense::negated);
          },
          [&](const ast::Between& node) { return between(node, sense, where); },
          [&](const ast::IsNull& node) { return null_test(node, sense); },
          [&](const ast::In& node) { return in(node, sense, where); },
          [&](const ast::InQuery& node) { return in_query(node, sense, where); },
          [&](const ast::Pattern& node) { return pattern(node, sense, where); },
          [&](const ast::Literal& node) {
            if (node.kind == ast::LiteralKind::null) return nothing;
            if (node.kind != ast::LiteralKind::boolean) return mistaken_condition(expression);
            return Predicate{Constant{same_name(node.text, "TRUE") != negated}};
          },
          [&](const auto&) { return mistaken_condition(expression); },
      },
      expression.node);
}

Predicate RowBinder::junction(const ast::Expression& expression, ast::BinaryOperator op,
                              Sense sense) {
  std::vector<Predicate> parts;
  collect(expression, op, sense, parts);
  // De Morgan: a negated AND is an OR of negations.
  const bool all = (op == ast::BinaryOperator::and_) == (sense == Sense::plain);
  return all ? all_of(parts) : any_of(parts);
}

// The parts of a chain are brought together before they are put in order.
void RowBinder::collect(const ast::Expression& expression, ast::BinaryOperator op, Sense sense,
                        std::vector<Predicate>& parts) {
  std::vector<const ast::Expression*> leaves;
  flatten(expression, op, leaves);
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    const std::string list = op == ast::BinaryOperator::or_ ? meant_list(leaves, i) : "";
    if (list.empty()) {
      parts.push_back(condition(*leaves[i], sense));
    } else {
      context_.diagnostics.mistake("query.not_a_condition",
                                   written_text(*leaves[i]) + " alone is not a condition.",
                                   "Write " + list + ".", leaves[i]->where);
    }
  }
}

Predicate RowBinder::mistaken_condition(const ast::Expression& expression) {
  if (const auto* call = std::get_if<ast::Call>(&expression.node)) {
    if (is_aggregate(call->name)) {
      context_.diagnostics.mistake("query.aggregate_here",
                                   call->name + " counts many records; a condition looks at one.",
                                   "Aggregates stand in SELECT only.", expression.where);
    } else {
      refuse_function(context_, *call, expression.where);
    }
    return anything;
  }
  if (std::holds_alternative<ast::Subquery>(expression.node)) {
    (void)this->expression(expression);
    return anything;
  }
  context_.diagnostics.mistake(
      "query.not_a_condition", written_text(expression) + " alone is not a condition.",
      "Say what it should be: " + written_text(expression) + " = 1.", expression.where);
  return anything;
}

}  // namespace hdis::query
