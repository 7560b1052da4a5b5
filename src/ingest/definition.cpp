#include "definition.hpp"

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace hdis::ingest {
namespace {

/// Raised when the rules of cleaning change, so that an old delivery counts as new.
constexpr const char* rules_version = "3";

template <class Enum>
std::string number_of(Enum value) {
  return std::to_string(static_cast<int>(value));
}

std::string optional_number(const std::optional<std::int64_t>& value) {
  return value ? std::to_string(*value) : "none";
}

/// Adds a list so that its end is clear: how long it is, then its elements.
void add(std::vector<std::string>& parts, const std::vector<std::string>& list) {
  parts.push_back(std::to_string(list.size()));
  parts.insert(parts.end(), list.begin(), list.end());
}

void add(std::vector<std::string>& parts, const catalogue::Field& field) {
  const std::string codes = field.codes ? field.codes->text() : "";
  add(parts, {field.name, number_of(field.type), number_of(field.field_class),
              number_of(field.list), std::to_string(field.width), optional_number(field.smallest),
              optional_number(field.largest), field.convention.value_or(""), codes});
  add(parts, field.aliases);
  std::vector<std::string> missing;
  for (const auto& value : field.missing) {
    missing.insert(missing.end(), {value.raw, number_of(value.kind), number_of(value.keep)});
  }
  add(parts, missing);
  add(parts,
      field.derivation ? std::vector{field.derivation->function} : std::vector<std::string>{});
  add(parts, field.derivation ? field.derivation->inputs : std::vector<std::string>{});
}

/// What a derivation takes from the catalogue besides fields.
void add_values(std::vector<std::string>& parts, const catalogue::Derivation& derivation,
                const catalogue::Catalogue& catalogue) {
  if (derivation.inputs.empty()) return;
  std::vector<std::string> values;
  const auto& name = derivation.inputs.front();
  if (const auto* table = catalogue.value_table(catalogue::ValueTableId(name))) {
    values.push_back(table->version);
    for (const auto& [key, value] : table->values) values.insert(values.end(), {key, value});
    for (const auto& band : table->bands) {
      values.insert(values.end(), {std::to_string(band.smallest), band.value});
    }
  } else if (const auto* list = catalogue.code_list(name)) {
    values.push_back(list->version);
    values.insert(values.end(), list->prefixes.begin(), list->prefixes.end());
    values.emplace_back("except");
    values.insert(values.end(), list->except.begin(), list->except.end());
  }
  add(parts, values);
}

/// A code system as it can change values: which codes there are, and what stands above them.
void add(std::vector<std::string>& parts, const catalogue::CodeSystem& system) {
  std::vector<std::string> codes{system.id.text(), number_of(system.closed)};
  for (const auto& code : system.codes) {
    codes.push_back(code.code);
    codes.push_back(code.parent);
    codes.insert(codes.end(), code.further_parents.begin(), code.further_parents.end());
  }
  add(parts, codes);
}

}  // namespace

Digest definition_digest(const catalogue::Dataset& dataset, const catalogue::Catalogue& catalogue) {
  std::vector<std::string> parts{rules_version, dataset.id.text(), dataset.person_key,
                                 dataset.year_field};
  add(parts, dataset.sort_by);
  add(parts, dataset.unique_key);
  if (dataset.duplicates) {
    add(parts, dataset.duplicates->same);
    add(parts, {dataset.duplicates->time, std::to_string(dataset.duplicates->minutes)});
  }
  if (dataset.derived_from) {
    const auto& [from, function, version] = *dataset.derived_from;
    add(parts, {from.text(), function, version});
  }
  std::set<std::string> systems;
  for (const auto& field : dataset.fields) {
    add(parts, field);
    if (field.derivation) add_values(parts, *field.derivation, catalogue);
    if (field.codes) systems.insert(field.codes->text());
  }
  for (const auto& name : systems) {
    const auto* system = catalogue.code_system(catalogue::CodeSystemId(name));
    if (system != nullptr) add(parts, *system);
  }
  return digest_of_parts(parts);
}

}  // namespace hdis::ingest
