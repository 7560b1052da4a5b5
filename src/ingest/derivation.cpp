#include "derivation.hpp"

#include <algorithm>

namespace hdis::ingest {
namespace {

using catalogue::Dataset;
using catalogue::Field;
using Fields = std::set<const Field*>;

/// Whether a derived dataset takes the field from the records that became one of its own.
bool is_taken(const Field& field) {
  const auto& function = field.derivation->function;
  return function == "first_record" || function == "last_record" || function == "quantity";
}

bool holds(const ForeignColumns& foreign, const catalogue::DatasetId& dataset,
           const std::string& column) {
  const auto found = foreign.find(dataset);
  return found != foreign.end() &&
         std::find(found->second.begin(), found->second.end(), column) != found->second.end();
}

/// Whether the field is looked up by a key that was delivered.
bool is_lookup(const Dataset& dataset, const Field& field, const Fields& delivered) {
  return field.derivation && field.derivation->function == "lookup" &&
         !delivered.contains(&field) &&
         delivered.contains(dataset.find(field.derivation->inputs.at(1)));
}

void add_lookup(DerivationPlan& plan, const Field& field) {
  const auto& inputs = field.derivation->inputs;
  const catalogue::DatasetId from(inputs.at(0));
  auto found = std::find_if(plan.lookups.begin(), plan.lookups.end(), [&](const Lookup& lookup) {
    return lookup.dataset == from && lookup.key == inputs.at(1);
  });
  if (found == plan.lookups.end()) {
    found = plan.lookups.insert(plan.lookups.end(), Lookup{from, inputs.at(1), {}});
  }
  found->fields.emplace_back(&field, inputs.at(2));
}

}  // namespace

std::set<catalogue::DatasetId> lookup_datasets(const Dataset& dataset, const Fields& delivered) {
  std::set<catalogue::DatasetId> datasets;
  for (const auto& field : dataset.fields) {
    if (is_lookup(dataset, field, delivered)) datasets.emplace(field.derivation->inputs.at(0));
  }
  return datasets;
}

DerivationPlan plan_derivations(const Dataset& dataset, const Fields& delivered,
                                const ForeignColumns& foreign) {
  DerivationPlan plan;
  Fields there = delivered;
  Fields pending;
  // 1. Lookups need their key, and the other dataset must hold key and field.
  for (const auto& field : dataset.fields) {
    if (!field.derivation || there.contains(&field)) continue;
    const auto& [function, inputs] = *field.derivation;
    if (is_taken(field)) {
      there.insert(&field);
    } else if (function != "lookup") {
      pending.insert(&field);
    } else if (const catalogue::DatasetId from(inputs.at(0));
               is_lookup(dataset, field, delivered) && holds(foreign, from, inputs.at(1)) &&
               holds(foreign, from, inputs.at(2))) {
      add_lookup(plan, field);
    }
  }
  for (const auto& lookup : plan.lookups) {
    for (const auto& [field, column] : lookup.fields) there.insert(field);
  }
  // 2. Others when nothing that they read is still to be made; those that can read nothing are left out.
  while (true) {
    std::vector<DerivationPlan::Step> level;
    std::vector<const Field*> impossible;
    for (const auto* field : pending) {
      const auto inputs = inputs_of(dataset, *field->derivation);
      const auto is_in = [&](const Fields& set) {
        return std::any_of(inputs.begin(), inputs.end(),
                           [&](const Field* input) { return set.contains(input); });
      };
      if (is_in(pending)) continue;
      if (is_in(there)) {
        level.push_back({field, derivation_expression(dataset, *field, there)});
      } else {
        impossible.push_back(field);
      }
    }
    if (level.empty() && impossible.empty()) return plan;
    for (const auto* field : impossible) pending.erase(field);
    for (const auto& step : level) {
      pending.erase(step.field);
      there.insert(step.field);
    }
    if (!level.empty()) plan.levels.push_back(std::move(level));
  }
}

}  // namespace hdis::ingest
