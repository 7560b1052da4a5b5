#include "derivation.hpp"

#include "hdis/core/assert.hpp"
#include "hdis/duck/sql_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <optional>

namespace hdis::ingest {
namespace {

using catalogue::Dataset;
using catalogue::Derivation;
using catalogue::Field;
using duck::quote_identifier;
using Fields = std::set<const Field*>;

/// Years of age of the HES codes 7001 to 7007, for STARTAGE_CALC (SRC-0061).
std::string age_decimal(const std::string& age) {
  return fmt::format(
      "CAST(CASE {0} WHEN 7001 THEN 0.002 WHEN 7002 THEN 0.010 WHEN 7003 THEN 0.048 WHEN 7004 THEN "
      "0.167 "
      "WHEN 7005 THEN 0.375 WHEN 7006 THEN 0.625 WHEN 7007 THEN 0.875 ELSE {0} END AS DOUBLE)",
      age);
}

/// 2017-04-01 to 2018-03-31 give 1718.
std::string financial_year(const std::string& date) {
  const std::string first = fmt::format("(year({0}) - CAST(month({0}) < 4 AS INTEGER))", date);
  return fmt::format(
      "CASE WHEN {0} IS NOT NULL THEN lpad(CAST({1} % 100 AS VARCHAR), 2, '0') || "
      "lpad(CAST(({1} + 1) % 100 AS VARCHAR), 2, '0') END",
      date, first);
}

std::string joined(const std::vector<const Field*>& fields, const Fields& there) {
  std::string names;
  for (const auto* field : fields) {
    if (!there.contains(field)) continue;
    if (!names.empty()) names += ", ";
    names += quote_identifier(field->name);
  }
  return names;
}

/// The fields of `dataset` that a derivation reads.
std::vector<const Field*> inputs_of(const Dataset& dataset, const Derivation& derivation) {
  if (derivation.function == "concat") return family(dataset, derivation.inputs.at(0));
  if (derivation.function == "financial_year") {
    std::vector<const Field*> fields;
    for (const auto& name : derivation.inputs) fields.push_back(dataset.find(name));
    return fields;
  }
  return {dataset.find(derivation.inputs.at(0))};
}

std::string expression_of(const Dataset& dataset, const Derivation& derivation,
                          const Fields& there) {
  const std::string names = joined(inputs_of(dataset, derivation), there);
  if (derivation.function == "age_decimal") return age_decimal(names);
  if (derivation.function == "concat") return fmt::format("nullif(concat_ws(',', {}), '')", names);
  if (derivation.function == "financial_year") {
    return financial_year(fmt::format("coalesce({})", names));
  }
  HDIS_ASSERT(derivation.function == "first_characters");  // The catalogue knows no other.
  return fmt::format("left({}, {})", names, std::stoul(derivation.inputs.at(1)));
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

std::vector<const Field*> family(const Dataset& dataset, std::string_view name) {
  std::vector<const Field*> fields;
  for (const auto& field : dataset.fields) {
    const std::string_view candidate = field.name;
    if (!candidate.starts_with(name) || candidate.size() < name.size() + 2) continue;
    const auto number = candidate.substr(name.size() + 1);
    const bool digits = number.find_first_not_of("0123456789") == std::string_view::npos;
    if (candidate[name.size()] == '_' && digits) fields.push_back(&field);
  }
  return fields;
}

std::string storage_type(const Field& field) {
  using enum catalogue::FieldClass;
  if (field.field_class == person_key || field.field_class == record_key) return "UUID";
  switch (field.type) {
    case catalogue::FieldType::decimal:
      return "DOUBLE";
    case catalogue::FieldType::date:
      return "DATE";
    case catalogue::FieldType::text:
    case catalogue::FieldType::time:
      return "VARCHAR";
    case catalogue::FieldType::integer:
      break;
  }
  using Small = std::numeric_limits<std::int32_t>;
  const bool small = field.smallest && field.largest && *field.smallest >= Small::min() &&
                     *field.largest <= Small::max() &&
                     std::all_of(field.missing.begin(), field.missing.end(), [](const auto& value) {
                       return value.raw.size() <= Small::digits10;  // It may be kept.
                     });
  return small ? "INTEGER" : "BIGINT";
}

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
    if (function != "lookup") {
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
        level.push_back({field, expression_of(dataset, *field->derivation, there)});
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
