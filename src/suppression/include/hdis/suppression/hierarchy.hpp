#pragma once

#include "hdis/core/result.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace hdis::suppression {

/// A node of a dimension, by its place in the list of nodes.
using Node = std::uint32_t;
/// "No node": the parent of a root.
inline constexpr Node no_node = 0xFFFFFFFF;

/// One dimension of a table: a tree of codes. A value at a node is the sum of those at its children.
class Hierarchy {
 public:
  /// `parents[i]` is the parent of node i, `no_node` for the root.
  /// Errors: `invalid_input` if there is not exactly one root, a parent does not exist, or there is a cycle.
  static Result<Hierarchy> make(std::vector<Node> parents);

  [[nodiscard]] std::size_t size() const { return parents_.size(); }
  [[nodiscard]] Node root() const { return root_; }
  [[nodiscard]] Node parent(Node node) const { return parents_[node]; }
  [[nodiscard]] const std::vector<Node>& children(Node node) const { return children_[node]; }
  [[nodiscard]] bool is_leaf(Node node) const { return children_[node].empty(); }
  [[nodiscard]] const std::vector<Node>& parents() const { return parents_; }
  /// All nodes, a parent before its children.
  [[nodiscard]] const std::vector<Node>& top_down() const { return top_down_; }

 private:
  Hierarchy() = default;
  std::vector<Node> parents_;
  std::vector<std::vector<Node>> children_;
  std::vector<Node> top_down_;
  Node root_ = 0;
};

}  // namespace hdis::suppression
