#pragma once

#include <span>
#include <string>
#include <string_view>

/// The words in which agreements and purposes are written. An agreement may add its own (`Term` with a title).
namespace hdis::governance {

/// A word of a vocabulary.
struct Term {
  std::string id;     ///< As written in files and stored: lower case, "_" between words.
  std::string title;  ///< As people read it.
  friend bool operator==(const Term&, const Term&) = default;
};

/// Work areas for which analysis is asked. Source: SRC-0030 (M5 of the product).
[[nodiscard]] std::span<const Term> work_areas();

/// Questions of the NHS England Commissioning Intelligence Model; the ids are its section numbers. Source: SRC-0030.
[[nodiscard]] std::span<const Term> commissioning_questions();

/// Kinds of organisation. The first are those to which outputs may go under the agreement of SRC-0030.
[[nodiscard]] std::span<const Term> organisation_kinds();

/// Classes of query that an agreement may let pass without a person (`check`): "ordinary" is a query of no other class.
[[nodiscard]] std::span<const Term> query_classes();

/// What an agreement may charge for.
[[nodiscard]] std::span<const Term> charge_kinds();

/// The entry with this id; null if there is none.
[[nodiscard]] const Term* find_term(std::span<const Term> terms, std::string_view id);

/// All ids, separated by ", ".
[[nodiscard]] std::string list_ids(std::span<const Term> terms);

/// "Did you mean `x`?" if some term is like `id`, otherwise "write one of: ...".
[[nodiscard]] std::string suggest_term(std::span<const Term> terms, std::string_view id);

}  // namespace hdis::governance
