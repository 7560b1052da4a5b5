#include "expression_check.hpp"

#include "hdis/core/text.hpp"
#include "hdis/sqlgen/value_type.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <cmath>

namespace hdis::sqlgen {

using catalogue::FieldClass;

namespace {

/// Texts that a statement cannot hold: a zero byte would end it, broken UTF-8 would make it unreadable.
Status check_text(std::string_view text) {
  if (text.find('\0') != std::string_view::npos || !is_utf8(text)) {
    return plan_invalid("a text constant has a zero byte or is not UTF-8");
  }
  return {};
}

Status check_texts(const std::vector<std::string>& texts) {
  for (const std::string& text : texts) HDIS_CHECK(check_text(text));
  return {};
}

/// Codes as the catalogue writes them: printable ASCII without the comma that parts a list of codes.
Status check_codes(const std::vector<std::string>& codes) {
  for (const std::string& code : codes) {
    const bool plain = std::all_of(code.begin(), code.end(), [](char character) {
      return character > ' ' && character <= '~' && character != ',';
    });
    if (code.empty() || !plain) return plan_invalid("a code list has an empty or unreadable code");
  }
  return {};
}

Status check_pattern(const std::string& pattern) {
  HDIS_CHECK(check_text(pattern));
  RE2::Options options;
  options.set_log_errors(false);
  if (!RE2(pattern, options).ok())
    return plan_invalid("a pattern is not a valid regular expression");
  return {};
}

bool comparable(ValueType a, ValueType b) {
  const auto is_number = [](ValueType type) {
    return type == ValueType::integer || type == ValueType::decimal;
  };
  return a == b || a == ValueType::none || b == ValueType::none || (is_number(a) && is_number(b));
}

Status need_text(const query::RowExpression& subject) {
  const ValueType type = type_of(subject);
  if (type == ValueType::text || type == ValueType::none) return {};
  return plan_invalid("a text condition is put to something that is not a text");
}

}  // namespace

tl::unexpected<Error> plan_invalid(std::string message) {
  return fail(ErrorCode::invalid_input, "engine.plan_invalid",
              "This plan does not fit the catalogue: " + std::move(message) + ".",
              "Compile the query again with the catalogue that is loaded now.");
}

Result<const catalogue::Field*> ExpressionCheck::find(const query::FieldRef& field) const {
  const catalogue::Field* found = dataset_.find(field.name);
  if (found == nullptr || found->name != field.name) {
    return plan_invalid(fmt::format("{} has no field {}", dataset_.id.text(), field.name));
  }
  if (found->type != field.type) {
    return plan_invalid(fmt::format("{} is of another type now", field.name));
  }
  if (found->field_class == FieldClass::identifier ||
      found->field_class == FieldClass::person_key) {
    return plan_invalid(fmt::format("{} may not be used", field.name));
  }
  return found;
}

Status ExpressionCheck::check(const query::FieldRef& field) const {
  HDIS_TRY(found, find(field));
  if (found->field_class != FieldClass::record_key) return {};
  return plan_invalid(fmt::format("{} may only be counted", field.name));
}

Status ExpressionCheck::check_counted(const query::FieldRef& field) const {
  HDIS_TRY(found, find(field));
  static_cast<void>(found);
  return {};
}

Status ExpressionCheck::check(const query::RowExpression& expression) const {
  return std::visit([this](const auto& node) { return check_node(node); }, expression.node);
}

Status ExpressionCheck::check(const query::Predicate& predicate) const {
  return std::visit([this](const auto& node) { return check_node(node); }, predicate.node);
}

Status ExpressionCheck::check_node(const query::Value& value) const {
  if (const auto* text = std::get_if<std::string>(&value)) return check_text(*text);
  if (const auto* number = std::get_if<double>(&value);
      number != nullptr && !std::isfinite(*number)) {
    return plan_invalid("a constant is not a finite number");
  }
  if (const auto* date = std::get_if<Date>(&value)) {
    const auto year = static_cast<int>(date->ymd().year());
    if (year < 1 || year > 9999) return plan_invalid("a date is not of the years 1 to 9999");
  }
  return {};
}

Status ExpressionCheck::check_node(const query::DatePart& part) const {
  if (part.field.type != catalogue::FieldType::date) {
    return plan_invalid(
        fmt::format("a part of {} is asked for, which is no date", part.field.name));
  }
  return check(part.field);
}

Status ExpressionCheck::check_node(const query::Substring& substring) const {
  if (type_of(substring.field.type) != ValueType::text || substring.start == 0) {
    return plan_invalid(
        fmt::format("characters of {} are asked for that cannot be", substring.field.name));
  }
  return check(substring.field);
}

Status ExpressionCheck::check_node(const query::Banding& banding) const {
  if (banding.arms.empty()) return plan_invalid("a CASE has no arms");
  for (const query::BandArm& arm : banding.arms) {
    HDIS_CHECK(check(arm.when));
    HDIS_CHECK(check(arm.then));
  }
  return check(*banding.otherwise);
}

Status ExpressionCheck::check_node(const query::Constant&) const { return {}; }

Status ExpressionCheck::check_node(const query::Compare& compare) const {
  HDIS_CHECK(check(compare.left));
  HDIS_CHECK(check(compare.right));
  if (comparable(type_of(compare.left), type_of(compare.right))) return {};
  return plan_invalid("values of different types are compared");
}

Status ExpressionCheck::check_node(const query::InList& list) const {
  HDIS_CHECK(check(list.subject));
  const ValueType type = type_of(list.subject);
  for (const query::Value& value : list.values) {
    HDIS_CHECK(check_node(value));
    if (!comparable(type, type_of(value)))
      return plan_invalid("values of different types are compared");
  }
  return {};
}

Status ExpressionCheck::check_node(const query::Matches& matches) const {
  HDIS_CHECK(check(matches.subject));
  HDIS_CHECK(need_text(matches.subject));
  return check_pattern(matches.pattern);
}

Status ExpressionCheck::check_node(const query::StartsWith& starts) const {
  HDIS_CHECK(check(starts.subject));
  HDIS_CHECK(need_text(starts.subject));
  return check_texts(starts.prefixes);
}

Status ExpressionCheck::check_node(const query::InCodeList& list) const {
  HDIS_CHECK(check(list.subject));
  if (type_of(list.subject.type) != ValueType::text) {
    return plan_invalid(fmt::format("{} holds no codes", list.subject.name));
  }
  HDIS_CHECK(check_codes(list.prefixes));
  return check_codes(list.except);
}

Status ExpressionCheck::check_node(const query::IsNull& is_null) const {
  return check(is_null.subject);
}

Status ExpressionCheck::check_node(const query::PersonIn& person_in) const {
  if (dataset_.person_key.empty()) {
    return plan_invalid(fmt::format("{} has no person key", dataset_.id.text()));
  }
  HDIS_CHECK(check_population(*person_in.persons, catalogue_));
  const catalogue::Dataset* persons = catalogue_.dataset(person_in.persons->dataset);
  if (!persons->person_key.empty()) return {};
  return plan_invalid(fmt::format("{} has no person key", persons->id.text()));
}

Status ExpressionCheck::check_node(const query::All& all) const {
  for (const query::Predicate& part : all.parts) HDIS_CHECK(check(part));
  return {};
}

Status ExpressionCheck::check_node(const query::Any& any) const {
  for (const query::Predicate& part : any.parts) HDIS_CHECK(check(part));
  return {};
}

Status check_population(const query::Population& population,
                        const catalogue::Catalogue& catalogue) {
  const catalogue::Dataset* dataset = catalogue.dataset(population.dataset);
  if (dataset == nullptr) {
    return plan_invalid(fmt::format("there is no dataset {}", population.dataset.text()));
  }
  return ExpressionCheck(catalogue, *dataset).check(population.filter);
}

}  // namespace hdis::sqlgen
