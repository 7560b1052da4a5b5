#include "plan/alternatives.hpp"
#include "plan/expression_text.hpp"
#include "plan/normal_form.hpp"

#include <algorithm>
#include <map>
#include <set>

// The rules here hold in SQL's three-valued logic for "is it true?", because a negation is only ever at a leaf.
// Each is written once for All and, with the roles of negated and plain conditions exchanged, for Any.
namespace hdis::query {
namespace {

// Texts of patterns are compared each with each; beyond this many, conditions are left side by side.
constexpr std::size_t most_texts = 2000;

enum class Junction : std::uint8_t { all, any };

Junction other(Junction junction) {
  return junction == Junction::all ? Junction::any : Junction::all;
}

Predicate join(Junction junction, std::vector<Predicate> parts) {
  return junction == Junction::all ? all_of(std::move(parts)) : any_of(std::move(parts));
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

struct ListCondition {
  RowExpression subject;
  std::vector<Value> values;
  bool negated = false;
};

std::optional<ListCondition> as_list(const Predicate& predicate) {
  if (const auto* list = std::get_if<InList>(&predicate.node)) {
    return ListCondition{list->subject, list->values, list->negated};
  }
  const auto* compare = std::get_if<Compare>(&predicate.node);
  if (compare == nullptr) return std::nullopt;
  const auto* value = std::get_if<Value>(&compare->right.node);
  if (value == nullptr) return std::nullopt;
  if (compare->op != Comparison::equal && compare->op != Comparison::not_equal) return std::nullopt;
  return ListCondition{compare->left, {*value}, compare->op == Comparison::not_equal};
}

// What is known of one subject from the conditions that stand side by side.
struct Knowledge {
  RowExpression subject;
  // Lists that narrow one another: `IN` beside `IN` in All, `NOT IN` beside `NOT IN` in Any.
  std::optional<std::set<Value>> narrowed;
  // Lists and patterns that add up: `NOT IN` beside `NOT LIKE` in All, `IN` beside `LIKE` in Any.
  std::set<Value> added;
  std::vector<LiteralAlternative> added_texts;
};

class SubjectMerger {
 public:
  explicit SubjectMerger(Junction junction) : adds_negated_(junction == Junction::all) {}

  // Whether the condition was understood; if not, it stays as it is.
  bool take(const Predicate& predicate) {
    if (auto list = as_list(predicate)) {
      auto& known = of(list->subject);
      if (list->negated != adds_negated_) {
        narrow(known, list->values);
      } else {
        add(known, list->values);
      }
      return true;
    }
    const auto alternatives = alternatives_of(predicate, adds_negated_);
    if (!alternatives) return false;
    const auto* prefix = std::get_if<StartsWith>(&predicate.node);
    auto& known =
        of(prefix != nullptr ? prefix->subject : std::get<Matches>(predicate.node).subject);
    if (known.added_texts.size() > most_texts) return false;
    known.added_texts.insert(known.added_texts.end(), alternatives->begin(), alternatives->end());
    return true;
  }

  [[nodiscard]] std::vector<Predicate> conditions() const {
    std::vector<Predicate> result;
    for (const auto& [key, known] : known_) {
      auto conditions = known.narrowed ? narrowed_condition(known) : added_conditions(known);
      for (auto& condition : conditions) result.push_back(std::move(condition));
    }
    return result;
  }

 private:
  Knowledge& of(const RowExpression& subject) {
    auto& known = known_[canonical_text(subject)];
    known.subject = subject;
    return known;
  }

  static void narrow(Knowledge& known, const std::vector<Value>& values) {
    std::set<Value> incoming(values.begin(), values.end());
    if (!known.narrowed) {
      known.narrowed = std::move(incoming);
      return;
    }
    std::set<Value> both;
    std::set_intersection(known.narrowed->begin(), known.narrowed->end(), incoming.begin(),
                          incoming.end(), std::inserter(both, both.end()));
    known.narrowed = std::move(both);
  }

  static void add(Knowledge& known, const std::vector<Value>& values) {
    for (const auto& value : values) {
      if (const auto* text = std::get_if<std::string>(&value)) {
        known.added_texts.push_back({*text, true, true});
      } else {
        known.added.insert(value);
      }
    }
  }

  // What is added takes its values out of the narrowed list, and has then no more to say.
  [[nodiscard]] std::vector<Predicate> narrowed_condition(const Knowledge& known) const {
    std::vector<Value> left;
    for (const auto& value : *known.narrowed) {
      if (known.added.count(value) == 0 && !found(known.added_texts, value)) left.push_back(value);
    }
    return {in_list(known.subject, std::move(left), !adds_negated_)};
  }

  [[nodiscard]] std::vector<Predicate> added_conditions(const Knowledge& known) const {
    auto result = alternative_conditions(known.subject, known.added_texts, adds_negated_);
    if (!known.added.empty()) {
      result.push_back(
          in_list(known.subject, {known.added.begin(), known.added.end()}, adds_negated_));
    }
    return result;
  }

  static bool found(const std::vector<LiteralAlternative>& alternatives, const Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    return text != nullptr && std::any_of(alternatives.begin(), alternatives.end(),
                                          [&](const auto& one) { return finds(one, *text); });
  }

  bool adds_negated_;
  std::map<std::string, Knowledge> known_;
};

std::vector<Predicate> merge_subjects(Junction junction, const std::vector<Predicate>& parts) {
  SubjectMerger merger(junction);
  std::vector<Predicate> result;
  for (const auto& part : parts) {
    if (!merger.take(part)) result.push_back(part);
  }
  for (auto& condition : merger.conditions()) result.push_back(std::move(condition));
  return result;
}

// (a AND b) OR (a AND c) is a AND (b OR c), and the other way round; (a AND b) OR a is a.
std::optional<Predicate> factored(Junction junction, const std::vector<Keyed>& parts) {
  std::vector<std::vector<Keyed>> inner;
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
    if (rest.empty()) return join(other(junction), std::move(common));
    rests.push_back(join(other(junction), std::move(rest)));
  }
  common.push_back(join(junction, std::move(rests)));
  return join(other(junction), std::move(common));
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
  auto parts = keyed(merge_subjects(junction, flat));
  for (const auto& part : parts) {
    if (is_constant(part.predicate, !neutral)) return {Constant{!neutral}};
  }
  remove_absorbed(junction, parts);
  if (parts.empty()) return {Constant{neutral}};
  if (parts.size() == 1) return std::move(parts.front().predicate);
  if (auto shorter = factored(junction, parts)) return std::move(*shorter);

  std::vector<Predicate> sorted;
  for (auto& part : parts) sorted.push_back(std::move(part.predicate));
  if (junction == Junction::all) return {All{std::move(sorted)}};
  return {Any{std::move(sorted)}};
}

}  // namespace

Predicate all_of(std::vector<Predicate> parts) { return normalised(Junction::all, parts); }

Predicate any_of(std::vector<Predicate> parts) { return normalised(Junction::any, parts); }

}  // namespace hdis::query
