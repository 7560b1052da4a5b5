#pragma once

#include "hdis/catalogue/catalogue.hpp"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hdis::ingest {

/// The repeated fields that begin with `name` and a number: DIAG_4_01, DIAG_4_02, ... of DIAG_4.
[[nodiscard]] std::vector<const catalogue::Field*> family(const catalogue::Dataset& dataset,
                                                          std::string_view name);

/// The type by which DuckDB and Parquet hold a field. Keys are pseudonyms of 128 bits; times are texts, HH:MM.
[[nodiscard]] std::string storage_type(const catalogue::Field& field);

/// Fields that are taken from the record of another dataset with the same key.
struct Lookup {
  catalogue::DatasetId dataset;
  std::string key;  ///< The field that both datasets have.
  /// Fields here and where they come from there.
  std::vector<std::pair<const catalogue::Field*, std::string>> fields;
};

/// How fields that were not delivered are made from those that were.
struct DerivationPlan {
  struct Step {
    const catalogue::Field* field = nullptr;
    std::string expression;  ///< Over the fields that were there before its level.
  };
  std::vector<Lookup> lookups;            ///< Made first.
  std::vector<std::vector<Step>> levels;  ///< Each uses the levels before it.
};

/// The other datasets whose records are needed, given what was delivered.
[[nodiscard]] std::set<catalogue::DatasetId> lookup_datasets(
    const catalogue::Dataset& dataset, const std::set<const catalogue::Field*>& delivered);

/// The stored columns of other datasets, for lookups.
using ForeignColumns = std::map<catalogue::DatasetId, std::vector<std::string>>;

/// Plans every derivation of `dataset` that `delivered`, `foreign` and each other make possible. What is delivered is
/// never derived.
[[nodiscard]] DerivationPlan plan_derivations(const catalogue::Dataset& dataset,
                                              const std::set<const catalogue::Field*>& delivered,
                                              const ForeignColumns& foreign);

}  // namespace hdis::ingest
