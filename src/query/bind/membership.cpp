#include "hdis/core/text.hpp"

#include "bind/ast_text.hpp"
#include "bind/field_rules.hpp"
#include "bind/row_binder.hpp"
#include "lint/lint.hpp"
#include "plan/normal_form.hpp"
#include "plan/regular_expression.hpp"
#include "plan/visit.hpp"

#include <algorithm>

namespace hdis::query {
namespace {

const Predicate anything{Constant{true}};

const ast::Call* code_list_call(const ast::In& node) {
  if (node.list.size() != 1) return nullptr;
  const auto* call = std::get_if<ast::Call>(&node.list.front().node);
  return call != nullptr && call->name == "CODELIST" ? call : nullptr;
}

std::string code_list_names(const catalogue::Catalogue& catalogue) {
  std::string names;
  for (const auto& list : catalogue.code_lists()) {
    names += (names.empty() ? "" : ", ") + list.id.text();
  }
  return names.empty() ? "There is none." : "There are: " + names + ".";
}

// The query inside `person IN (...)` may say DISTINCT: a set holds each person once anyway.
ast::Query without_distinct(const ast::Query& query) {
  ast::Query result = query;
  for (auto& term : result.terms) {
    if (auto* select = std::get_if<ast::Select>(&term)) select->distinct = false;
  }
  for (auto& op : result.operators) {
    if (op == ast::SetOperator::union_distinct) op = ast::SetOperator::union_all;
  }
  return result;
}

}  // namespace

Predicate RowBinder::in(const ast::In& node, Sense sense, SourcePosition where) {
  const bool negated = node.negated != (sense == Sense::negated);
  if (const auto* call = code_list_call(node)) return in_code_list(node, *call, negated, where);
  if (constant_of(*node.subject)) return constant_in_fields(node, negated, where);

  const auto bound_subject = subject(*node.subject);
  if (!bound_subject || !context_.spend(node.list.size(), where)) return anything;
  const auto target = target_of(*bound_subject);
  std::vector<Value> values;
  std::vector<PlacedValue> written;
  std::vector<Predicate> parts;
  bool has_null = false;
  for (const auto& element : node.list) {
    const auto constant = constant_of(element);
    if (!constant) {
      parts.push_back(compare_two(*node.subject,
                                  negated ? Comparison::not_equal : Comparison::equal, element,
                                  element.where));
      continue;
    }
    const auto value = value_for(context_, *constant, target);
    if (!value) continue;
    has_null = has_null || std::holds_alternative<Null>(*value);
    // A whole number is never a fraction.
    const bool fraction =
        std::holds_alternative<double>(*value) && target.type == catalogue::FieldType::integer;
    if (std::holds_alternative<Null>(*value) || fraction) continue;
    values.push_back(*value);
    written.push_back({*value, constant->where});
  }
  if (has_null) {
    context_.diagnostics.warn(
        "lint.compared_with_null",
        negated ? "NOT IN a list with NULL is never true." : "NULL in a list finds nothing.",
        "Leave NULL out of the list; test it with IS NULL.", where);
    if (negated) return Predicate{Constant{false}};
  }
  const auto* field = std::get_if<FieldRef>(&bound_subject->node);
  if (field != nullptr && field->type == catalogue::FieldType::date) {
    for (const auto& value : values)
      (void)compare_value(*bound_subject, Comparison::equal, value, where);
    return anything;
  }
  if (field != nullptr) {
    lint_values({context_, dataset(), field_of(dataset(), *field), where}, written, negated);
  }
  parts.push_back(in_list(*bound_subject, std::move(values), negated));
  return negated ? all_of(parts) : any_of(parts);
}

// 'J45' IN (DIAG_3_01, DIAG_3_02): any of the fields.
Predicate RowBinder::constant_in_fields(const ast::In& node, bool negated, SourcePosition where) {
  std::vector<Predicate> parts;
  for (const auto& element : node.list) {
    const ast::Binary equal{negated ? ast::BinaryOperator::not_equal : ast::BinaryOperator::equal,
                            element, node.subject};
    parts.push_back(comparison(equal, Sense::plain, where));
  }
  return negated ? all_of(parts) : any_of(parts);
}

Predicate RowBinder::in_code_list(const ast::In& node, const ast::Call& call, bool negated,
                                  SourcePosition where) {
  auto& out = context_.diagnostics;
  const auto bound_subject = subject(*node.subject);
  if (!bound_subject) return anything;
  const auto* ref = std::get_if<FieldRef>(&bound_subject->node);
  const auto name = call.arguments.size() == 1 ? constant_of(call.arguments.front()) : std::nullopt;
  if (ref == nullptr || !name || name->kind != ast::LiteralKind::text) {
    out.mistake("query.code_list_form", "CODELIST takes the name of a list and follows a field.",
                "Write DIAG_4_01 IN CODELIST('stroke').", where);
    return anything;
  }
  const auto* list = context_.catalogue.code_list(name->text);
  if (list == nullptr) {
    out.mistake("query.unknown_code_list",
                "There is no code list called " + to_query_text(Value{name->text}) + ".",
                code_list_names(context_.catalogue), name->where);
    return anything;
  }
  const auto& field = field_of(dataset(), *ref);
  if (!field.codes || *field.codes != list->system) {
    out.mistake("query.code_list_of_other_codes",
                field.name + " does not hold the codes (" + list->system.text() + ") of the list " +
                    list->id.text() + ".",
                "Use a field that does, such as DIAG_4_01 for diagnoses or OPERTN_4_01 for "
                "procedures.",
                where);
    return anything;
  }
  return Predicate{
      InCodeList{*ref, list->id, list->version, list->prefixes, list->except, field.list, negated}};
}

Predicate RowBinder::in_query(const ast::InQuery& node, Sense sense, SourcePosition where) {
  auto& out = context_.diagnostics;
  const auto bound_subject = expression(*node.subject);
  if (!bound_subject) return anything;
  const auto is_person = [](const RowExpression& expression, const catalogue::Dataset& of) {
    const auto* ref = std::get_if<FieldRef>(&expression.node);
    return ref != nullptr && field_of(of, *ref).field_class == catalogue::FieldClass::person_key;
  };
  if (!is_person(*bound_subject, dataset())) {
    out.refuse("query.subquery", "Only people can be looked for in another query.",
               "Write " + context_.called(dataset().person_key) + " IN (SELECT " +
                   context_.called(dataset().person_key) +
                   " FROM ... WHERE ...), or list the values.",
               where);
    return anything;
  }
  if (place_ != ConditionPlace::where) {
    out.refuse("query.person_set_here", "A group of people can be named in WHERE only.",
               "Move the condition to WHERE.", where);
    return anything;
  }
  const auto inner = bind_query(context_, without_distinct(*node.query), names_);
  place_ = ConditionPlace::where;
  if (!inner) return anything;
  const auto* rows = std::get_if<RowRelation>(&*inner);
  const bool one_column = rows != nullptr && rows->columns.size() == 1 && !rows->all_fields;
  std::vector<Predicate> parts;
  const bool negated = node.negated != (sense == Sense::negated);
  for (std::size_t i = 0; one_column && i < rows->branches.size(); ++i) {
    const auto& branch = rows->branches[i];
    if (!is_person(rows->columns.front().by_branch[i], *branch.dataset)) break;
    parts.push_back(Predicate{PersonIn{population_of(branch), negated}});
  }
  if (!one_column || parts.size() != rows->branches.size()) {
    out.refuse("query.person_set",
               "The query in brackets must give people: one column, the person key.",
               "Write SELECT " + context_.called(dataset().person_key) + " FROM ... WHERE ...",
               node.query->where);
    return anything;
  }
  return negated ? all_of(parts) : any_of(parts);
}

Predicate RowBinder::pattern(const ast::Pattern& node, Sense sense, SourcePosition where) {
  auto& out = context_.diagnostics;
  const auto bound_subject = subject(*node.subject);
  const auto constant = constant_of(*node.pattern);
  if (!bound_subject) return anything;
  const bool negated = node.negated != (sense == Sense::negated);
  const bool like_pattern = node.kind == ast::PatternKind::like;
  if (!constant || constant->kind == ast::LiteralKind::null) {
    out.mistake(
        "query.pattern", "A pattern is a constant text.",
        "Write " + written_text(*node.subject) + (like_pattern ? " LIKE 'J4%'." : " RLIKE '^J4'."),
        node.pattern->where);
    return anything;
  }
  const auto type = type_of(*bound_subject);
  if (type != catalogue::FieldType::text && type != catalogue::FieldType::time) {
    if (like_pattern && constant->text.find_first_of("%_") == std::string::npos) {
      return compare(*node.subject, negated ? Comparison::not_equal : Comparison::equal, *constant,
                     where);
    }
    out.mistake("query.pattern_of_number",
                written_text(*node.subject) + " is not a text, so it has no pattern.",
                "Compare it with numbers or dates: =, <, BETWEEN, IN.", where);
    return anything;
  }
  const std::string& text = constant->text;
  if (!like_pattern) {
    if (const auto defect = pattern_defect(text)) {
      out.mistake("query.bad_pattern", "This pattern cannot be read: " + *defect + ".",
                  "Patterns are written like '^(I6[0-4]|G45)'.", node.pattern->where);
      return anything;
    }
  }
  const bool other_kind = lint_pattern_kind(context_, written_text(*node.subject), text,
                                            like_pattern, node.pattern->where);
  Predicate bound =
      like_pattern ? like(*bound_subject, text, negated) : matches(*bound_subject, text, negated);
  const auto* ref = std::get_if<FieldRef>(&bound_subject->node);
  if (ref != nullptr && !other_kind) {
    lint_pattern({context_, dataset(), field_of(dataset(), *ref), where}, bound,
                 like_pattern ? std::string() : text);
  }
  return bound;
}

}  // namespace hdis::query
