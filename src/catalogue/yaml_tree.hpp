#pragma once

#include "defects.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hdis::catalogue {

struct YamlEntry;

/// A piece of a YAML document as it was written: every scalar is text, and every piece knows its
/// place.
struct YamlNode {
  enum class Kind { nothing, text, sequence, mapping };

  Kind kind = Kind::nothing;
  SourcePosition where;
  std::string text;                ///< Of a scalar.
  std::vector<YamlNode> items;     ///< Of a sequence.
  std::vector<YamlEntry> entries;  ///< Of a mapping, in the order written; keys differ.

  /// The value of `key` in a mapping; null if it is not there.
  [[nodiscard]] const YamlNode* find(std::string_view key) const;
};

/// One key of a mapping with its value.
struct YamlEntry {
  std::string key;
  SourcePosition where;
  YamlNode value;
};

/// Reads one document. Anchors, aliases, tags and repeated keys are defects: what stands in a
/// catalogue file is what it says. Empty if the text is not such a document, which is then noted in
/// `defects`.
[[nodiscard]] std::optional<YamlNode> parse_yaml(const std::string& text, FileDefects& defects);

}  // namespace hdis::catalogue
