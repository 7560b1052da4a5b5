#pragma once

#include "hdis/catalogue/catalogue.hpp"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace hdis::ingest {

/// The repeated fields that begin with `name` and a number: DIAG_4_01, DIAG_4_02, ... of DIAG_4.
[[nodiscard]] std::vector<const catalogue::Field*> family(const catalogue::Dataset& dataset,
                                                          std::string_view name);

/// The type by which DuckDB and Parquet hold a field. Keys are pseudonyms of 128 bits; times are texts, HH:MM.
[[nodiscard]] std::string storage_type(const catalogue::Field& field);

/// The fields of `dataset` that `derivation` reads.
[[nodiscard]] std::vector<const catalogue::Field*> inputs_of(
    const catalogue::Dataset& dataset, const catalogue::Derivation& derivation);

/// How `field` is made from the fields `there`, in SQL; what is not there counts as empty. It may use the functions that
/// `add_value_functions` makes known. Not for lookups, nor for what a derived dataset takes from records.
[[nodiscard]] std::string derivation_expression(const catalogue::Dataset& dataset,
                                                const catalogue::Field& field,
                                                const std::set<const catalogue::Field*>& there);

}  // namespace hdis::ingest
