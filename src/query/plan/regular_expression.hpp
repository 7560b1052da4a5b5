#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hdis::query {

/// One alternative of a regular expression that stands for a finite set of texts.
struct LiteralAlternative {
  std::string text;
  bool from_start = false;  ///< `^` before it.
  bool to_end = false;      ///< `$` after it.
  friend auto operator<=>(const LiteralAlternative&, const LiteralAlternative&) = default;
};

/// The texts that `pattern` looks for, if it is made of literals, alternatives, brackets, small character
/// classes, `^` in front, `$` or `.*` at the end, and stands for at most 500 texts: `^J4[0-4]|^I20`.
/// Sorted, without repetition. Empty if it is anything else.
[[nodiscard]] std::optional<std::vector<LiteralAlternative>> literal_alternatives(
    std::string_view pattern);

/// A pattern that finds exactly `text`, whatever characters it holds.
[[nodiscard]] std::string quoted_pattern(std::string_view text);
/// The canonical pattern of alternatives: sorted, separated by `|`.
[[nodiscard]] std::string pattern_of(const std::vector<LiteralAlternative>& alternatives);
/// `^(?:a|b)`, the canonical pattern of several prefixes.
[[nodiscard]] std::string pattern_of_prefixes(const std::vector<std::string>& prefixes);

/// What is wrong with `pattern` as RE2 understands it; empty if nothing.
[[nodiscard]] std::optional<std::string> pattern_defect(std::string_view pattern);

}  // namespace hdis::query
