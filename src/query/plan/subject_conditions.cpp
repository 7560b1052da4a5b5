#include "plan/subject_conditions.hpp"

#include "plan/alternatives.hpp"
#include "plan/expression_text.hpp"
#include "plan/normal_form.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace hdis::query {
namespace {

// Texts of patterns are compared each with each; beyond this many, conditions are left side by side.
constexpr std::size_t most_texts = 2000;

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

// The subjects that must have a value for a condition on them to be true; none for conditions made of others.
std::vector<std::string> subjects_with_value(const Predicate& predicate) {
  if (const auto* compare = std::get_if<Compare>(&predicate.node)) {
    const bool fields = std::holds_alternative<FieldRef>(compare->right.node);
    if (fields) return {canonical_text(compare->left), canonical_text(compare->right)};
    return {canonical_text(compare->left)};
  }
  if (const auto* list = std::get_if<InList>(&predicate.node)) {
    return {canonical_text(list->subject)};
  }
  if (const auto* prefix = std::get_if<StartsWith>(&predicate.node)) {
    return {canonical_text(prefix->subject)};
  }
  if (const auto* match = std::get_if<Matches>(&predicate.node)) {
    return {canonical_text(match->subject)};
  }
  if (const auto* codes = std::get_if<InCodeList>(&predicate.node)) {
    return {canonical_text(RowExpression{codes->subject})};
  }
  return {};
}

// Tests for NULL beside other conditions on the same subject, which are only true where it has a value.
class NullTests {
 public:
  explicit NullTests(const std::vector<Predicate>& parts) {
    for (const auto& part : parts) {
      if (const auto* test = std::get_if<IsNull>(&part.node)) {
        (test->negated ? not_null_ : null_).insert(canonical_text(test->subject));
      }
      for (auto& subject : subjects_with_value(part)) with_value_.insert(std::move(subject));
    }
  }

  /// `x IS NULL AND x = 1` is never true, `x IS NULL OR x IS NOT NULL` always.
  [[nodiscard]] bool decides(Junction junction) const {
    return std::any_of(null_.begin(), null_.end(), [&](const std::string& subject) {
      const bool contradicted = with_value_.count(subject) > 0 && junction == Junction::all;
      return contradicted || not_null_.count(subject) > 0;
    });
  }

  /// `x IS NOT NULL` beside `x = 1` says nothing in All, and everything in Any.
  [[nodiscard]] bool is_idle(Junction junction, const Predicate& part) const {
    if (junction == Junction::all) {
      const auto* test = std::get_if<IsNull>(&part.node);
      return test != nullptr && test->negated &&
             with_value_.count(canonical_text(test->subject)) > 0;
    }
    const auto subjects = subjects_with_value(part);
    return std::any_of(subjects.begin(), subjects.end(),
                       [&](const std::string& subject) { return not_null_.count(subject) > 0; });
  }

 private:
  std::set<std::string> null_, not_null_, with_value_;
};

}  // namespace

std::vector<Predicate> merge_subjects(Junction junction, const std::vector<Predicate>& parts) {
  SubjectMerger merger(junction);
  std::vector<Predicate> result;
  for (const auto& part : parts) {
    if (!merger.take(part)) result.push_back(part);
  }
  for (auto& condition : merger.conditions()) result.push_back(std::move(condition));
  return result;
}

bool resolve_null_tests(Junction junction, std::vector<Predicate>& parts) {
  const NullTests nulls(parts);
  if (nulls.decides(junction)) return true;
  parts.erase(std::remove_if(parts.begin(), parts.end(),
                             [&](const Predicate& part) { return nulls.is_idle(junction, part); }),
              parts.end());
  return false;
}

}  // namespace hdis::query
