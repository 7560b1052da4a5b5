#pragma once

#include "hdis/catalogue/field.hpp"

#include "yaml_tree.hpp"

#include <map>
#include <string>
#include <vector>

namespace hdis::catalogue {

/// What the fields of a dataset may refer to by name.
struct FieldVocabulary {
  std::map<std::string, std::string, std::less<>> sources;  ///< Short name to citation.
  std::map<std::string, std::vector<MissingValue>, std::less<>> missing;  ///< Named conventions.
};

/// Reads a list of missing values: `[{raw: "9", kind: not_known, keep: true}, ...]`.
[[nodiscard]] std::vector<MissingValue> read_missing(const YamlNode& node, FileDefects& defects);

/// Reads one entry of `fields`: one field, or as many as `repeat` says, in which `{nn}` and `{n}`
/// stand for 01, 02, ... and 1, 2, ....
[[nodiscard]] std::vector<Field> read_field(const YamlNode& node, const FieldVocabulary& vocabulary,
                                            FileDefects& defects);

}  // namespace hdis::catalogue
