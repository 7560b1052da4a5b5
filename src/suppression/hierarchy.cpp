#include "hdis/suppression/hierarchy.hpp"

namespace hdis::suppression {

Result<Hierarchy> Hierarchy::make(std::vector<Node> parents) {
  Hierarchy made;
  made.children_.resize(parents.size());
  std::size_t roots = 0;
  for (Node node = 0; node < parents.size(); ++node) {
    const Node parent = parents[node];
    if (parent == no_node) {
      made.root_ = node;
      ++roots;
    } else if (parent >= parents.size()) {
      return fail(ErrorCode::invalid_input, "hierarchy.parent",
                  "A node has a parent that does not exist.");
    } else {
      made.children_[parent].push_back(node);
    }
  }
  if (roots != 1)
    return fail(ErrorCode::invalid_input, "hierarchy.root",
                "A hierarchy needs exactly one root, a code without a parent.",
                "Give every code but the total a parent.");

  made.top_down_.push_back(made.root_);
  for (std::size_t i = 0; i < made.top_down_.size(); ++i)
    for (const Node child : made.children_[made.top_down_[i]]) made.top_down_.push_back(child);
  if (made.top_down_.size() != parents.size())
    return fail(ErrorCode::invalid_input, "hierarchy.cycle", "Some codes are their own ancestors.",
                "Follow the parents: each must lead to the root.");
  made.parents_ = std::move(parents);
  return made;
}

}  // namespace hdis::suppression
