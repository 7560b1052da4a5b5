#include "plan/alternatives.hpp"

#include <algorithm>
#include <set>

namespace hdis::query {
namespace {

bool starts_with(const std::string& text, const std::string& prefix) {
  return text.compare(0, prefix.size(), prefix) == 0;
}

bool ends_with(const std::string& text, const std::string& suffix) {
  return text.size() >= suffix.size() &&
         text.compare(text.size() - suffix.size(), suffix.size(), suffix) == 0;
}

// Whether whatever `one` finds, `other` finds too.
bool implies(const LiteralAlternative& one, const LiteralAlternative& other) {
  if (other.from_start && !one.from_start) return false;
  if (other.to_end && !one.to_end) return false;
  return finds(other, one.text);
}

// The commonest case, hundreds of codes and prefixes, without comparing each with each.
void remove_longer_prefixes(std::vector<LiteralAlternative>& sorted) {
  std::vector<LiteralAlternative> kept;
  const std::string* prefix = nullptr;
  for (auto& one : sorted) {
    if (prefix != nullptr && one.from_start && starts_with(one.text, *prefix)) continue;
    kept.push_back(std::move(one));
    if (kept.back().from_start && !kept.back().to_end) {
      prefix = &kept.back().text;
    }
  }
  sorted = std::move(kept);
}

std::vector<LiteralAlternative> of_values(const std::vector<Value>& values) {
  std::vector<LiteralAlternative> result;
  for (const auto& value : values) {
    const auto* text = std::get_if<std::string>(&value);
    if (text == nullptr) return {};
    result.push_back({*text, true, true});
  }
  return result;
}

}  // namespace

bool finds(const LiteralAlternative& alternative, const std::string& text) {
  if (alternative.from_start && alternative.to_end) return text == alternative.text;
  if (alternative.from_start) return starts_with(text, alternative.text);
  if (alternative.to_end) return ends_with(text, alternative.text);
  return text.find(alternative.text) != std::string::npos;
}

void remove_implied(std::vector<LiteralAlternative>& alternatives) {
  std::sort(alternatives.begin(), alternatives.end());
  alternatives.erase(std::unique(alternatives.begin(), alternatives.end()), alternatives.end());
  remove_longer_prefixes(alternatives);

  std::vector<LiteralAlternative> open;
  std::copy_if(alternatives.begin(), alternatives.end(), std::back_inserter(open),
               [](const auto& one) { return !one.from_start; });
  const auto implied = [&](const LiteralAlternative& one) {
    return std::any_of(open.begin(), open.end(),
                       [&](const auto& other) { return one != other && implies(one, other); });
  };
  alternatives.erase(std::remove_if(alternatives.begin(), alternatives.end(), implied),
                     alternatives.end());
}

std::vector<Predicate> alternative_conditions(const RowExpression& subject,
                                              std::vector<LiteralAlternative> alternatives,
                                              bool negated) {
  remove_implied(alternatives);
  std::vector<std::string> prefixes;
  std::vector<Value> whole;
  std::vector<LiteralAlternative> anywhere;
  for (auto& one : alternatives) {
    if (one.from_start && one.to_end) {
      whole.emplace_back(std::move(one.text));
    } else if (one.from_start) {
      prefixes.push_back(std::move(one.text));
    } else {
      anywhere.push_back(std::move(one));
    }
  }
  std::vector<Predicate> parts;
  if (!prefixes.empty()) parts.push_back({StartsWith{subject, std::move(prefixes), negated}});
  if (whole.size() == 1) {
    const auto op = negated ? Comparison::not_equal : Comparison::equal;
    parts.push_back({Compare{subject, op, RowExpression{std::move(whole.front())}}});
  } else if (!whole.empty()) {
    parts.push_back({InList{subject, std::move(whole), negated}});
  }
  if (!anywhere.empty()) parts.push_back({Matches{subject, pattern_of(anywhere), negated}});
  return parts;
}

std::optional<std::vector<LiteralAlternative>> alternatives_of(const Predicate& condition,
                                                               bool negated) {
  std::vector<LiteralAlternative> result;
  if (const auto* compare = std::get_if<Compare>(&condition.node)) {
    const auto* value = std::get_if<Value>(&compare->right.node);
    if (value == nullptr) return std::nullopt;
    if (compare->op != (negated ? Comparison::not_equal : Comparison::equal)) return std::nullopt;
    result = of_values({*value});
  } else if (const auto* list = std::get_if<InList>(&condition.node)) {
    if (list->negated != negated) return std::nullopt;
    result = of_values(list->values);
  } else if (const auto* prefix = std::get_if<StartsWith>(&condition.node)) {
    if (prefix->negated != negated) return std::nullopt;
    for (const auto& text : prefix->prefixes) result.push_back({text, true, false});
  } else if (const auto* match = std::get_if<Matches>(&condition.node)) {
    if (match->negated != negated) return std::nullopt;
    return literal_alternatives(match->pattern);
  }
  if (result.empty()) return std::nullopt;
  return result;
}

}  // namespace hdis::query
