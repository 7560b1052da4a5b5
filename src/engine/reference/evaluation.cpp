#include "evaluation.hpp"

#include "hdis/core/text.hpp"

#include <re2/re2.h>

#include <algorithm>

namespace hdis::engine::reference {
namespace {

using query::Null;
using query::Value;

Truth truth(bool value) { return value ? Truth::yes : Truth::no; }

Truth negate_if(bool negated, Truth value) {
  if (!negated || value == Truth::unknown) return value;
  return truth(value == Truth::no);
}

std::optional<double> number(const Value& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
  if (const auto* real = std::get_if<double>(&value)) return *real;
  return std::nullopt;
}

template <class T>
int order(const T& a, const T& b) {
  if (a < b) return -1;
  return b < a ? 1 : 0;
}

/// Less than, equal to or greater than 0, as for strcmp. Neither value is NULL.
int compare(const Value& a, const Value& b) {
  if (a.index() == b.index()) return order(a, b);
  if (number(a) && number(b)) return order(*number(a), *number(b));
  return order(query::to_plain_text(a), query::to_plain_text(b));
}

bool is_null(const Value& value) { return std::holds_alternative<Null>(value); }

bool holds(query::Comparison comparison, int order) {
  switch (comparison) {
    case query::Comparison::equal:
      return order == 0;
    case query::Comparison::not_equal:
      return order != 0;
    case query::Comparison::less:
      return order < 0;
    case query::Comparison::less_equal:
      return order <= 0;
    case query::Comparison::greater:
      return order > 0;
    case query::Comparison::greater_equal:
      return order >= 0;
  }
  return false;
}

/// `count` characters (not bytes) of `text` from the one with index `first`.
std::string characters(const std::string& text, std::uint64_t first, std::uint64_t count) {
  std::string result;
  std::uint64_t index = 0;
  for (const char byte : text) {
    const bool continues = (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
    if (!continues) ++index;
    if (index > first && index <= first + count) result += byte;
  }
  return result;
}

bool starts_with_any(const std::string& text, const std::vector<std::string>& prefixes) {
  return std::any_of(prefixes.begin(), prefixes.end(),
                     [&](const std::string& prefix) { return text.starts_with(prefix); });
}

// RowExpression

Value value_of(const Value& value, const Subject&) { return value; }

Value value_of(const query::FieldRef& field, const Subject& subject) {
  return field_of(subject.record, field.name);
}

Value value_of(const query::DatePart& part, const Subject& subject) {
  const Value value = field_of(subject.record, part.field.name);
  const auto* date = std::get_if<Date>(&value);
  if (date == nullptr) return Null{};
  const auto month = static_cast<unsigned>(date->ymd().month());
  switch (part.part) {
    case query::DatePartKind::year:
      return std::int64_t{static_cast<int>(date->ymd().year())};
    case query::DatePartKind::quarter:
      return std::int64_t{(month + 2) / 3};
    case query::DatePartKind::month:
      return std::int64_t{month};
  }
  return Null{};
}

Value value_of(const query::Substring& substring, const Subject& subject) {
  const Value value = field_of(subject.record, substring.field.name);
  const auto* text = std::get_if<std::string>(&value);
  if (text == nullptr) return Null{};
  return characters(*text, substring.start - 1, substring.length);
}

Value value_of(const query::Banding& banding, const Subject& subject) {
  for (const query::BandArm& arm : banding.arms) {
    if (evaluate(arm.when, subject) == Truth::yes) return evaluate(arm.then, subject);
  }
  return evaluate(*banding.otherwise, subject);
}

// Predicate

/// A test of a text that is not NULL; unknown for NULL.
template <class Test>
Truth test_text(const Value& value, bool negated, const Test& test) {
  if (is_null(value)) return Truth::unknown;
  return negate_if(negated, truth(test(query::to_plain_text(value))));
}

Truth truth_of(const query::Constant& constant, const Subject&) { return truth(constant.value); }

Truth truth_of(const query::Compare& test, const Subject& subject) {
  const Value left = evaluate(test.left, subject);
  const Value right = evaluate(test.right, subject);
  if (is_null(left) || is_null(right)) return Truth::unknown;
  return truth(holds(test.op, compare(left, right)));
}

Truth truth_of(const query::InList& test, const Subject& subject) {
  const Value value = evaluate(test.subject, subject);
  if (is_null(value)) return Truth::unknown;
  Truth found = Truth::no;
  for (const Value& wanted : test.values) {
    const Truth equal = is_null(wanted) ? Truth::unknown : truth(compare(value, wanted) == 0);
    found = std::max(found, equal);
  }
  return negate_if(test.negated, found);
}

Truth truth_of(const query::Matches& test, const Subject& subject) {
  return test_text(evaluate(test.subject, subject), test.negated, [&](const std::string& text) {
    return RE2::PartialMatch(text, RE2(test.pattern));
  });
}

Truth truth_of(const query::StartsWith& test, const Subject& subject) {
  return test_text(evaluate(test.subject, subject), test.negated,
                   [&](const std::string& text) { return starts_with_any(text, test.prefixes); });
}

Truth truth_of(const query::InCodeList& test, const Subject& subject) {
  const auto belongs = [&](const std::string& code) {
    return starts_with_any(code, test.prefixes) && !starts_with_any(code, test.except);
  };
  return test_text(field_of(subject.record, test.subject.name), test.negated,
                   [&](const std::string& text) {
                     if (!test.any_position) return belongs(text);
                     const std::vector<std::string> codes = split(text, ',');
                     return std::any_of(codes.begin(), codes.end(), belongs);
                   });
}

Truth truth_of(const query::IsNull& test, const Subject& subject) {
  return negate_if(test.negated, truth(is_null(evaluate(test.subject, subject))));
}

/// A record without a person key is neither among the persons nor not among them.
Truth truth_of(const query::PersonIn& test, const Subject& subject) {
  const auto person = person_of(subject.record, subject.dataset);
  if (!person) return Truth::unknown;
  return negate_if(test.negated, truth(subject.persons_of(*test.persons).contains(*person)));
}

Truth truth_of(const query::All& all, const Subject& subject) {
  Truth result = Truth::yes;
  for (const query::Predicate& part : all.parts) result = std::min(result, evaluate(part, subject));
  return result;
}

Truth truth_of(const query::Any& any, const Subject& subject) {
  Truth result = Truth::no;
  for (const query::Predicate& part : any.parts) result = std::max(result, evaluate(part, subject));
  return result;
}

}  // namespace

Value field_of(const Record& record, const std::string& name) {
  const auto found = record.find(name);
  return found == record.end() ? Value(Null{}) : found->second;
}

std::optional<std::string> person_of(const Record& record, const catalogue::Dataset& dataset) {
  const Value value = field_of(record, dataset.person_key);
  if (is_null(value)) return std::nullopt;
  return query::to_plain_text(value);
}

Value evaluate(const query::RowExpression& expression, const Subject& subject) {
  return std::visit([&](const auto& node) { return value_of(node, subject); }, expression.node);
}

Truth evaluate(const query::Predicate& predicate, const Subject& subject) {
  return std::visit([&](const auto& node) { return truth_of(node, subject); }, predicate.node);
}

}  // namespace hdis::engine::reference
