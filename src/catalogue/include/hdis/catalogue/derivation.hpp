#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace hdis::catalogue {

/// What an input of a derivation names.
enum class DerivationInput : std::uint8_t {
  field,   ///< A field of the same dataset.
  fields,  ///< One or more fields of the same dataset; stands last.
  family,  ///< The common beginning of repeated fields: DIAG_4 for DIAG_4_01, DIAG_4_02, ...
  field_or_family,  ///< Either.
  number,           ///< A whole number.
  dataset,          ///< Another dataset.
  foreign_field,    ///< A field of that dataset.
  source_field,     ///< A field of the dataset that this one is derived from.
  quantity,         ///< One of the `quantities` of the function by which this dataset is derived.
  code_system,      ///< A code system above that of the field named before it.
  code_list,
  value_table,  ///< A table with keys.
  band_table,   ///< A table with bands.
};

/// A function by which ingest makes a field from others.
struct DerivationFunction {
  std::string_view name;
  std::string_view meaning;  ///< In a sentence, for the dictionary.
  std::vector<DerivationInput> inputs;
};

/// Every function that a `Derivation` may name.
[[nodiscard]] std::span<const DerivationFunction> derivation_functions();

/// A function that makes the records of one dataset from those of another: some records become one.
struct DatasetFunction {
  std::string_view name;
  std::string_view version;                  ///< Raised when the rules change.
  std::string_view meaning;                  ///< In a sentence, for the dictionary.
  std::vector<std::string_view> quantities;  ///< What it gives besides fields of the records.
};

/// Every function that a `DatasetDerivation` may name.
[[nodiscard]] std::span<const DatasetFunction> dataset_functions();

/// The function with this name; null if there is none.
[[nodiscard]] const DatasetFunction* find_dataset_function(std::string_view name);

}  // namespace hdis::catalogue
