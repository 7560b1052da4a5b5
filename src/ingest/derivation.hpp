#pragma once

#include "hdis/catalogue/catalogue.hpp"

#include "derivation_expression.hpp"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hdis::ingest {

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
/// What a derived dataset takes from the records that became one of its own is there already.
[[nodiscard]] DerivationPlan plan_derivations(const catalogue::Dataset& dataset,
                                              const std::set<const catalogue::Field*>& delivered,
                                              const ForeignColumns& foreign);

}  // namespace hdis::ingest
