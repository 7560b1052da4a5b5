#include "engine.hpp"

#include <algorithm>

namespace hdis::suppression {
namespace {

// For every node the kept node that it is equal to: an only child is its parent.
std::vector<Node> merged(const Hierarchy& tree) {
  std::vector<Node> kept(tree.size());
  for (const Node node : tree.top_down()) {
    const Node parent = tree.parent(node);
    kept[node] = parent != no_node && tree.children(parent).size() == 1 ? kept[parent] : node;
  }
  return kept;
}

// Calls `use` with the two cells for every cell of the whole table: its own, and the contracted one.
template <class Use>
void for_each_pair(const Contracted& contracted, const Table& table, const Use& use) {
  const std::vector<CellId> strides = table.strides();
  const std::vector<CellId> small = contracted.table.strides();
  for (CellId cell = 0; cell < table.values.size(); ++cell) {
    CellId to = 0;
    for (std::size_t d = 0; d < strides.size(); ++d)
      to += contracted.first_members[d][cell / strides[d] % table.dimensions[d].size()] * small[d];
    use(cell, to);
  }
}

}  // namespace

Contracted contract(const Table& table) {
  Contracted out;
  std::size_t cells = 1;
  for (const Hierarchy& tree : table.dimensions) {
    const std::vector<Node> kept = merged(tree);
    std::vector<Node> number(tree.size(), no_node);
    Node next = 0;
    for (Node node = 0; node < tree.size(); ++node)
      if (kept[node] == node) number[node] = next++;
    std::vector<Node> parents;
    std::vector<Node> members(tree.size());
    for (Node node = 0; node < tree.size(); ++node) {
      members[node] = number[kept[node]];
      if (kept[node] != node) continue;
      const Node parent = tree.parent(node);
      parents.push_back(parent == no_node ? no_node : number[kept[parent]]);
    }
    cells *= parents.size();
    out.table.dimensions.push_back(*Hierarchy::make(std::move(parents)));
    out.first_members.push_back(std::move(members));
  }
  out.table.values.assign(cells, 0);
  out.table.status.assign(cells, Status::safe);
  out.table.weights.assign(cells, 0);
  out.table.lower.assign(cells, 0);
  out.table.upper.assign(cells, 0);
  for_each_pair(out, table, [&](CellId from, CellId to) {
    out.table.values[to] = table.values[from];
    out.table.weights[to] += table.weights[from];
    if (table.status[from] != Status::safe) out.table.status[to] = table.status[from];
    if (table.status[from] != Status::primary) return;
    out.table.lower[to] = std::max(out.table.lower[to], table.lower[from]);
    out.table.upper[to] = std::max(out.table.upper[to], table.upper[from]);
  });
  return out;
}

Protection expand(const Contracted& contracted, const Table& table, const Protection& protection) {
  Protection out;
  out.hidden.resize(table.values.size());
  std::vector<std::vector<CellId>> members(contracted.table.values.size());
  for_each_pair(contracted, table, [&](CellId from, CellId to) {
    out.hidden[from] = protection.hidden[to];
    if (protection.hidden[to]) members[to].push_back(from);
  });
  for (const Move& move : protection.moves) {
    Move whole;
    for (std::size_t i = 0; i < move.cells.size(); ++i)
      for (const CellId cell : members[move.cells[i]]) {
        whole.cells.push_back(cell);
        whole.changes.push_back(move.changes[i]);
      }
    out.moves.push_back(std::move(whole));
  }
  for (const Claim& claim : protection.claims)
    for (const CellId cell : members[claim.cell])
      if (table.status[cell] == Status::primary) {
        out.claims.push_back(claim);
        out.claims.back().cell = cell;
      }
  return out;
}

}  // namespace hdis::suppression
