#include "hdis/governance/agreement_reference.hpp"

#include "hdis/core/assert.hpp"
#include "hdis/core/text.hpp"

#include <fmt/format.h>
#include <tl/expected.hpp>

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

namespace hdis::governance {
namespace {

constexpr std::size_t longest_reference = 60;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

bool may_occur(char c) {
  return is_digit(c) || is_upper(c) || is_lower(c) || c == '-' || c == '_' || c == '/' || c == '.';
}

/// Whether `stem` is DARS-NIC-nnnnnnn-AAAAA: four to seven digits, five letters or digits.
bool is_regular(std::string_view stem) {
  constexpr std::string_view start = "DARS-NIC-";
  if (stem.substr(0, start.size()) != start) return false;
  const auto parts = split(stem.substr(start.size()), '-');
  if (parts.size() != 2) return false;
  const auto alphanumeric = [](char c) { return is_digit(c) || is_upper(c); };
  return parts[0].size() >= 4 && parts[0].size() <= 7 && std::ranges::all_of(parts[0], is_digit) &&
         parts[1].size() == 5 && std::ranges::all_of(parts[1], alphanumeric);
}

/// The two numbers of a version; empty if `text` is something else.
std::optional<std::pair<unsigned, unsigned>> numbers_of(std::string_view text) {
  const auto dot = text.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const auto read = [](std::string_view digits) -> std::optional<unsigned> {
    if (digits.empty() || digits.size() > 6) return std::nullopt;
    unsigned value = 0;
    const auto* end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, value);
    if (error != std::errc() || stop != end) return std::nullopt;
    return value;
  };
  const auto major = read(text.substr(0, dot));
  const auto minor = read(text.substr(dot + 1));
  if (!major || !minor) return std::nullopt;
  return std::pair(*major, *minor);
}

}  // namespace

std::string AgreementReference::to_text() const {
  return version.empty() ? stem : fmt::format("{}-v{}", stem, version);
}

Result<AgreementReference> parse_agreement_reference(std::string_view text) {
  const auto trimmed = trim(text);
  if (trimmed.empty() || trimmed.size() > longest_reference ||
      !std::ranges::all_of(trimmed, may_occur)) {
    return fail(
        ErrorCode::invalid_input, "agreement.reference",
        fmt::format("\"{}\" cannot be the reference of an agreement.", text),
        "write it as DARS-NIC-99675-X5S7X-v1.2, or another of up to 60 letters, digits and -_/.");
  }

  AgreementReference reference{std::string(trimmed), "", ReferenceForm::irregular};
  const auto mark = to_lower(trimmed).rfind("-v");
  if (mark != std::string::npos && mark > 0 && is_agreement_version(trimmed.substr(mark + 2))) {
    reference.stem = trimmed.substr(0, mark);
    reference.version = trimmed.substr(mark + 2);
  }
  if (is_regular(reference.stem)) reference.form = ReferenceForm::regular;
  return reference;
}

bool is_agreement_version(std::string_view text) { return numbers_of(text).has_value(); }

bool is_older_version(std::string_view a, std::string_view b) {
  const auto first = numbers_of(a);
  const auto second = numbers_of(b);
  HDIS_ASSERT(first && second);
  return *first < *second;
}

}  // namespace hdis::governance
