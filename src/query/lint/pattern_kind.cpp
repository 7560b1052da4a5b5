#include "hdis/core/text.hpp"

#include "lint/lint.hpp"

namespace hdis::query {
namespace {

// 'J45%|J46%' as a regular expression: '^(J45|J46)'.
std::string from_like(const std::string& pattern) {
  std::string alternatives;
  bool anywhere = false;
  for (const auto& part : split(pattern, '|')) {
    std::string code;
    for (const char c : part) {
      if (c != '%') code += c == '_' ? '.' : c;
    }
    anywhere = anywhere || (!part.empty() && part.front() == '%');
    alternatives += (alternatives.empty() ? "" : "|") + code;
  }
  return anywhere ? alternatives : "^(" + alternatives + ")";
}

// '%J45%' as a regular expression: 'J45'; 'J45%' as '^J45'.
std::string without_percent(const std::string& pattern) {
  std::string kept;
  for (const char c : pattern) {
    if (c != '%') kept += c;
  }
  const bool anchored =
      pattern.front() == '%' || kept.starts_with("^") || kept.find('|') != std::string::npos;
  return anchored ? kept : "^" + kept;
}

}  // namespace

bool lint_pattern_kind(Context& context, const std::string& subject, const std::string& pattern,
                       bool like, SourcePosition where) {
  const char foreign = like ? '|' : '%';
  if (pattern.find(foreign) == std::string::npos) return false;
  const std::string meant = like ? from_like(pattern) : without_percent(pattern);
  context.diagnostics.warn("lint.pattern_kind",
                           like ? "| means nothing in LIKE: this looks for the character itself."
                                : "% means nothing in RLIKE: this looks for the character itself.",
                           "Write " + subject + " RLIKE " + to_query_text(Value{meant}) + ".",
                           where);
  return true;
}

}  // namespace hdis::query
