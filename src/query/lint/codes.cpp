#include "hdis/core/text.hpp"

#include "bind/constants.hpp"
#include "lint/lint.hpp"
#include "plan/regular_expression.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <map>

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

bool is_classification(const CodeSystem& system) {
  return system.id.text() == "icd10" || system.id.text() == "opcs4";
}

// Codes are sorted: the first that is not before the prefix begins with it, or none does.
bool some_code_begins_with(const CodeSystem& system, const std::string& prefix) {
  const auto found = std::lower_bound(
      system.codes.begin(), system.codes.end(), prefix,
      [](const catalogue::Code& code, const std::string& text) { return code.code < text; });
  return found != system.codes.end() && found->code.compare(0, prefix.size(), prefix) == 0;
}

bool some_code_contains(const CodeSystem& system, const std::string& text) {
  if (some_code_begins_with(system, text)) return true;
  return std::any_of(system.codes.begin(), system.codes.end(), [&](const catalogue::Code& code) {
    return code.code.find(text) != std::string::npos;
  });
}

bool is_convention(const LintSite& site, const std::string& code) {
  return std::any_of(site.field.missing.begin(), site.field.missing.end(),
                     [&](const auto& missing) { return missing.raw == code; });
}

// HES fills codes without a fourth character with X.
bool exists(const LintSite& site, const CodeSystem& system, const std::string& code) {
  if (system.find(code) != nullptr || is_convention(site, code)) return true;
  return code.size() > 1 && code.back() == 'X' &&
         system.find(code.substr(0, code.size() - 1)) != nullptr;
}

std::string without_dots(std::string text) {
  text.erase(std::remove(text.begin(), text.end(), '.'), text.end());
  return text;
}

// Letters that are taken for digits, read as digits.
std::string with_digits(std::string text) {
  std::replace(text.begin(), text.end(), 'O', '0');
  std::replace(text.begin(), text.end(), 'I', '1');
  return text;
}

// The code of which `text` is the label: 'Male' instead of '1'.
std::string code_of_label(const CodeSystem& system, const std::string& text) {
  const auto found = std::find_if(
      system.codes.begin(), system.codes.end(),
      [&](const catalogue::Code& code) { return to_upper(code.label) == to_upper(text); });
  return found == system.codes.end() ? "" : found->code;
}

// The code that was probably meant; "" if none comes to mind.
std::string meant_by(const LintSite& site, const CodeSystem& system, const std::string& code) {
  if (auto labelled = code_of_label(system, code); !labelled.empty()) return labelled;
  const std::string tidy = to_upper(without_dots(std::string(trim(code))));
  for (std::string padded = tidy; padded.size() <= std::max(site.field.width, tidy.size());
       padded.insert(padded.begin(), '0')) {
    if (padded != code && exists(site, system, padded)) return padded;
  }
  if (auto digits = with_digits(tidy); exists(site, system, digits)) return digits;
  std::vector<std::string> near;
  for (const auto& known : system.codes) {
    if (known.code.size() + 1 >= tidy.size() && known.code.size() <= tidy.size() + 1 &&
        known.code.compare(0, std::min<std::size_t>(3, tidy.size()), tidy, 0,
                           std::min<std::size_t>(3, tidy.size())) == 0) {
      near.push_back(known.code);
    }
    if (near.size() > 200) break;
  }
  const auto best = nearest(tidy, near, 1);
  return best.empty() ? "" : best.front();
}

std::string unknown_rule(const LintSite& site) {
  const bool place = site.field.field_class == catalogue::FieldClass::geography;
  return place ? "lint.unknown_place" : "lint.unknown_code";
}

// How many codes of the system have each length. What a file has room for is more.
std::map<std::size_t, std::size_t> code_lengths(const CodeSystem& system) {
  std::map<std::size_t, std::size_t> lengths;
  for (const auto& code : system.codes) ++lengths[code.code.size()];
  return lengths;
}

// The length of most codes: a system may have a few of other lengths, such as "U" for unknown.
std::size_t usual_length(const std::map<std::size_t, std::size_t>& lengths) {
  return std::max_element(lengths.begin(), lengths.end(),
                          [](const auto& a, const auto& b) { return a.second < b.second; })
      ->first;
}

void warn_unknown(const LintSite& site, const CodeSystem& system, const std::string& code) {
  const std::string meant = meant_by(site, system, code);
  std::string message = in_quotes(code) + " is not a code of " + system.title + ".";
  const auto lengths = code_lengths(system);
  const bool length =
      site.field.field_class == catalogue::FieldClass::geography && !lengths.contains(code.size());
  if (length) {
    message = in_quotes(code) + " has " + std::to_string(code.size()) + " characters; codes of " +
              system.title + " have " + std::to_string(usual_length(lengths)) + ".";
  }
  site.context.diagnostics.warn(
      unknown_rule(site), std::move(message),
      meant.empty() ? "Check the code." : "Did you mean " + in_quotes(meant) + "?", site.where);
}

// Whether it is a category of three characters where the field holds codes of four.
bool is_category(const LintSite& site, const CodeSystem& system, const std::string& code) {
  return is_classification(system) && code.size() == 3 && site.field.width > 3 &&
         some_code_begins_with(system, code) && !is_convention(site, code);
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
void check_admission_methods(const LintSite& site, const std::vector<Value>& values) {
  if (site.field.name != "ADMIMETH") return;
  const auto has = [&](const std::string& code) {
    return std::find(values.begin(), values.end(), Value{code}) != values.end();
  };
  const bool emergencies = has("21") && has("22");
  if (!emergencies || has("2A") || has("2B") || has("2C") || has("2D")) return;
  site.context.diagnostics.warn("lint.emergency_codes",
                                "This list of emergency admissions leaves out 2A, 2B, 2C and 2D.",
                                "Write ADMIMETH LIKE '2%'.", site.where);
}

void warn_whole_list(const LintSite& site, const std::vector<Value>& values, bool negated) {
  std::string pattern;
  for (const auto& value : values) {
    const auto* text = std::get_if<std::string>(&value);
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

void lint_values(const LintSite& site, const std::vector<Value>& values, bool negated) {
  if (site.field.list) warn_whole_list(site, values, negated);
  if (!negated) check_admission_methods(site, values);
  const auto* system = system_of(site);
  if (system == nullptr || site.field.type != catalogue::FieldType::text) return;
  std::vector<std::string> unknown;
  for (const auto& value : values) {
    if (const auto* text = std::get_if<std::string>(&value)) {
      check_value(site, *system, *text, unknown);
    }
  }
  if (unknown.size() > most_listed) {
    site.context.diagnostics.warn(unknown_rule(site),
                                  list_of(unknown) + " are not codes of " + system->title + ".",
                                  "Check the codes.", site.where);
    return;
  }
  for (const auto& code : unknown) warn_unknown(site, *system, code);
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
        lint_values(site, {*value}, whole->op == Comparison::not_equal);
      }
    }
    if (const auto* list = std::get_if<InList>(&leaf->node)) {
      lint_values(site, list->values, list->negated);
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
