#include "bind/ast_text.hpp"
#include "bind/field_rules.hpp"
#include "bind/functions.hpp"
#include "bind/row_binder.hpp"
#include "plan/overloaded.hpp"
#include "plan/visit.hpp"

#include <algorithm>
#include <charconv>

namespace hdis::query {
namespace {

// Longer than any field; keeps positions inside what every engine accepts.
constexpr std::uint32_t longest_text = 10'000;

std::optional<std::uint32_t> whole_number(const ast::Expression& expression) {
  const auto constant = constant_of(expression);
  if (!constant || constant->kind != ast::LiteralKind::integer) return std::nullopt;
  std::uint32_t value = 0;
  const std::string& text = constant->text;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value > longest_text ? std::nullopt : std::optional(value);
}

}  // namespace

RowBinder::RowBinder(Context& context, const Names& names, const RowRelation& rows,
                     std::size_t branch)
    : context_(context),
      names_(names),
      rows_(rows),
      branch_index_(branch),
      branch_(rows.branches[branch]) {}

std::optional<RowExpression> RowBinder::expression(const ast::Expression& expression) {
  if (!context_.spend(1, expression.where)) return std::nullopt;
  if (const auto constant = constant_of(expression)) {
    const auto value = value_of(context_, *constant);
    return value ? std::optional(RowExpression{*value}) : std::nullopt;
  }
  auto& out = context_.diagnostics;
  const auto where = expression.where;
  using Maybe = std::optional<RowExpression>;
  return std::visit(
      overloaded{
          [&](const ast::Name& node) { return named(node); },
          [&](const ast::Case& node) { return case_of(node, where); },
          [&](const ast::Call& node) { return call(node, where); },
          [&](const ast::Cast& node) -> Maybe {
            out.refuse(
                "query.cast",
                "CAST is not part of the query language: a value that cannot be cast would " +
                    std::string("stop the query and so tell that it exists."),
                "Use " + written_text(*node.operand) +
                    " itself; numbers and texts are compared by the type of the field.",
                where);
            return std::nullopt;
          },
          [&](const ast::Subquery& node) -> Maybe {
            out.refuse("query.subquery",
                       node.exists ? "EXISTS (SELECT ...) is not part of the query language."
                                   : "A query cannot stand where a value is expected.",
                       "To keep the records of a group of people, write person IN (SELECT person "
                       "FROM ... WHERE ...).",
                       where);
            return std::nullopt;
          },
          [&](const ast::Star&) -> Maybe {
            out.mistake("query.star", "* cannot stand here.", "Name a field.", where);
            return std::nullopt;
          },
          [&](const ast::Binary& node) -> Maybe {
            if (is_arithmetic(node.op)) {
              refuse_arithmetic(context_, expression);
            } else {
              out.mistake(
                  "query.condition_as_value", "A condition stands where a value is expected.",
                  "Write CASE WHEN " + written_text(expression) + " THEN 'yes' ELSE 'no' END.",
                  where);
            }
            return std::nullopt;
          },
          [&](const ast::Unary& node) -> Maybe {
            if (node.op == ast::UnaryOperator::plus) return this->expression(*node.operand);
            refuse_arithmetic(context_, expression);
            return std::nullopt;
          },
          [&](const auto&) -> Maybe {
            out.mistake(
                "query.condition_as_value", "A condition stands where a value is expected.",
                "Write CASE WHEN " + written_text(expression) + " THEN 'yes' ELSE 'no' END.",
                where);
            return std::nullopt;
          },
      },
      expression.node);
}

std::optional<RowExpression> RowBinder::call(const ast::Call& call, SourcePosition where) {
  if (is_aggregate(call.name)) {
    context_.diagnostics.mistake("query.aggregate_here",
                                 call.name + " counts many records; here one record is looked at.",
                                 "Aggregates stand in SELECT only.", where);
    return std::nullopt;
  }
  const auto& arguments = call.arguments;
  if (call.name == "EXTRACT" || call.name == "DATE_PART" || call.name == "DATEPART") {
    if (arguments.size() == 2) {
      const auto* word = std::get_if<ast::Name>(&arguments[0].node);
      const auto constant = constant_of(arguments[0]);
      if (word != nullptr) return date_part(word->text, arguments[1], where);
      if (constant) return date_part(constant->text, arguments[1], where);
    }
  }
  if (arguments.size() == 1) {
    for (const std::string_view part : {"YEAR", "QUARTER", "MONTH", "HOUR"}) {
      if (call.name == part) return date_part(call.name, arguments[0], where);
    }
  }
  const bool part_of_text = call.name == "SUBSTRING" || call.name == "SUBSTR" ||
                            call.name == "MID" || call.name == "LEFT";
  if (part_of_text) return substring(call, where);
  if ((call.name == "IF" || call.name == "IIF") && arguments.size() == 3) return if_of(call, where);
  refuse_function(context_, call, where);
  return std::nullopt;
}

std::optional<RowExpression> RowBinder::date_part(const std::string& part,
                                                  const ast::Expression& of, SourcePosition where) {
  if (same_name(part, "HOUR")) return hour_of(of, where);
  std::optional<DatePartKind> kind;
  if (same_name(part, "YEAR")) kind = DatePartKind::year;
  if (same_name(part, "QUARTER")) kind = DatePartKind::quarter;
  if (same_name(part, "MONTH")) kind = DatePartKind::month;
  const auto inside = expression(of);
  if (!inside) return std::nullopt;
  if (!kind) {
    context_.diagnostics.refuse("query.date_part",
                                part + " is not a part of a date that may be used.",
                                "YEAR, QUARTER and MONTH are.", where);
    return std::nullopt;
  }
  const auto* field = std::get_if<FieldRef>(&inside->node);
  if (field == nullptr || field->type != catalogue::FieldType::date) {
    context_.diagnostics.mistake("query.not_a_date",
                                 written_text(of) + " is not a date, so it has no " + part + ".",
                                 "Use a date field, such as ADMIDATE.", where);
    return std::nullopt;
  }
  return RowExpression{DatePart{*field, *kind}};
}

// Times of day are texts 'HH:MM', so that the hour is their beginning.
std::optional<RowExpression> RowBinder::hour_of(const ast::Expression& of, SourcePosition where) {
  const auto inside = expression(of);
  if (!inside) return std::nullopt;
  const auto* field = std::get_if<FieldRef>(&inside->node);
  if (field != nullptr && field->type == catalogue::FieldType::time) {
    return RowExpression{Substring{*field, 1, 2}};
  }
  context_.diagnostics.mistake("query.not_a_time",
                               written_text(of) + " is not a time of day, so it has no hour.",
                               "Use a time field, such as ARRIVALTIME.", where);
  return std::nullopt;
}

std::optional<RowExpression> RowBinder::substring(const ast::Call& call, SourcePosition where) {
  const bool left = call.name == "LEFT";
  const std::size_t expected = left ? 2 : 3;
  auto& out = context_.diagnostics;
  if (call.arguments.size() != expected) {
    out.mistake("query.arguments", call.name + " takes " + std::to_string(expected) + " arguments.",
                left ? "LEFT(field, 3)" : "SUBSTRING(field, 1, 3)", where);
    return std::nullopt;
  }
  const auto inside = expression(call.arguments[0]);
  if (!inside) return std::nullopt;
  const auto start = left ? std::optional<std::uint32_t>(1) : whole_number(call.arguments[1]);
  const auto length = whole_number(call.arguments.back());
  const auto* field = std::get_if<FieldRef>(&inside->node);
  const bool text = field != nullptr && (field->type == catalogue::FieldType::text ||
                                         field->type == catalogue::FieldType::time);
  if (!text) {
    out.mistake("query.not_a_text",
                written_text(call.arguments[0]) + " is not a text field, so it has no characters.",
                "Compare numbers and dates directly.", where);
    return std::nullopt;
  }
  if (!start || !length || *length == 0) {
    out.mistake("query.arguments", call.name + " takes whole numbers, counted from 1.",
                "SUBSTRING(" + field->name + ", 1, 3)", where);
    return std::nullopt;
  }
  // As in Spark, the place before the first character is taken for the first.
  return RowExpression{Substring{*field, std::max(*start, 1U), *length}};
}

}  // namespace hdis::query
