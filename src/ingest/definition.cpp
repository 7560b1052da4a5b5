#include "definition.hpp"

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace hdis::ingest {
namespace {

/// Raised when the rules of cleaning change, so that an old delivery counts as new.
constexpr const char* rules_version = "2";

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

}  // namespace

Digest definition_digest(const catalogue::Dataset& dataset, const catalogue::Catalogue& catalogue) {
  std::vector<std::string> parts{rules_version, dataset.id.text(), dataset.person_key,
                                 dataset.year_field};
  add(parts, dataset.sort_by);
  add(parts, dataset.unique_key);
  std::set<std::string> systems;
  for (const auto& field : dataset.fields) {
    add(parts, field);
    if (field.codes) systems.insert(field.codes->text());
  }
  for (const auto& name : systems) {
    const auto* system = catalogue.code_system(catalogue::CodeSystemId(name));
    if (system == nullptr) continue;
    std::vector<std::string> codes{name, number_of(system->closed)};
    for (const auto& code : system->codes) codes.push_back(code.code);
    add(parts, codes);
  }
  return digest_of_parts(parts);
}

}  // namespace hdis::ingest
