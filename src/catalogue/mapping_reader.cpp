#include "mapping_reader.hpp"

#include "hdis/core/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <charconv>

namespace hdis::catalogue {

MappingReader::MappingReader(const YamlNode& node, std::string what, FileDefects& defects)
    : node_(&node), what_(std::move(what)), defects_(&defects) {
  if (node.kind == YamlNode::Kind::mapping) return;
  defects.add(rule::wrong_value, node.where, fmt::format("{} is not a mapping", what_),
              "write it as 'key: value' lines or {key: value, ...}");
}

SourcePosition MappingReader::where(std::string_view key) const {
  const auto* value = node_->find(key);
  return value == nullptr ? node_->where : value->where;
}

const YamlNode* MappingReader::piece(std::string_view key) {
  asked_.emplace(key);
  return node_->find(key);
}

std::string MappingReader::text(std::string_view key) {
  const auto* value = piece(key);
  if (value == nullptr) return {};
  if (value->kind == YamlNode::Kind::text && !trim(value->text).empty()) {
    return std::string(trim(value->text));
  }
  wrong(key, "a text");
  return {};
}

std::string MappingReader::required_text(std::string_view key) {
  if (!has(key)) {
    asked_.emplace(key);
    missing(key);
    return {};
  }
  return text(key);
}

std::vector<std::string> MappingReader::texts(std::string_view key) {
  const auto* value = piece(key);
  if (value == nullptr) return {};
  if (value->kind != YamlNode::Kind::sequence) return {text(key)};

  std::vector<std::string> result;
  for (const auto& item : value->items) {
    if (item.kind == YamlNode::Kind::text) {
      result.push_back(item.text);
    } else {
      wrong(key, "a list of texts");
    }
  }
  return result;
}

std::optional<bool> MappingReader::boolean(std::string_view key) {
  using Word = std::pair<std::string_view, bool>;
  return word(key, std::array{Word{"true", true}, Word{"false", false}});
}

std::optional<std::int64_t> MappingReader::integer(std::string_view key) {
  const auto* value = piece(key);
  if (value == nullptr) return std::nullopt;
  std::int64_t number = 0;
  const auto& digits = value->text;
  const auto end = digits.data() + digits.size();
  const auto [stopped, error] = std::from_chars(digits.data(), end, number);
  if (!digits.empty() && error == std::errc() && stopped == end) return number;
  wrong(key, "a whole number");
  return std::nullopt;
}

std::optional<FinancialYear> MappingReader::year(std::string_view key) {
  const auto* value = piece(key);
  if (value == nullptr) return std::nullopt;
  auto year = FinancialYear::parse(value->text);
  if (!year) wrong(key, "a financial year such as 1718");
  return year;
}

void MappingReader::wrong(std::string_view key, std::string_view expected) {
  const auto* value = node_->find(key);
  const bool scalar = value != nullptr && value->kind == YamlNode::Kind::text;
  const auto written = scalar ? fmt::format(" '{}'", value->text) : std::string();
  defect(rule::wrong_value, key, fmt::format("{}: '{}'{} is not valid", what_, key, written),
         fmt::format("{}", expected));
}

void MappingReader::missing(std::string_view key) {
  defect(rule::missing, key, fmt::format("{}: '{}' is missing", what_, key),
         fmt::format("{}: ...", key));
}

void MappingReader::defect(std::string_view rule, std::string_view key, std::string_view message,
                           std::string expected) {
  defects_->add(rule, where(key), message, std::move(expected));
}

void MappingReader::finish() {
  const std::vector<std::string> known(asked_.begin(), asked_.end());
  for (const auto& entry : node_->entries) {
    if (asked_.contains(entry.key)) continue;
    const auto close = nearest(entry.key, known, 1);
    defects_->add(rule::unknown_key, entry.where,
                  fmt::format("{}: unknown key '{}'", what_, entry.key),
                  close.empty() ? "one of " + join(known) : close.front());
  }
}

std::string MappingReader::join(std::span<const std::string> texts) {
  return fmt::format("{}", fmt::join(texts, ", "));
}

}  // namespace hdis::catalogue
