#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace hdis::catalogue {

/// What an input of a derivation names.
enum class DerivationInput : std::uint8_t {
  field,          ///< A field of the same dataset.
  fields,         ///< One or more fields of the same dataset; stands last.
  family,         ///< The common beginning of repeated fields: DIAG_4 for DIAG_4_01, DIAG_4_02, ...
  number,         ///< A whole number.
  dataset,        ///< Another dataset.
  foreign_field,  ///< A field of that dataset.
};

/// A function by which ingest makes a field from others.
struct DerivationFunction {
  std::string_view name;
  std::string_view meaning;  ///< In a sentence, for the dictionary.
  std::vector<DerivationInput> inputs;
};

/// Every function that a `Derivation` may name.
[[nodiscard]] std::span<const DerivationFunction> derivation_functions();

}  // namespace hdis::catalogue
