#include "meaning.hpp"

#include <re2/re2.h>

#include <algorithm>

namespace hdis::query::test {
namespace {

Truth negated(Truth truth) { return truth ? Truth(!*truth) : truth; }

// Unknown, unless some part decides: false for AND, true for OR.
template <class Parts>
Truth together(const Parts& parts, const Record& record, bool all) {
  bool unknown = false;
  for (const auto& part : parts) {
    const Truth truth = meaning(part, record);
    if (truth && *truth != all) return !all;
    unknown = unknown || !truth;
  }
  return unknown ? Truth() : Truth(all);
}

std::optional<std::string> value_of(const Record& record, const std::string& field) {
  const auto found = record.find(field);
  return found == record.end() ? std::nullopt : std::optional(found->second);
}

template <class T>
bool compared(const T& left, Comparison op, const T& right) {
  switch (op) {
    case Comparison::equal:
      return left == right;
    case Comparison::not_equal:
      return left != right;
    case Comparison::less:
      return left < right;
    case Comparison::less_equal:
      return left <= right;
    case Comparison::greater:
      return left > right;
    case Comparison::greater_equal:
      return left >= right;
  }
  return false;
}

bool compared(const std::string& field, const std::string& left, Comparison op,
              const std::string& right) {
  if (is_number_field(field)) return compared(std::stoi(left), op, std::stoi(right));
  return compared<std::string>(left, op, right);
}

// The value of the field that a bound expression names; random conditions compare nothing else.
struct Subject {
  std::string field;
  std::optional<std::string> value;
};

Subject subject_of(const RowExpression& expression, const Record& record) {
  const auto& field = std::get<FieldRef>(expression.node);
  return {field.name, value_of(record, field.name)};
}

struct BoundMeaning {
  const Record& record;

  Truth operator()(const Constant& node) const { return node.value; }
  Truth operator()(const Compare& node) const {
    const auto left = subject_of(node.left, record);
    if (!left.value) return {};
    return compared(left.field, *left.value, node.op,
                    to_plain_text(std::get<Value>(node.right.node)));
  }
  Truth operator()(const InList& node) const {
    const auto left = subject_of(node.subject, record);
    if (!left.value) return {};
    const bool found = std::any_of(node.values.begin(), node.values.end(), [&](const Value& value) {
      return to_plain_text(value) == *left.value;
    });
    return found != node.negated;
  }
  Truth operator()(const StartsWith& node) const {
    const auto left = subject_of(node.subject, record);
    if (!left.value) return {};
    const bool found =
        std::any_of(node.prefixes.begin(), node.prefixes.end(),
                    [&](const auto& prefix) { return left.value->starts_with(prefix); });
    return found != node.negated;
  }
  Truth operator()(const Matches& node) const {
    const auto left = subject_of(node.subject, record);
    if (!left.value) return {};
    return RE2::PartialMatch(*left.value, RE2(node.pattern)) != node.negated;
  }
  Truth operator()(const IsNull& node) const {
    return subject_of(node.subject, record).value.has_value() == node.negated;
  }
  Truth operator()(const All& node) const { return together(node.parts, record, true); }
  Truth operator()(const Any& node) const { return together(node.parts, record, false); }
  Truth operator()(const InCodeList&) const { return {}; }
  Truth operator()(const PersonIn&) const { return {}; }
};

}  // namespace

Truth meaning(const Condition& condition, const Record& record) {
  const auto value = value_of(record, condition.field);
  const auto any_value = [&](const auto& test) -> Truth {
    if (!value) return {};
    return std::any_of(condition.values.begin(), condition.values.end(), test);
  };
  switch (condition.kind) {
    case Condition::Kind::not_:
      return negated(meaning(condition.parts.front(), record));
    case Condition::Kind::and_:
      return together(condition.parts, record, true);
    case Condition::Kind::or_:
      return together(condition.parts, record, false);
    case Condition::Kind::null:
      return !value.has_value();
    case Condition::Kind::compare:
      return any_value(
          [&](const auto& one) { return compared(condition.field, *value, condition.op, one); });
    case Condition::Kind::in:
      return any_value([&](const auto& one) { return one == *value; });
    case Condition::Kind::prefix:
      return any_value([&](const auto& one) { return value->starts_with(one); });
    case Condition::Kind::found:
      return any_value([&](const auto& one) { return value->find(one) != std::string::npos; });
  }
  return {};
}

Truth meaning(const Predicate& condition, const Record& record) {
  return std::visit(BoundMeaning{record}, condition.node);
}

Record random_record(Choices& choices) {
  Record record;
  const auto put = [&](const std::string& field, const std::vector<std::string>& values) {
    const auto& value = choices.of(values);
    if (!value.empty()) record[field] = value;
  };
  put("SEX", {"", "1", "2", "9"});
  put("CLASSPAT", {"", "1", "2", "5"});
  put("ADMIMETH", {"", "11", "21", "2A", "31"});
  put("DIAG_3_01", {"", "I20", "I21", "J44", "J45", "K80"});
  for (const auto* field : {"EPIORDER", "BEDYEAR", "NEODUR"}) {
    put(field, {"", "0", "1", "2", "3", "4", "5", "6"});
  }
  return record;
}

}  // namespace hdis::query::test
