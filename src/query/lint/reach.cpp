#include "lint/reach.hpp"

#include "plan/holds.hpp"
#include "plan/visit.hpp"

#include <algorithm>
#include <optional>

namespace hdis::query {
namespace {

bool is_field(const RowExpression& expression, const std::string& field) {
  const auto* ref = std::get_if<FieldRef>(&expression.node);
  return ref != nullptr && ref->name == field;
}

std::optional<double> number(const Value& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
  if (const auto* part = std::get_if<double>(&value)) return *part;
  return std::nullopt;
}

bool in(const InList& list, double value) {
  return std::any_of(list.values.begin(), list.values.end(),
                     [&](const Value& listed) { return number(listed) == value; });
}

}  // namespace

bool mentions(const Predicate& condition, const std::string& field) {
  bool found = false;
  visit_fields(condition, catalogue::DatasetId(),
               [&](const auto&, const FieldRef& ref) { found = found || ref.name == field; });
  return found;
}

bool possible(const Predicate& condition, const std::string& field, double value) {
  if (const auto* compare = std::get_if<Compare>(&condition.node)) {
    const auto* constant = std::get_if<Value>(&compare->right.node);
    const auto bound = constant == nullptr ? std::nullopt : number(*constant);
    if (!is_field(compare->left, field) || !bound) return true;
    return holds(value, compare->op, *bound);
  }
  if (const auto* list = std::get_if<InList>(&condition.node)) {
    return !is_field(list->subject, field) || in(*list, value) != list->negated;
  }
  if (const auto* all = std::get_if<All>(&condition.node)) {
    return std::all_of(all->parts.begin(), all->parts.end(),
                       [&](const Predicate& part) { return possible(part, field, value); });
  }
  if (const auto* any = std::get_if<Any>(&condition.node)) {
    bool asked = false;
    for (const auto& part : any->parts) {
      if (!mentions(part, field)) continue;
      asked = true;
      if (possible(part, field, value)) return true;
    }
    return !asked;
  }
  return true;
}

}  // namespace hdis::query
