#include "plan/regular_expression.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <utility>

namespace hdis::query {
namespace {

constexpr std::size_t most_alternatives = 500;
constexpr std::string_view special = R"(\^$.|?*+()[]{})";

using Alternatives = std::vector<LiteralAlternative>;

// Expands the finite subset of regular expressions; gives up (empty) on anything else.
class Expander {
 public:
  explicit Expander(std::string_view pattern) : rest_(pattern) {}

  std::optional<Alternatives> run() {
    auto result = alternation(0);
    if (!result || !rest_.empty()) return std::nullopt;
    for (const auto& one : *result) {
      // A pattern that finds the empty text finds everything; it has no finite meaning.
      if (one.text.empty() && !(one.from_start && one.to_end)) return std::nullopt;
    }
    std::sort(result->begin(), result->end());
    result->erase(std::unique(result->begin(), result->end()), result->end());
    return result;
  }

 private:
  std::optional<Alternatives> alternation(int depth) {
    if (depth > 20) return std::nullopt;
    Alternatives all;
    for (;;) {
      auto one = sequence(depth);
      if (!one) return std::nullopt;
      all.insert(all.end(), one->begin(), one->end());
      if (all.size() > most_alternatives) return std::nullopt;
      if (!take('|')) return all;
    }
  }

  std::optional<Alternatives> sequence(int depth) {
    Alternatives result{LiteralAlternative{}};
    // `.*` in front of a text to be found anywhere changes nothing.
    if (depth == 0 && rest_.size() > 2 && rest_.substr(0, 2) == ".*" && rest_[2] != '|') {
      rest_.remove_prefix(2);
    }
    while (!rest_.empty() && rest_.front() != '|' && rest_.front() != ')') {
      const auto item = next_item(depth);
      if (!item || quantified()) return std::nullopt;
      auto longer = concatenated(result, *item);
      if (!longer) return std::nullopt;
      result = std::move(*longer);
    }
    return result;
  }

  std::optional<Alternatives> next_item(int depth) {
    if (take('^')) return Alternatives{{"", true, false}};
    if (take('$')) return Alternatives{{"", false, true}};
    if (take('(')) return group(depth);
    if (take('[')) return character_class();
    if (rest_.substr(0, 2) == ".*") return trailing_anything();
    if (take('\\')) return escaped();
    if (special.find(rest_.front()) != std::string_view::npos) return std::nullopt;
    return Alternatives{{std::string(1, pop()), false, false}};
  }

  std::optional<Alternatives> group(int depth) {
    if (rest_.substr(0, 2) == "?:") {
      rest_.remove_prefix(2);
    } else if (!rest_.empty() && rest_.front() == '?') {
      return std::nullopt;
    }
    auto inside = alternation(depth + 1);
    if (!inside || !take(')')) return std::nullopt;
    return inside;
  }

  // `.*` at the very end of a branch changes nothing about what is found.
  std::optional<Alternatives> trailing_anything() {
    rest_.remove_prefix(2);
    if (!rest_.empty() && rest_.front() != '|' && rest_.front() != ')') return std::nullopt;
    if (!rest_.empty() && rest_.front() == ')') {
      // Something may follow the bracket, such as `$`.
      const auto after = rest_.find_first_not_of(')');
      if (after != std::string_view::npos && rest_[after] != '|') return std::nullopt;
    }
    return Alternatives{LiteralAlternative{}};
  }

  std::optional<Alternatives> escaped() {
    if (rest_.empty() || special.find(rest_.front()) == std::string_view::npos) return std::nullopt;
    return Alternatives{{std::string(1, pop()), false, false}};
  }

  std::optional<Alternatives> character_class() {
    if (rest_.empty() || rest_.front() == '^' || rest_.front() == ']') return std::nullopt;
    Alternatives result;
    while (!rest_.empty() && rest_.front() != ']') {
      const char first = pop();
      if (first == '[' || first == '\\' || first < ' ' || first > '~') return std::nullopt;
      char last = first;
      if (rest_.size() >= 2 && rest_[0] == '-' && rest_[1] != ']') {
        rest_.remove_prefix(1);
        last = pop();
        if (last < first || last == '\\' || last == '[' || last > '~') return std::nullopt;
      }
      for (char c = first; c <= last; ++c) result.push_back({std::string(1, c), false, false});
    }
    if (!take(']')) return std::nullopt;
    return result;
  }

  static std::optional<Alternatives> concatenated(const Alternatives& left,
                                                  const Alternatives& right) {
    if (left.size() * right.size() > most_alternatives) return std::nullopt;
    Alternatives result;
    for (const auto& a : left) {
      for (const auto& b : right) {
        // An anchor in the middle of a text can never match; leave such patterns to RE2.
        if ((a.to_end && !b.text.empty()) || (b.from_start && !a.text.empty())) return std::nullopt;
        if (a.to_end && b.from_start) return std::nullopt;
        result.push_back({a.text + b.text, a.from_start || b.from_start, a.to_end || b.to_end});
      }
    }
    return result;
  }

  [[nodiscard]] bool quantified() const {
    return !rest_.empty() && std::string_view("*+?{").find(rest_.front()) != std::string_view::npos;
  }

  bool take(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }

  char pop() {
    const char c = rest_.front();
    rest_.remove_prefix(1);
    return c;
  }

  std::string_view rest_;
};

}  // namespace

std::optional<std::vector<LiteralAlternative>> literal_alternatives(std::string_view pattern) {
  return Expander(pattern).run();
}

std::string quoted_pattern(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (special.find(c) != std::string_view::npos) result += '\\';
    result += c;
  }
  return result;
}

std::string pattern_of(const std::vector<LiteralAlternative>& alternatives) {
  std::string result;
  for (const auto& one : alternatives) {
    if (!result.empty()) result += '|';
    if (one.from_start) result += '^';
    result += quoted_pattern(one.text);
    if (one.to_end) result += '$';
  }
  return result;
}

std::string pattern_of_prefixes(const std::vector<std::string>& prefixes) {
  std::string result = "^(?:";
  for (std::size_t i = 0; i < prefixes.size(); ++i) {
    if (i > 0) result += '|';
    result += quoted_pattern(prefixes[i]);
  }
  return result + ")";
}

std::optional<std::string> pattern_defect(std::string_view pattern) {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(1 << 22);
  const RE2 compiled(re2::StringPiece(pattern.data(), pattern.size()), options);
  if (compiled.ok()) return std::nullopt;
  return compiled.error();
}

}  // namespace hdis::query
