#pragma once

#include "hdis/governance/agreement.hpp"

#include <string>
#include <vector>

namespace hdis::governance {

/// An agreement's terms as one JSON text, in the form of docs/agreement.schema.json, with spans of years spelled out and what is not stated left
/// out. `parse_agreement` reads it back to the same terms.
[[nodiscard]] std::string to_json_document(const Agreement& agreement);

/// The same as YAML.
[[nodiscard]] std::string to_yaml_document(const Agreement& agreement);

/// What an amendment changes about one field. Of a list, only what was taken out and what was added.
struct FieldChange {
  std::string field;  ///< "licences", "datasets, apc, years"
  std::string from;   ///< "" if it was not stated.
  std::string to;     ///< "" if it is not stated any more.
  friend bool operator==(const FieldChange&, const FieldChange&) = default;
};

/// What differs between two versions, field by field, apart from the version itself. None if the terms are the same.
[[nodiscard]] std::vector<FieldChange> changes(const Agreement& from, const Agreement& to);

}  // namespace hdis::governance
