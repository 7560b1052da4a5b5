#include "plan/expression_text.hpp"
#include "plan/normal_form.hpp"
#include "plan/subject_conditions.hpp"

#include <algorithm>
#include <map>
#include <set>

// The rules here hold in SQL's three-valued logic for "is it true?", because a negation is only ever at a leaf.
// Each is written once for All and, with the roles of negated and plain conditions exchanged, for Any.
namespace hdis::query {
namespace {

Junction other(Junction junction) {
  return junction == Junction::all ? Junction::any : Junction::all;
}

Predicate join(Junction junction, const std::vector<Predicate>& parts) {
  return junction == Junction::all ? all_of(parts) : any_of(parts);
}

std::vector<Predicate> parts_of(Junction junction, const Predicate& predicate) {
  if (junction == Junction::all) {
    if (const auto* all = std::get_if<All>(&predicate.node)) return all->parts;
  } else if (const auto* any = std::get_if<Any>(&predicate.node)) {
    return any->parts;
  }
  return {predicate};
}

struct Keyed {
  std::string key;
  Predicate predicate;
};

std::vector<Keyed> keyed(std::vector<Predicate> parts) {
  std::vector<Keyed> result;
  result.reserve(parts.size());
  for (auto& part : parts) {
    std::string key = canonical_text(part);
    result.push_back({std::move(key), std::move(part)});
  }
  std::sort(result.begin(), result.end(),
            [](const auto& a, const auto& b) { return a.key < b.key; });
  result.erase(std::unique(result.begin(), result.end(),
                           [](const auto& a, const auto& b) { return a.key == b.key; }),
               result.end());
  return result;
}

// (a AND b) OR (a AND c) is a AND (b OR c), and the other way round; (a AND b) OR a is a.
std::optional<Predicate> factored(Junction junction, const std::vector<Keyed>& parts) {
  std::vector<std::vector<Keyed>> inner;
  inner.reserve(parts.size());
  for (const auto& part : parts) inner.push_back(keyed(parts_of(other(junction), part.predicate)));
  std::map<std::string, std::size_t> occurrences;
  for (const auto& list : inner) {
    for (const auto& one : list) ++occurrences[one.key];
  }
  const auto is_common = [&](const Keyed& one) { return occurrences[one.key] == inner.size(); };

  std::vector<Predicate> common;
  for (const auto& one : inner.front()) {
    if (is_common(one)) common.push_back(one.predicate);
  }
  if (common.empty()) return std::nullopt;
  std::vector<Predicate> rests;
  for (const auto& list : inner) {
    std::vector<Predicate> rest;
    for (const auto& one : list) {
      if (!is_common(one)) rest.push_back(one.predicate);
    }
    if (rest.empty()) return join(other(junction), common);
    rests.push_back(join(other(junction), rest));
  }
  common.push_back(join(junction, rests));
  return join(other(junction), common);
}

// a OR (a AND b) is a, among others.
void remove_absorbed(Junction junction, std::vector<Keyed>& parts) {
  std::set<std::string> keys;
  for (const auto& part : parts) keys.insert(part.key);
  const auto absorbed = [&](const Keyed& part) {
    const auto inner = parts_of(other(junction), part.predicate);
    return inner.size() > 1 && std::any_of(inner.begin(), inner.end(), [&](const Predicate& one) {
             return keys.count(canonical_text(one)) > 0;
           });
  };
  parts.erase(std::remove_if(parts.begin(), parts.end(), absorbed), parts.end());
}

Predicate normalised(Junction junction, const std::vector<Predicate>& given) {
  const bool neutral = junction == Junction::all;
  std::vector<Predicate> flat;
  for (const auto& part : given) {
    for (auto& one : parts_of(junction, part)) {
      if (is_constant(one, !neutral)) return {Constant{!neutral}};
      if (!is_constant(one, neutral)) flat.push_back(std::move(one));
    }
  }
  std::vector<Predicate> merged = merge_subjects(junction, flat);
  if (resolve_null_tests(junction, merged)) return {Constant{!neutral}};
  auto parts = keyed(std::move(merged));
  for (const auto& part : parts) {
    if (is_constant(part.predicate, !neutral)) return {Constant{!neutral}};
  }
  remove_absorbed(junction, parts);
  if (parts.empty()) return {Constant{neutral}};
  if (parts.size() == 1) return std::move(parts.front().predicate);
  if (auto shorter = factored(junction, parts)) return std::move(*shorter);

  std::vector<Predicate> sorted;
  sorted.reserve(parts.size());
  for (auto& part : parts) sorted.push_back(std::move(part.predicate));
  if (junction == Junction::all) return {All{std::move(sorted)}};
  return {Any{std::move(sorted)}};
}

}  // namespace

Predicate all_of(const std::vector<Predicate>& parts) { return normalised(Junction::all, parts); }

Predicate any_of(const std::vector<Predicate>& parts) { return normalised(Junction::any, parts); }

}  // namespace hdis::query
