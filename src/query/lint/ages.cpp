#include "bind/field_rules.hpp"
#include "lint/lint.hpp"
#include "plan/visit.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace hdis::query {
namespace {

constexpr std::array<std::int64_t, 7> babies = {7001, 7002, 7003, 7004, 7005, 7006, 7007};

bool holds(std::int64_t left, Comparison op, std::int64_t right) {
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

bool mentions(const Predicate& condition, const std::string& field) {
  bool found = false;
  visit_fields(condition, catalogue::DatasetId(),
               [&](const auto&, const FieldRef& ref) { found = found || ref.name == field; });
  return found;
}

bool is_field(const RowExpression& expression, const std::string& field) {
  const auto* ref = std::get_if<FieldRef>(&expression.node);
  return ref != nullptr && ref->name == field;
}

// Whether a record of this age may satisfy the condition, whatever its other fields are.
bool possible(const Predicate& condition, const std::string& field, std::int64_t age) {
  if (const auto* compare = std::get_if<Compare>(&condition.node)) {
    const auto* value = std::get_if<Value>(&compare->right.node);
    const auto* number = value == nullptr ? nullptr : std::get_if<std::int64_t>(value);
    if (!is_field(compare->left, field) || number == nullptr) return true;
    return holds(age, compare->op, *number);
  }
  if (const auto* list = std::get_if<InList>(&condition.node)) {
    if (!is_field(list->subject, field)) return true;
    for (const auto& value : list->values) {
      if (value == Value{age}) return !list->negated;
    }
    return list->negated;
  }
  if (const auto* all = std::get_if<All>(&condition.node)) {
    return std::all_of(all->parts.begin(), all->parts.end(),
                       [&](const Predicate& part) { return possible(part, field, age); });
  }
  if (const auto* any = std::get_if<Any>(&condition.node)) {
    bool asked = false;
    for (const auto& part : any->parts) {
      if (!mentions(part, field)) continue;
      asked = true;
      if (possible(part, field, age)) return true;
    }
    return !asked;
  }
  return true;
}

// Fields with the convention that a condition reads.
std::set<std::string> age_fields(const catalogue::Dataset& dataset, const Predicate& condition) {
  std::set<std::string> names;
  visit_fields(condition, dataset.id, [&](const auto& owner, const FieldRef& ref) {
    if (owner == dataset.id && field_of(dataset, ref).convention == "hes_age") {
      names.insert(ref.name);
    }
  });
  return names;
}

struct Coverage {
  bool newborn_year = false;  ///< Age 0, as people write it who do not know the convention.
  bool child = false;         ///< Age 1.
  bool old = false;           ///< Age 119.
  std::size_t babies = 0;     ///< Of the seven codes.
};

template <class Test>
Coverage coverage(const Test& test) {
  Coverage result;
  result.newborn_year = test(0);
  result.child = test(1);
  result.old = test(119);
  for (const auto age : babies) result.babies += test(age) ? 1 : 0;
  return result;
}

void report(Context& context, const std::string& field, const Coverage& covered,
            SourcePosition where) {
  std::string message;
  const bool loses = covered.newborn_year && covered.child && covered.babies < babies.size();
  const bool catches = !covered.child && covered.old && covered.babies > 0;
  const bool some = !covered.child && !covered.old && covered.babies > 0 &&
                    covered.babies < babies.size() && covered.babies > 3;
  if (loses) {
    message = "This loses children under one year, whose " + field + " is 7001 to 7007.";
  } else if (catches) {
    message = "This also finds children under one year, whose " + field + " is 7001 to 7007.";
  } else if (some) {
    message = "This leaves out some children under one year: 7001 is less than one day.";
  } else {
    return;
  }
  context.diagnostics.warn("lint.age_codes", std::move(message),
                           "Use " + field + "_CALC, where the first year is a part of a year.",
                           where);
}

}  // namespace

void lint_ages(Context& context, const catalogue::Dataset& dataset, const Predicate& condition,
               SourcePosition where) {
  for (const auto& field : age_fields(dataset, condition)) {
    report(context, field,
           coverage([&](std::int64_t age) { return possible(condition, field, age); }), where);
  }
}

void lint_ages(Context& context, const catalogue::Dataset& dataset, const Banding& bands,
               SourcePosition where) {
  std::set<std::string> fields;
  for (const auto& arm : bands.arms) fields.merge(age_fields(dataset, arm.when));
  for (const auto& field : fields) {
    // A band holds the ages that no band before it has taken.
    for (std::size_t i = 0; i < bands.arms.size(); ++i) {
      const auto taken = [&](std::int64_t age) {
        for (std::size_t j = 0; j < i; ++j) {
          const auto& before = bands.arms[j].when;
          if (mentions(before, field) && possible(before, field, age)) return true;
        }
        return false;
      };
      if (!mentions(bands.arms[i].when, field)) continue;
      report(context, field, coverage([&](std::int64_t age) {
               return !taken(age) && possible(bands.arms[i].when, field, age);
             }),
             where);
    }
  }
}

}  // namespace hdis::query
