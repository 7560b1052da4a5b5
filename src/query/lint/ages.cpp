#include "bind/field_rules.hpp"
#include "lint/lint.hpp"
#include "lint/reach.hpp"
#include "plan/visit.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace hdis::query {
namespace {

constexpr std::array<double, 7> babies = {7001, 7002, 7003, 7004, 7005, 7006, 7007};

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
  std::size_t elsewhere = 0;  ///< Of the seven codes, in a band before this one.
};

template <class Test, class Taken>
Coverage coverage(const Test& condition, const Taken& taken) {
  const auto test = [&](double age) { return !taken(age) && condition(age); };
  Coverage result;
  result.newborn_year = test(0);
  result.child = test(1);
  result.old = test(119);
  for (const auto age : babies) {
    result.babies += test(age) ? 1 : 0;
    result.elsewhere += taken(age) ? 1 : 0;
  }
  return result;
}

void report(Context& context, const std::string& field, const Coverage& covered,
            SourcePosition where) {
  std::string message;
  const bool loses = covered.newborn_year && covered.babies + covered.elsewhere < babies.size();
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
  const auto nowhere = [](double) { return false; };
  for (const auto& field : age_fields(dataset, condition)) {
    const auto here = [&](double age) { return possible(condition, field, age); };
    report(context, field, coverage(here, nowhere), where);
  }
}

void lint_ages(Context& context, const catalogue::Dataset& dataset, const Banding& bands,
               SourcePosition where) {
  std::set<std::string> fields;
  for (const auto& arm : bands.arms) fields.merge(age_fields(dataset, arm.when));
  for (const auto& field : fields) {
    // A band holds the ages that no band before it has taken.
    for (std::size_t i = 0; i < bands.arms.size(); ++i) {
      const auto taken = [&](double age) {
        for (std::size_t j = 0; j < i; ++j) {
          const auto& before = bands.arms[j].when;
          if (mentions(before, field) && possible(before, field, age)) return true;
        }
        return false;
      };
      if (!mentions(bands.arms[i].when, field)) continue;
      const auto here = [&](double age) { return possible(bands.arms[i].when, field, age); };
      report(context, field, coverage(here, taken), where);
    }
  }
}

}  // namespace hdis::query
