#pragma once

#include "lint/lint.hpp"

#include <cstddef>
#include <string>

/// What is known of the codes of a field.
namespace hdis::query {

/// Whether the system is a classification with categories of three characters: ICD-10, OPCS-4.
[[nodiscard]] bool is_classification(const catalogue::CodeSystem& system);

[[nodiscard]] bool some_code_begins_with(const catalogue::CodeSystem& system,
                                         const std::string& prefix);

/// Whether the text is one of the field's marks for a value that is missing.
[[nodiscard]] bool is_convention(const LintSite& site, const std::string& code);

/// Whether the field can hold this code. HES fills codes without a fourth character with X.
[[nodiscard]] bool exists(const LintSite& site, const catalogue::CodeSystem& system,
                          const std::string& code);

/// Whether it is a category of three characters where the field holds codes of four.
[[nodiscard]] bool is_category(const LintSite& site, const catalogue::CodeSystem& system,
                               const std::string& code);

[[nodiscard]] std::string without_dots(std::string text);

/// The code that was probably meant; "" if none comes to mind.
[[nodiscard]] std::string meant_by(const LintSite& site, const catalogue::CodeSystem& system,
                                   const std::string& code);

/// The length of most codes (a system may have a few of other lengths, such as "U" for unknown), or that of `code` if some code has it.
[[nodiscard]] std::size_t usual_length(const catalogue::CodeSystem& system,
                                       const std::string& code);

}  // namespace hdis::query
