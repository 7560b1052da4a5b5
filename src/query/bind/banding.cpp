#include "bind/ast_text.hpp"
#include "bind/row_binder.hpp"
#include "lint/lint.hpp"
#include "plan/normal_form.hpp"
#include "plan/visit.hpp"

#include <algorithm>

namespace hdis::query {
namespace {

using catalogue::FieldType;

constexpr std::size_t most_arms = 200;

const RowExpression null_expression{Value{Null{}}};

bool is_null(const RowExpression& expression) { return expression == null_expression; }

bool is_text(FieldType type) { return type == FieldType::text || type == FieldType::time; }

// What all results of one CASE are: texts as soon as one of them is.
std::optional<FieldType> common_type(const std::vector<RowExpression>& results) {
  std::optional<FieldType> common;
  for (const auto& result : results) {
    if (is_null(result)) continue;
    const FieldType type = type_of(result);
    if (!common || type == *common) {
      common = type;
    } else if (is_text(type) || is_text(*common)) {
      common = FieldType::text;
    } else {
      const bool numbers = type != FieldType::date && *common != FieldType::date;
      if (!numbers) return std::nullopt;
      common = FieldType::decimal;
    }
  }
  return common.value_or(FieldType::text);
}

// A constant in the common type; false if what is there is not a constant and has another type.
bool convert(RowExpression& result, FieldType common) {
  if (is_null(result) || type_of(result) == common) return true;
  auto* value = std::get_if<Value>(&result.node);
  if (value == nullptr) return is_text(common) && is_text(type_of(result));
  if (common == FieldType::text) {
    *value = to_plain_text(*value);
    return true;
  }
  const auto* number = std::get_if<std::int64_t>(value);
  if (number == nullptr || common != FieldType::decimal) return false;
  *value = static_cast<double>(*number);
  return true;
}

// Arms that can never be reached are dropped, and neighbours with one result become one arm.
void simplify(std::vector<BandArm>& arms, RowExpression& otherwise) {
  std::vector<BandArm> reachable;
  for (auto& arm : arms) {
    if (is_constant(arm.when, false)) continue;
    if (is_constant(arm.when, true)) {
      otherwise = std::move(arm.then);
      break;
    }
    if (!reachable.empty() && reachable.back().then == arm.then) {
      reachable.back().when = any_of({std::move(reachable.back().when), std::move(arm.when)});
    } else {
      reachable.push_back(std::move(arm));
    }
  }
  // The last arms say nothing if they give what would come anyway.
  while (!reachable.empty() && reachable.back().then == otherwise) reachable.pop_back();
  arms = std::move(reachable);
}

}  // namespace

std::optional<RowExpression> RowBinder::case_of(const ast::Case& node, SourcePosition where) {
  std::vector<BandArm> arms;
  bool complete = true;
  const auto outer_place = place_;
  place_ = ConditionPlace::band;
  for (const auto& arm : node.arms) {
    Predicate when;
    if (node.operand) {
      // CASE field WHEN 'x' is CASE WHEN field = 'x'.
      const ast::Binary equal{ast::BinaryOperator::equal, *node.operand, arm.when};
      when = condition(ast::Expression{equal, arm.when.where}, Sense::plain);
    } else {
      when = condition(arm.when, Sense::plain);
    }
    auto then = result(arm.then);
    complete = complete && then.has_value();
    if (then) arms.push_back({std::move(when), std::move(*then)});
  }
  place_ = outer_place;
  auto otherwise = node.otherwise ? result(**node.otherwise) : std::optional(null_expression);
  if (!complete || !otherwise) return std::nullopt;
  return banding(std::move(arms), std::move(*otherwise), where);
}

std::optional<RowExpression> RowBinder::if_of(const ast::Call& call, SourcePosition where) {
  const auto outer_place = place_;
  place_ = ConditionPlace::band;
  Predicate when = condition(call.arguments[0], Sense::plain);
  place_ = outer_place;
  auto then = result(call.arguments[1]);
  auto otherwise = result(call.arguments[2]);
  if (!then || !otherwise) return std::nullopt;
  return banding({{std::move(when), std::move(*then)}}, std::move(*otherwise), where);
}

std::optional<RowExpression> RowBinder::result(const ast::Expression& expression) {
  return this->expression(expression);
}

std::optional<RowExpression> RowBinder::banding(std::vector<BandArm> arms, RowExpression otherwise,
                                                SourcePosition where) {
  auto& out = context_.diagnostics;
  if (arms.size() > most_arms) {
    out.refuse("query.too_many_bands",
               "A CASE of " + std::to_string(arms.size()) + " bands is finer than a table may be.",
               "Use at most " + std::to_string(most_arms) + " bands.", where);
    return std::nullopt;
  }
  std::vector<RowExpression> results{otherwise};
  for (const auto& arm : arms) results.push_back(arm.then);
  const auto common = common_type(results);
  bool alike = common.has_value();
  for (auto& arm : arms) alike = alike && convert(arm.then, *common);
  alike = alike && convert(otherwise, *common);
  if (!alike) {
    out.mistake("query.mixed_results", "The results of this CASE are of different types.",
                "Give every band a text: THEN '0-17' ... ELSE 'Unknown'.", where);
    return std::nullopt;
  }
  lint_ages(context_, dataset(), Banding{arms, otherwise}, where);
  lint_band_gaps(context_, dataset(), Banding{arms, otherwise}, where);
  simplify(arms, otherwise);
  if (arms.empty()) return otherwise;
  return RowExpression{Banding{std::move(arms), std::move(otherwise)}};
}

}  // namespace hdis::query
