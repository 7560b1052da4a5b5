#pragma once

#include "hdis/core/date.hpp"
#include "hdis/core/result.hpp"

#include <yaml-cpp/yaml.h>

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Reading of the files that people write (agreements, purposes): strict, and with every defect at once.
namespace hdis::governance {

/// Defects found so far in one file.
class Defects {
 public:
  /// `rule` names the file's kind and the defect, e.g. "agreement.date".
  explicit Defects(std::string kind) : kind_(std::move(kind)) {}

  /// Notes a defect at `node` (of which the place is told).
  void add(const YAML::Node& node, std::string_view rule, std::string message,
           std::string suggestion = {});

  [[nodiscard]] bool empty() const { return reasons_.empty(); }
  [[nodiscard]] Error to_error() && { return {ErrorCode::invalid_input, std::move(reasons_)}; }

 private:
  std::string kind_;
  std::vector<Reason> reasons_;
};

/// Parses `yaml`, which must be one mapping. `kind` is what the file is, in words: "agreement".
///
/// Errors: `invalid_input` for what is too long, not UTF-8 or not YAML, with its place.
[[nodiscard]] Result<YAML::Node> load_document(std::string_view yaml, std::string_view kind,
                                               std::size_t most_bytes);

/// Whether a file is of another kind: it has a key of `other` and none of `own`. Then one sentence helps more than a complaint about
/// every key.
[[nodiscard]] bool is_other_file(const YAML::Node& document,
                                 std::initializer_list<std::string_view> other,
                                 std::initializer_list<std::string_view> own);

/// One mapping of a file. Each key is asked for once; `finish` refuses those nobody asked for.
class Mapping {
 public:
  /// `path` says in words where the mapping is: "" for the whole file, "datasets, entry 2" inside.
  /// `defects` must outlive it. A node that is no mapping is a defect, and then reads as empty.
  Mapping(const YAML::Node& node, std::string path, Defects& defects);

  /// The text of a key that must be there and not be empty, in one line; "" after a defect.
  ///
  /// A text that holds characters which nobody sees and terminals obey is a defect, here as in the other texts.
  std::string text(std::string_view key);
  /// The same with its line breaks.
  std::string paragraphs(std::string_view key);
  /// The text of a key that may be missing; then "".
  std::string optional_text(std::string_view key);
  /// A date, YYYY-MM-DD; 0001-01-01 after a defect.
  Date date(std::string_view key);
  /// A whole number between `low` and `high`; `low` after a defect.
  std::uint32_t number(std::string_view key, std::uint32_t low, std::uint32_t high);
  /// The texts of a list that must hold at least one.
  std::vector<std::string> texts(std::string_view key);
  /// The texts of a list that may be missing or empty.
  std::vector<std::string> optional_texts(std::string_view key);
  /// The node under a key, whatever it is; undefined (with a defect if `required`) if it is missing.
  enum class Need : std::uint8_t { required, optional };
  YAML::Node node(std::string_view key, Need need);
  /// Calls `each` with every entry of a list that must hold at least one.
  void entries(std::string_view key,
               const std::function<void(const YAML::Node& entry, const std::string& path)>& each);

  /// Calls `each` with every entry of a list that may be missing.
  void optional_entries(
      std::string_view key,
      const std::function<void(const YAML::Node& entry, const std::string& path)>& each);
  /// A whole number that may be missing.
  std::optional<std::uint32_t> optional_number(std::string_view key, std::uint32_t low,
                                               std::uint32_t high);
  /// As `choice`, of a key that may be missing; then the first value.
  template <class T>
  T optional_choice(std::string_view key,
                    std::initializer_list<std::pair<std::string_view, T>> choices) {
    return node(key, Need::optional).IsDefined() ? choice(key, choices) : choices.begin()->second;
  }

  /// One of some words, each standing for a value; the first value after a defect.
  template <class T>
  T choice(std::string_view key, std::initializer_list<std::pair<std::string_view, T>> choices) {
    std::string words;
    for (const auto& [word, value] : choices) {
      words += (words.empty() ? "" : ", ") + std::string(word);
    }
    const auto written = text(key);
    for (const auto& [word, value] : choices) {
      if (written == word) return value;
    }
    if (!written.empty()) add_choice_defect(key, written, words);
    return choices.begin()->second;
  }

  /// Reports keys that are not known and keys that are there twice.
  void finish();

  /// "`key`" with the place of this mapping.
  [[nodiscard]] std::string name_of(std::string_view key) const;

 private:
  void add_choice_defect(std::string_view key, std::string_view written, const std::string& words);
  std::vector<std::string> list(std::string_view key, Need need);
  /// What a node says, if that is plain text; "" after a defect.
  std::string plain(std::string_view key, const YAML::Node& node);

  YAML::Node node_;
  std::string path_;
  Defects* defects_;
  std::set<std::string, std::less<>> known_;
};

}  // namespace hdis::governance
