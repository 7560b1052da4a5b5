#pragma once

#include "hdis/core/financial_year.hpp"

#include "yaml_tree.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hdis::catalogue {

/// Reads the keys of one mapping of a catalogue file and notes everything that is not as it should
/// be.
///
/// Reading goes on after a defect, with an empty value, so that one run finds all of them.
class MappingReader {
 public:
  /// `what` names the thing in messages: "field SEX". `node` must outlive the reader.
  MappingReader(const YamlNode& node, std::string what, FileDefects& defects);

  [[nodiscard]] SourcePosition where() const { return node_->where; }
  /// The place of `key`'s value, or of the mapping if it is not there.
  [[nodiscard]] SourcePosition where(std::string_view key) const;
  [[nodiscard]] bool has(std::string_view key) const { return node_->find(key) != nullptr; }

  /// A text that must be there and must not be empty.
  std::string required_text(std::string_view key);
  /// A text, or "" if the key is not there.
  std::string text(std::string_view key);
  /// A list of texts; a single text is a list of one; empty if the key is not there.
  std::vector<std::string> texts(std::string_view key);
  /// `true` or `false`.
  std::optional<bool> boolean(std::string_view key);
  /// A whole number.
  std::optional<std::int64_t> integer(std::string_view key);
  /// A financial year as HES writes it, such as 1718.
  std::optional<FinancialYear> year(std::string_view key);
  /// The piece under `key` itself, for the caller to read; null if it is not there.
  const YamlNode* piece(std::string_view key);

  /// One of the words of `words`, each with what it stands for.
  template <class Value, std::size_t n>
  std::optional<Value> word(std::string_view key,
                            const std::array<std::pair<std::string_view, Value>, n>& words) {
    const auto* value = piece(key);
    if (value == nullptr) return std::nullopt;
    // YAML reads an unquoted null as nothing, and it is one of our words.
    const std::string_view written =
        value->kind == YamlNode::Kind::nothing ? "null" : std::string_view(value->text);
    std::vector<std::string> expected;
    for (const auto& [name, meaning] : words) {
      if (name == written) return meaning;
      expected.emplace_back(name);
    }
    wrong(key, "one of " + join(expected));
    return std::nullopt;
  }

  /// Notes that the value of `key` is wrong and what is expected.
  void wrong(std::string_view key, std::string_view expected);
  /// Notes that `key` is missing.
  void missing(std::string_view key);
  /// Notes a defect of the mapping, at `key` if it is there.
  void defect(std::string_view rule, std::string_view key, std::string_view message,
              std::string expected = {});
  /// Notes every key that nobody asked for. Call it last.
  void finish();

  /// The texts with commas between them.
  static std::string join(std::span<const std::string> texts);

 private:
  const YamlNode* node_;
  std::string what_;
  FileDefects* defects_;
  std::set<std::string, std::less<>> asked_;
};

}  // namespace hdis::catalogue
