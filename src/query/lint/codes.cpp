#include "hdis/core/text.hpp"

#include "bind/constants.hpp"
#include "lint/known_codes.hpp"
#include "lint/lint.hpp"
#include "plan/regular_expression.hpp"

#include <re2/re2.h>

#include <algorithm>

namespace hdis::query {
namespace {

using catalogue::CodeSystem;

// More unknown codes than this are not listed one by one.
constexpr std::size_t most_listed = 5;

std::string in_quotes(const std::string& text) { return to_query_text(Value{text}); }

std::string list_of(const std::vector<std::string>& texts) {
  std::string result;
  for (std::size_t i = 0; i < std::min(texts.size(), most_listed); ++i) {
    result += (i == 0 ? "" : ", ") + in_quotes(texts[i]);
  }
  if (texts.size() > most_listed) {
    result += " and " + std::to_string(texts.size() - most_listed) + " more";
  }
  return result;
}

const CodeSystem* system_of(const LintSite& site) {
  if (!site.field.codes) return nullptr;
  const auto* system = site.context.catalogue.code_system(*site.field.codes);
  return system == nullptr || system->codes.empty() ? nullptr : system;
}

bool some_code_contains(const CodeSystem& system, const std::string& text) {
  if (some_code_begins_with(system, text)) return true;
  return std::any_of(system.codes.begin(), system.codes.end(), [&](const catalogue::Code& code) {
    return code.code.find(text) != std::string::npos;
  });
}

LintSite at(const LintSite& site, SourcePosition where) {
  return {site.context, site.dataset, site.field, where};
}

// The values of a pattern, which is written in one place.
std::vector<PlacedValue> placed(const LintSite& site, const std::vector<Value>& values) {
  std::vector<PlacedValue> result;
  result.reserve(values.size());
  for (const auto& value : values) result.push_back({value, site.where});
  return result;
}

std::string unknown_rule(const LintSite& site) {
  const bool place = site.field.field_class == catalogue::FieldClass::geography;
  return place ? "lint.unknown_place" : "lint.unknown_code";
}

void warn_unknown(const LintSite& site, const CodeSystem& system, const std::string& code) {
  const std::string meant = meant_by(site, system, code);
  std::string message = in_quotes(code) + " is not a code of " + system.title + ".";
  const std::size_t usual = usual_length(system, code);
  if (site.field.field_class == catalogue::FieldClass::geography && usual != code.size()) {
    message = in_quotes(code) + " has " + std::to_string(code.size()) + " characters; codes of " +
              system.title + " have " + std::to_string(usual) + ".";
  }
  site.context.diagnostics.warn(
      unknown_rule(site), std::move(message),
      meant.empty() ? "Check the code." : "Did you mean " + in_quotes(meant) + "?", site.where);
}

void check_value(const LintSite& site, const CodeSystem& system, const std::string& code,
                 std::vector<std::string>& unknown) {
  if (is_category(site, system, code)) {
    site.context.diagnostics.warn("lint.category_as_code",
                                  site.field.name + " holds codes of four characters; " +
                                      in_quotes(code) +
                                      ", compared as a whole code, finds hardly any record.",
                                  "Write " + site.field.name + " LIKE " + in_quotes(code + "%") +
                                      ", or use the field of three characters.",
                                  site.where);
    return;
  }
  if (!exists(site, system, code)) unknown.push_back(code);
}

// Emergencies have had the codes 2A to 2D since 2013/14, beside 21 to 25 and 28.
void check_admission_methods(const LintSite& site, const std::vector<PlacedValue>& values) {
  if (site.field.name != "ADMIMETH") return;
  const auto has = [&](const std::string& code) {
    return std::any_of(values.begin(), values.end(),
                       [&](const PlacedValue& one) { return one.value == Value{code}; });
  };
  const bool emergencies = has("21") && has("22");
  if (!emergencies || has("2A") || has("2B") || has("2C") || has("2D")) return;
  site.context.diagnostics.warn("lint.emergency_codes",
                                "This list of emergency admissions leaves out 2A, 2B, 2C and 2D.",
                                "Write ADMIMETH LIKE '2%'.", site.where);
}

void warn_whole_list(const LintSite& site, const std::vector<PlacedValue>& values, bool negated) {
  std::string pattern;
  for (const auto& value : values) {
    const auto* text = std::get_if<std::string>(&value.value);
    if (text != nullptr) pattern += (pattern.empty() ? "" : "|") + quoted_pattern(*text);
  }
  site.context.diagnostics.warn(
      "lint.whole_list",
      site.field.name + " holds all codes of a record in one text. As it stands this " +
          (negated ? "excludes only" : "finds only") + " records that have no other code.",
      "Write " + site.field.name + (negated ? " NOT RLIKE " : " RLIKE ") + in_quotes(pattern) +
          (negated ? ", or NOT IN CODELIST('...')." : ", or IN CODELIST('...')."),
      site.where);
}

void check_prefixes(const LintSite& site, const CodeSystem& system,
                    const std::vector<std::string>& prefixes) {
  std::vector<std::string> unknown;
  for (const auto& prefix : prefixes) {
    // The X that fills a code belongs to HES, not to the classification.
    const std::string bare = prefix.back() == 'X' ? prefix.substr(0, prefix.size() - 1) : prefix;
    const bool known = some_code_begins_with(system, prefix) || is_convention(site, prefix) ||
                       (bare.size() >= 3 && some_code_begins_with(system, bare));
    if (!known) unknown.push_back(prefix);
  }
  if (unknown.empty()) return;
  const std::string tidy = to_upper(without_dots(unknown.front()));
  const bool better = tidy != unknown.front() && some_code_begins_with(system, tidy);
  site.context.diagnostics.warn(
      "lint.unknown_code", "No code of " + system.title + " begins with " + list_of(unknown) + ".",
      better ? "Codes are written without a dot and in capitals: " + in_quotes(tidy) + "."
             : "Check the codes.",
      site.where);
}

void check_anywhere(const LintSite& site, const CodeSystem& system, const std::string& pattern) {
  auto alternatives = literal_alternatives(pattern);
  if (alternatives) {
    std::vector<std::string> unknown;
    for (std::size_t i = 0; i < std::min<std::size_t>(alternatives->size(), 100); ++i) {
      const auto& text = (*alternatives)[i].text;
      const bool several = text.find(',') != std::string::npos;
      if (!several && !some_code_contains(system, text)) unknown.push_back(text);
    }
    if (unknown.empty()) return;
    site.context.diagnostics.warn(
        "lint.unknown_code", "No code of " + system.title + " contains " + list_of(unknown) + ".",
        "Codes are written without a dot and in capitals.", site.where);
    return;
  }
  // In a list the pattern may stand for several codes.
  if (site.field.list) return;
  RE2::Options options;
  options.set_log_errors(false);
  const RE2 compiled(pattern, options);
  const bool some = !compiled.ok() || std::any_of(system.codes.begin(), system.codes.end(),
                                                  [&](const catalogue::Code& code) {
                                                    return RE2::PartialMatch(code.code, compiled);
                                                  });
  if (some) return;
  site.context.diagnostics.warn("lint.unknown_code",
                                "No code of " + system.title + " fits this pattern.",
                                "Check the pattern.", site.where);
}

// Every leaf of what one pattern was bound to.
void leaves_of(const Predicate& predicate, std::vector<const Predicate*>& leaves) {
  const std::vector<Predicate>* parts = nullptr;
  if (const auto* all = std::get_if<All>(&predicate.node)) parts = &all->parts;
  if (const auto* any = std::get_if<Any>(&predicate.node)) parts = &any->parts;
  if (parts == nullptr) {
    leaves.push_back(&predicate);
    return;
  }
  for (const auto& part : *parts) leaves_of(part, leaves);
}

}  // namespace

void lint_values(const LintSite& site, const std::vector<PlacedValue>& values, bool negated) {
  if (site.field.list) warn_whole_list(site, values, negated);
  if (!negated) check_admission_methods(site, values);
  const auto* system = system_of(site);
  if (system == nullptr || site.field.type != catalogue::FieldType::text) return;
  std::vector<std::string> unknown;
  std::vector<SourcePosition> places;
  for (const auto& value : values) {
    if (const auto* text = std::get_if<std::string>(&value.value)) {
      check_value(at(site, value.where), *system, *text, unknown);
      places.resize(unknown.size(), value.where);
    }
  }
  if (unknown.size() > most_listed) {
    site.context.diagnostics.warn(unknown_rule(site),
                                  list_of(unknown) + " are not codes of " + system->title + ".",
                                  "Check the codes.", site.where);
    return;
  }
  for (std::size_t i = 0; i < unknown.size(); ++i) {
    warn_unknown(at(site, places[i]), *system, unknown[i]);
  }
}

void lint_pattern(const LintSite& site, const Predicate& bound, const std::string& pattern) {
  std::vector<const Predicate*> leaves;
  leaves_of(bound, leaves);
  const auto* system = system_of(site);
  bool from_start = false;
  bool anywhere = false;
  for (const auto* leaf : leaves) {
    if (const auto* prefix = std::get_if<StartsWith>(&leaf->node)) {
      from_start = true;
      if (system != nullptr) check_prefixes(site, *system, prefix->prefixes);
    }
    if (const auto* whole = std::get_if<Compare>(&leaf->node)) {
      if (const auto* value = std::get_if<Value>(&whole->right.node)) {
        lint_values(site, placed(site, {*value}), whole->op == Comparison::not_equal);
      }
    }
    if (const auto* list = std::get_if<InList>(&leaf->node)) {
      lint_values(site, placed(site, list->values), list->negated);
    }
    if (const auto* match = std::get_if<Matches>(&leaf->node)) {
      anywhere = true;
      if (system != nullptr) check_anywhere(site, *system, match->pattern);
    }
  }
  if (site.field.list && from_start) {
    site.context.diagnostics.warn("lint.first_of_list",
                                  "This tests only the first code in " + site.field.name + ".",
                                  "Leave out ^ to look for codes in any position.", site.where);
  } else if (from_start && anywhere && !pattern.empty()) {
    site.context.diagnostics.warn(
        "lint.half_anchored",
        "In " + in_quotes(pattern) + " the ^ belongs to some of the alternatives only.",
        "Write '^(F34|F36)' for texts that begin with one of them.", site.where);
  }
}

void lint_upper_bound(const LintSite& site, const Value& value) {
  const auto* system = system_of(site);
  const auto* code = std::get_if<std::string>(&value);
  if (system == nullptr || code == nullptr || !is_category(site, *system, *code)) return;
  site.context.diagnostics.warn(
      "lint.category_as_bound",
      "This ends before the codes of " + in_quotes(*code) +
          " itself: with their fourth character " + "they come after " + in_quotes(*code) + ".",
      "Compare LEFT(" + site.field.name + ", 3), or the field of three characters.", site.where);
}

void lint_number_bound(const LintSite& site) {
  // Financial years are compared as years.
  const bool year = site.field.name == site.dataset.year_field;
  if (year || site.field.type != catalogue::FieldType::text) return;
  site.context.diagnostics.warn(
      "lint.text_as_number",
      site.field.name +
          " is a text, so it is compared letter by letter: '10' comes before '9', and "
          "codes with letters are not left out.",
      "List the codes, or use LIKE.", site.where);
}

}  // namespace hdis::query
