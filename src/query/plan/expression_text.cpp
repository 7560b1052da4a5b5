#include "plan/expression_text.hpp"

#include "hdis/core/assert.hpp"

#include "plan/overloaded.hpp"
#include "plan/regular_expression.hpp"

namespace hdis::query {
namespace {

std::string constant(const std::string& text) { return to_query_text(Value{text}); }

std::string list_of(const std::vector<std::string>& texts) {
  std::string result;
  for (const auto& text : texts) {
    if (!result.empty()) result += ", ";
    result += text;
  }
  return result;
}

std::string list_of(const std::vector<Value>& values) {
  std::vector<std::string> texts;
  texts.reserve(values.size());
  for (const auto& value : values) texts.push_back(to_query_text(value));
  return list_of(texts);
}

std::string_view negation(bool negated) { return negated ? " NOT" : ""; }

// LIKE where the prefix means itself there, a regular expression where not.
std::string prefix_condition(const StartsWith& node) {
  const bool plain =
      node.prefixes.size() == 1 && node.prefixes.front().find_first_of("%_\\") == std::string::npos;
  if (plain) return "LIKE " + constant(node.prefixes.front() + "%");
  return "RLIKE " + constant(pattern_of_prefixes(node.prefixes));
}

std::string years_text(const std::vector<FinancialYear>& years) {
  std::vector<std::string> codes;
  codes.reserve(years.size());
  for (const auto year : years) codes.push_back(constant(year.code()));
  return list_of(codes);
}

}  // namespace

std::string_view sign_of(Comparison comparison) {
  switch (comparison) {
    case Comparison::equal:
      return "=";
    case Comparison::not_equal:
      return "<>";
    case Comparison::less:
      return "<";
    case Comparison::less_equal:
      return "<=";
    case Comparison::greater:
      return ">";
    case Comparison::greater_equal:
      return ">=";
  }
  return "";
}

std::string_view word_of(DatePartKind part) {
  switch (part) {
    case DatePartKind::year:
      return "YEAR";
    case DatePartKind::quarter:
      return "QUARTER";
    case DatePartKind::month:
      return "MONTH";
  }
  return "";
}

std::string ExpressionWriter::text(const RowExpression& expression) const {
  return std::visit(
      overloaded{
          [](const FieldRef& field) { return field.name; },
          [](const DatePart& part) {
            return "EXTRACT(" + std::string(word_of(part.part)) + " FROM " + part.field.name + ")";
          },
          [](const Substring& part) {
            return "SUBSTRING(" + part.field.name + ", " + std::to_string(part.start) + ", " +
                   std::to_string(part.length) + ")";
          },
          [&](const Banding& banding) {
            std::string result = "CASE";
            for (const auto& arm : banding.arms) {
              result += " WHEN " + text(arm.when) + " THEN " + text(arm.then);
            }
            return result + " ELSE " + text(*banding.otherwise) + " END";
          },
          [](const Value& value) { return to_query_text(value); },
      },
      expression.node);
}

std::string ExpressionWriter::text(const Predicate& predicate) const {
  return std::visit(
      overloaded{
          [](const Constant& node) { return std::string(node.value ? "TRUE" : "FALSE"); },
          [&](const Compare& node) {
            return text(node.left) + " " + std::string(sign_of(node.op)) + " " + text(node.right);
          },
          [&](const InList& node) {
            return text(node.subject) + std::string(negation(node.negated)) + " IN (" +
                   list_of(node.values) + ")";
          },
          [&](const Matches& node) {
            return text(node.subject) + std::string(negation(node.negated)) + " RLIKE " +
                   constant(node.pattern);
          },
          [&](const StartsWith& node) {
            return text(node.subject) + std::string(negation(node.negated)) + " " +
                   prefix_condition(node);
          },
          [&](const InCodeList& node) { return code_list_text(node); },
          [&](const IsNull& node) {
            return text(node.subject) + " IS" + std::string(negation(node.negated)) + " NULL";
          },
          [&](const PersonIn& node) { return person_text(node); },
          [&](const All& node) { return joined(node.parts, " AND "); },
          [&](const Any& node) { return joined(node.parts, " OR "); },
      },
      predicate.node);
}

std::string ExpressionWriter::code_list_text(const InCodeList& node) const {
  std::string result = node.subject.name + std::string(negation(node.negated)) + " IN CODELIST(" +
                       constant(node.list.text()) + ")";
  if (catalogue_ != nullptr) return result;
  for (const auto& prefix : node.prefixes) result += " +" + constant(prefix);
  for (const auto& prefix : node.except) result += " -" + constant(prefix);
  return result + " @" + constant(node.version) + (node.any_position ? " anywhere" : "");
}

std::string ExpressionWriter::person_text(const PersonIn& node) const {
  if (catalogue_ == nullptr) {
    return "PERSON" + std::string(negation(node.negated)) + " IN (" +
           canonical_text(*node.persons) + ")";
  }
  HDIS_ASSERT(dataset_ != nullptr);
  const auto* other = catalogue_->dataset(node.persons->dataset);
  HDIS_ASSERT(other != nullptr);
  return dataset_->person_key + std::string(negation(node.negated)) + " IN (SELECT " +
         other->person_key + " " + from_where_text(*node.persons, *catalogue_) + ")";
}

std::string ExpressionWriter::joined(const std::vector<Predicate>& parts,
                                     std::string_view word) const {
  std::string result;
  for (const auto& part : parts) {
    if (!result.empty()) result += word;
    const bool nested =
        std::holds_alternative<All>(part.node) || std::holds_alternative<Any>(part.node);
    result += nested ? "(" + text(part) + ")" : text(part);
  }
  return result;
}

std::string canonical_text(const RowExpression& expression) {
  return ExpressionWriter().text(expression);
}

std::string canonical_text(const Predicate& predicate) {
  return ExpressionWriter().text(predicate);
}

std::string canonical_text(const Population& population) {
  return constant(population.dataset.text()) + " YEARS (" + years_text(population.years) +
         ") WHERE " + canonical_text(population.filter);
}

std::string from_where_text(const Population& population, const catalogue::Catalogue& catalogue) {
  const auto* dataset = catalogue.dataset(population.dataset);
  HDIS_ASSERT(dataset != nullptr && !dataset->table_names.empty());
  std::string table = dataset->table_names.front();
  std::string condition;
  if (population.years.size() == 1) table += "_" + population.years.front().code();
  if (population.years.size() > 1) {
    condition = dataset->year_field + " IN (" + years_text(population.years) + ")";
  }
  if (population.filter != Predicate{Constant{true}}) {
    const bool bracket = !condition.empty() && std::holds_alternative<Any>(population.filter.node);
    const std::string filter =
        ExpressionWriter(catalogue, population.dataset).text(population.filter);
    if (!condition.empty()) condition += " AND ";
    condition += bracket ? "(" + filter + ")" : filter;
  }
  return "FROM " + table + (condition.empty() ? "" : " WHERE " + condition);
}

}  // namespace hdis::query
