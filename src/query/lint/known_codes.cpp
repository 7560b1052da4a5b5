#include "lint/known_codes.hpp"

#include "hdis/core/text.hpp"

#include <algorithm>
#include <map>

namespace hdis::query {

using catalogue::CodeSystem;

namespace {

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

}  // namespace

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

bool is_convention(const LintSite& site, const std::string& code) {
  return std::any_of(site.field.missing.begin(), site.field.missing.end(),
                     [&](const auto& missing) { return missing.raw == code; });
}

bool exists(const LintSite& site, const CodeSystem& system, const std::string& code) {
  if (system.find(code) != nullptr || is_convention(site, code)) return true;
  return code.size() > 1 && code.back() == 'X' &&
         system.find(code.substr(0, code.size() - 1)) != nullptr;
}

bool is_category(const LintSite& site, const CodeSystem& system, const std::string& code) {
  return is_classification(system) && code.size() == 3 && site.field.width > 3 &&
         some_code_begins_with(system, code) && !is_convention(site, code);
}

std::string without_dots(std::string text) {
  text.erase(std::remove(text.begin(), text.end(), '.'), text.end());
  return text;
}

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

std::size_t usual_length(const CodeSystem& system, const std::string& code) {
  std::map<std::size_t, std::size_t> lengths;
  for (const auto& known : system.codes) ++lengths[known.code.size()];
  if (lengths.contains(code.size())) return code.size();
  return std::max_element(lengths.begin(), lengths.end(),
                          [](const auto& a, const auto& b) { return a.second < b.second; })
      ->first;
}

}  // namespace hdis::query
