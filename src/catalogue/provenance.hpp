#pragma once

#include "mapping_reader.hpp"

#include <string>

namespace hdis::catalogue {

/// Where a definition comes from. What a file says at its top holds for each definition in it that
/// does not say otherwise.
struct Provenance {
  std::string version;
  std::string source;
  std::string licence;
};

/// Reads `version`, `source` and `licence`, each as `usual` where it is not given.
[[nodiscard]] inline Provenance read_provenance(MappingReader& reader,
                                                const Provenance& usual = {}) {
  const auto text_or = [&reader](std::string_view key, const std::string& otherwise) {
    const auto text = reader.text(key);
    return text.empty() ? otherwise : text;
  };
  return {text_or("version", usual.version), text_or("source", usual.source),
          text_or("licence", usual.licence)};
}

/// Notes what is missing, and gives the provenance to `definition`.
template <class Definition>
void set_provenance(MappingReader& reader, const Provenance& provenance, Definition& definition) {
  if (provenance.version.empty()) reader.missing("version");
  if (provenance.source.empty()) reader.missing("source");
  if (provenance.licence.empty()) reader.missing("licence");
  definition.version = provenance.version;
  definition.source = provenance.source;
  definition.licence = provenance.licence;
}

}  // namespace hdis::catalogue
