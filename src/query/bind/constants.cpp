#include "bind/constants.hpp"

#include "hdis/core/text.hpp"

#include "bind/ast_text.hpp"
#include "bind/date_spelling.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace hdis::query {
namespace {

using catalogue::FieldType;

template <class Number>
std::optional<Number> number_in(std::string_view text) {
  text = trim(text);
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  Number number{};
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<double> decimal_in(std::string_view text) {
  const auto number = number_in<double>(text);
  if (!number || !std::isfinite(*number)) return std::nullopt;
  return number;
}

std::string name_of(const ConstantTarget& target) {
  return target.field == nullptr ? "What it is compared with" : target.field->name;
}

std::string in_quotes(const std::string& text) { return to_query_text(Value{text}); }

std::optional<Value> wrong_type(Context& context, const WrittenConstant& constant,
                                const ConstantTarget& target, const std::string& expected,
                                const std::string& suggestion) {
  context.diagnostics.mistake(
      "query.type_mismatch",
      name_of(target) + " is " + expected + "; " + in_quotes(constant.text) + " is not.",
      suggestion, constant.where);
  return std::nullopt;
}

std::optional<Value> year_value(Context& context, const WrittenConstant& constant) {
  std::string text(trim(constant.text));
  if (text.size() == 3) text = "0" + text;
  if (const auto year = FinancialYear::parse(text)) return Value{year->code()};
  std::string suggestion = "A financial year is written by both its halves: 2017/18 is '1718'.";
  if (const auto first = number_in<int>(text); first && text.size() == 4) {
    const auto begins = FinancialYear::starting(*first);
    const auto ends = FinancialYear::starting(*first - 1);
    if (begins && ends) {
      suggestion = "Write '" + begins->code() + "' for " + begins->label() + ", or '" +
                   ends->code() + "' for " + ends->label() + ".";
    }
  }
  context.diagnostics.mistake("query.unknown_year", in_quotes(text) + " is not a financial year.",
                              suggestion, constant.where);
  return std::nullopt;
}

// A number that meets a text code: as written, or with the zeros that the code has in front.
std::string code_for_number(Context& context, const WrittenConstant& constant,
                            const ConstantTarget& target) {
  if (target.field == nullptr) return constant.text;
  const auto known = [&](const std::string& code) {
    return is_known_code(context.catalogue, *target.field, code);
  };
  if (known(constant.text)) return constant.text;
  for (std::string padded = "0" + constant.text; padded.size() <= target.field->width;
       padded.insert(padded.begin(), '0')) {
    if (!known(padded)) continue;
    context.diagnostics.note("note.code_padded",
                             "The number " + constant.text + " was read as the code " +
                                 in_quotes(padded) + " of " + target.field->name + ".",
                             "Write " + in_quotes(padded) + ".", constant.where);
    return padded;
  }
  return constant.text;
}

std::optional<Value> text_value(Context& context, const WrittenConstant& constant,
                                const ConstantTarget& target) {
  if (constant.kind == ast::LiteralKind::integer) {
    return Value{code_for_number(context, constant, target)};
  }
  return Value{constant.text};
}

std::optional<Value> integer_value(Context& context, const WrittenConstant& constant,
                                   const ConstantTarget& target) {
  if (constant.kind == ast::LiteralKind::boolean) {
    return Value{std::int64_t{same_name(constant.text, "TRUE") ? 1 : 0}};
  }
  if (const auto number = number_in<std::int64_t>(constant.text)) return Value{*number};
  const auto decimal = decimal_in(constant.text);
  if (decimal && std::abs(*decimal) < 9e15) {
    // Kept as a decimal if it has a fraction: the comparison decides what that means.
    if (std::trunc(*decimal) != *decimal) return Value{*decimal};
    return Value{static_cast<std::int64_t>(*decimal)};
  }
  return wrong_type(context, constant, target, "a whole number", "Write it without quotes: 1.");
}

std::optional<Value> date_value(Context& context, const WrittenConstant& constant,
                                const ConstantTarget& target) {
  std::string text(trim(constant.text));
  // Midnight adds nothing to a day.
  for (const std::string_view midnight : {" 00:00:00", "T00:00:00"}) {
    if (text.size() == 10 + midnight.size() && text.substr(10) == midnight) text.resize(10);
  }
  if (const auto date = Date::parse(text)) return Value{*date};
  const auto meant = date_spelled_otherwise(text);
  return wrong_type(context, constant, target, "a date",
                    "Dates are written year first: DATE '" +
                        (meant ? meant->to_text() : std::string("2017-04-01")) + "'.");
}

std::optional<Value> time_value(Context& context, const WrittenConstant& constant,
                                const ConstantTarget& target) {
  std::string text(trim(constant.text));
  if (text.size() == 8 && text.substr(5) == ":00") text.resize(5);
  if (text.size() == 4 && text.find(':') == std::string::npos) text.insert(2, ":");
  const bool shaped = text.size() == 5 && text[2] == ':';
  const auto hour = shaped ? number_in<unsigned>(text.substr(0, 2)) : std::nullopt;
  const auto minute = shaped ? number_in<unsigned>(text.substr(3, 2)) : std::nullopt;
  if (hour && minute && *hour < 24 && *minute < 60) return Value{text};
  return wrong_type(context, constant, target, "a time of day", "Times are written '14:30'.");
}

}  // namespace

std::optional<WrittenConstant> constant_of(const ast::Expression& expression) {
  if (const auto* literal = std::get_if<ast::Literal>(&expression.node)) {
    return WrittenConstant{literal->kind, literal->text, expression.where};
  }
  if (const auto* unary = std::get_if<ast::Unary>(&expression.node)) {
    const auto* literal = std::get_if<ast::Literal>(&unary->operand->node);
    const bool number = literal != nullptr && (literal->kind == ast::LiteralKind::integer ||
                                               literal->kind == ast::LiteralKind::decimal);
    if (!number || unary->op == ast::UnaryOperator::not_) return std::nullopt;
    const std::string sign = unary->op == ast::UnaryOperator::minus ? "-" : "";
    return WrittenConstant{literal->kind, sign + literal->text, expression.where};
  }
  const ast::Expression* inside = nullptr;
  if (const auto* cast = std::get_if<ast::Cast>(&expression.node)) {
    if (cast->type == "DATE") inside = &*cast->operand;
  } else if (const auto* call = std::get_if<ast::Call>(&expression.node)) {
    if (call->name == "DATE" && call->arguments.size() == 1) inside = &call->arguments.front();
  }
  if (inside == nullptr) return std::nullopt;
  const auto* literal = std::get_if<ast::Literal>(&inside->node);
  if (literal == nullptr || literal->kind != ast::LiteralKind::text) return std::nullopt;
  return WrittenConstant{ast::LiteralKind::date, literal->text, expression.where};
}

std::optional<Value> value_for(Context& context, const WrittenConstant& constant,
                               const ConstantTarget& target) {
  if (constant.kind == ast::LiteralKind::null) return Value{Null{}};
  if (target.year_field) return year_value(context, constant);
  switch (target.type) {
    case FieldType::text:
      return text_value(context, constant, target);
    case FieldType::integer:
      return integer_value(context, constant, target);
    case FieldType::date:
      return date_value(context, constant, target);
    case FieldType::time:
      return time_value(context, constant, target);
    case FieldType::decimal:
      break;
  }
  if (const auto number = decimal_in(constant.text)) return Value{*number};
  return wrong_type(context, constant, target, "a number", "Write it without quotes: 1.5.");
}

std::optional<Value> value_of(Context& context, const WrittenConstant& constant) {
  ConstantTarget target;
  switch (constant.kind) {
    case ast::LiteralKind::integer:
      target.type = FieldType::integer;
      break;
    case ast::LiteralKind::decimal:
      target.type = FieldType::decimal;
      break;
    case ast::LiteralKind::date:
      target.type = FieldType::date;
      break;
    default:
      break;
  }
  return value_for(context, constant, target);
}

bool is_known_code(const catalogue::Catalogue& catalogue, const catalogue::Field& field,
                   const std::string& code) {
  const bool convention = std::any_of(field.missing.begin(), field.missing.end(),
                                      [&](const auto& missing) { return missing.raw == code; });
  if (convention || !field.codes) return convention;
  const auto* system = catalogue.code_system(*field.codes);
  return system != nullptr && system->find(code) != nullptr;
}

}  // namespace hdis::query
