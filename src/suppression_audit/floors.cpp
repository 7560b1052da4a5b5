#include "hdis/suppression_audit/floors.hpp"

#include <algorithm>
#include <cstddef>

namespace hdis::suppression_audit {
namespace {

using Parents = std::vector<std::vector<std::int32_t>>;

// Adds one to every cell above the cell that has the nodes `nodes` in dimensions `d` and later.
void add(const Parents& parents, const std::vector<std::int32_t>& nodes, std::size_t d,
         std::size_t before, std::vector<std::int64_t>& out) {
  if (d == parents.size()) {
    ++out[before];
    return;
  }
  for (std::int32_t node = nodes[d]; node >= 0; node = parents[d][static_cast<std::size_t>(node)])
    add(parents, nodes, d + 1, before * parents[d].size() + static_cast<std::size_t>(node), out);
}

}  // namespace

std::vector<std::int64_t> leaves_below(const Parents& parents, const std::vector<bool>& counted) {
  std::vector<std::vector<bool>> has_children;
  for (const auto& tree : parents) {
    has_children.emplace_back(tree.size());
    for (const std::int32_t parent : tree)
      if (parent >= 0) has_children.back()[static_cast<std::size_t>(parent)] = true;
  }
  std::vector<std::int64_t> out(counted.size(), 0);
  std::vector<std::int32_t> nodes(parents.size());
  for (std::size_t cell = 0; cell < counted.size(); ++cell) {
    if (!counted[cell]) continue;
    std::size_t rest = cell;
    bool leaf = true;
    for (std::size_t d = parents.size(); d-- > 0; rest /= parents[d].size()) {
      const std::size_t node = rest % parents[d].size();
      nodes[d] = static_cast<std::int32_t>(node);
      leaf = leaf && !has_children[d][node];
    }
    if (leaf) add(parents, nodes, 0, 0, out);
  }
  return out;
}

}  // namespace hdis::suppression_audit
