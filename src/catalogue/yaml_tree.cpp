#include "yaml_tree.hpp"

#include "hdis/core/assert.hpp"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>
#include <unordered_map>

namespace hdis::catalogue {
namespace {

SourcePosition position(const YAML::Mark& mark) {
  return {static_cast<std::uint32_t>(mark.line + 1), static_cast<std::uint32_t>(mark.column + 1)};
}

/// Builds the tree from the parser's events, the innermost open sequence or mapping last in
/// `open_`.
class TreeBuilder final : public YAML::EventHandler {
 public:
  explicit TreeBuilder(FileDefects& defects) : defects_(&defects) {}

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse_anchor(mark, anchor);
    add(node(YamlNode::Kind::nothing, mark));
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    defects_->add(rule::syntax, position(mark), "an alias (*name) is not allowed here",
                  "write the value out");
    add(node(YamlNode::Kind::nothing, mark));
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    auto scalar = node(YamlNode::Kind::text, mark);
    scalar.text = value;
    add(std::move(scalar));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(YamlNode::Kind::sequence, mark, tag, anchor);
  }

  void OnSequenceEnd() override { close(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(YamlNode::Kind::mapping, mark, tag, anchor);
  }

  void OnMapEnd() override {
    refuse_repeated_keys(open_.back().node);
    close();
  }

  [[nodiscard]] YamlNode take() { return std::move(root_); }

 private:
  struct Open {
    YamlNode node;
    bool key_is_next = true;  // In a mapping: whether the next node is a key.
  };

  static YamlNode node(YamlNode::Kind kind, const YAML::Mark& mark) {
    YamlNode result;
    result.kind = kind;
    result.where = position(mark);
    return result;
  }

  void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (anchor == 0) return;
    defects_->add(rule::syntax, position(mark), "an anchor (&name) is not allowed here",
                  "quote a text that begins with &");
  }

  void refuse_tag(const YAML::Mark& mark, const std::string& tag) {
    const bool plain_or_quoted = tag.empty() || tag == "?" || tag == "!";
    if (plain_or_quoted) return;
    defects_->add(rule::syntax, position(mark), "a tag (!name) is not allowed here",
                  "quote a text that begins with !");
  }

  void refuse_repeated_keys(const YamlNode& mapping) {
    std::unordered_map<std::string_view, SourcePosition> seen;
    for (const auto& entry : mapping.entries) {
      const auto [first, is_new] = seen.emplace(entry.key, entry.where);
      if (is_new) continue;
      defects_->add(
          rule::duplicate, entry.where,
          fmt::format("'{}' is given twice; first in line {}", entry.key, first->second.line),
          "keep one of them");
    }
  }

  void open(YamlNode::Kind kind, const YAML::Mark& mark, const std::string& tag,
            YAML::anchor_t anchor) {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    open_.push_back({node(kind, mark)});
  }

  void close() {
    auto closed = std::move(open_.back().node);
    open_.pop_back();
    add(std::move(closed));
  }

  void add(YamlNode child) {
    if (open_.empty()) {
      root_ = std::move(child);
      return;
    }
    auto& parent = open_.back();
    if (parent.node.kind == YamlNode::Kind::sequence) {
      parent.node.items.push_back(std::move(child));
    } else if (parent.key_is_next) {
      add_key(parent, child);
    } else {
      parent.node.entries.back().value = std::move(child);
      parent.key_is_next = true;
    }
  }

  void add_key(Open& parent, const YamlNode& key) {
    if (key.kind != YamlNode::Kind::text) {
      defects_->add(rule::syntax, key.where, "a key must be a text", "quote it");
    }
    parent.node.entries.push_back({key.text, key.where, {}});
    parent.key_is_next = false;
  }

  FileDefects* defects_;
  std::vector<Open> open_;
  YamlNode root_;
};

}  // namespace

const YamlNode* YamlNode::find(std::string_view key) const {
  const auto found = std::find_if(entries.begin(), entries.end(),
                                  [key](const YamlEntry& entry) { return entry.key == key; });
  return found == entries.end() ? nullptr : &found->value;
}

std::optional<YamlNode> parse_yaml(const std::string& text, FileDefects& defects) {
  std::istringstream stream(text);
  TreeBuilder builder(defects);
  try {
    YAML::Parser parser(stream);
    if (!parser.HandleNextDocument(builder)) {
      defects.add(rule::syntax, std::nullopt, "the file is empty");
      return std::nullopt;
    }
    auto tree = builder.take();
    if (parser.HandleNextDocument(builder)) {
      defects.add(rule::syntax, std::nullopt, "the file holds more than one document",
                  "remove the line '---' or split the file");
      return std::nullopt;
    }
    return tree;
  } catch (const YAML::ParserException& error) {
    defects.add(rule::syntax, position(error.mark), "not YAML: " + error.msg);
    return std::nullopt;
  }
}

}  // namespace hdis::catalogue
