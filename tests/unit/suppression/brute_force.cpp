#include "brute_force.hpp"

#include <algorithm>

namespace hdis::suppression::test {
namespace {

std::vector<CellId> leaves_of(const Table& table) {
  const auto strides = table.strides();
  std::vector<CellId> out;
  for (CellId cell = 0; cell < table.values.size(); ++cell) {
    bool leaf = true;
    for (std::size_t d = 0; d < strides.size(); ++d)
      leaf = leaf && table.dimensions[d].is_leaf(
                         static_cast<Node>(cell / strides[d] % table.dimensions[d].size()));
    if (leaf) out.push_back(cell);
  }
  return out;
}

// The cells that a leaf counts in.
std::vector<CellId> above(const Table& table, CellId leaf) {
  const auto strides = table.strides();
  std::vector<CellId> out = {0};
  for (std::size_t d = 0; d < strides.size(); ++d) {
    std::vector<CellId> next;
    for (auto node = static_cast<Node>(leaf / strides[d] % table.dimensions[d].size());
         node != no_node; node = table.dimensions[d].parent(node))
      for (const CellId cell : out) next.push_back(cell + node * strides[d]);
    out = next;
  }
  return out;
}

}  // namespace

Table make_table(std::vector<std::vector<Node>> parents, const std::vector<std::int64_t>& leaves,
                 std::int64_t largest) {
  Table table;
  std::size_t cells = 1;
  for (auto& tree : parents) {
    cells *= tree.size();
    table.dimensions.push_back(*Hierarchy::make(std::move(tree)));
  }
  table.values.assign(cells, 0);
  const auto places = leaves_of(table);
  for (std::size_t i = 0; i < places.size(); ++i)
    for (const CellId cell : above(table, places[i]))
      table.values[cell] += leaves[i % leaves.size()];
  for (const std::int64_t value : table.values) {
    const bool primary = value > 0 && value <= largest;
    table.status.push_back(value == 0 ? Status::zero : primary ? Status::primary : Status::safe);
    table.weights.push_back(value);
    table.lower.push_back(primary ? 1 : 0);
    table.upper.push_back(primary ? 1 : 0);
  }
  return table;
}

Table random_table(std::mt19937_64& random) {
  const std::size_t dimensions = 1 + random() % 4;
  std::vector<std::vector<Node>> parents(dimensions);
  for (auto& tree : parents) {
    const std::size_t nodes = dimensions == 1   ? 3 + random() % 6
                              : dimensions == 2 ? 3 + random() % 4
                                                : 3 + random() % 2;
    tree.push_back(no_node);
    for (Node node = 1; node < nodes; ++node)
      tree.push_back(random() % 3 != 0 ? 0 : static_cast<Node>(random() % node));
  }
  std::vector<std::int64_t> leaves(1 + random() % 40);
  for (auto& leaf : leaves) leaf = random() % 4 == 0 ? 0 : static_cast<std::int64_t>(random() % 6);
  return make_table(parents, leaves, static_cast<std::int64_t>(1 + random() % 3));
}

std::vector<Interval> intervals_by_trying(const Table& table, Attacker attacker,
                                          const std::vector<bool>& hidden, std::int64_t most) {
  const std::int64_t least = attacker == Attacker::strict ? 1 : 0;
  std::vector<CellId> open;
  for (const CellId leaf : leaves_of(table))
    if (hidden[leaf]) open.push_back(leaf);
  double tables = 1;
  for (std::size_t i = 0; i < open.size(); ++i) tables *= static_cast<double>(most - least + 1);
  if (tables > 300'000) return {};

  std::vector<Interval> out;
  for (const std::int64_t value : table.values) out.push_back({value, value});
  std::vector<std::int64_t> values = table.values;
  std::vector<std::vector<CellId>> lines;
  lines.reserve(open.size());
  for (const CellId leaf : open) lines.push_back(above(table, leaf));
  const auto add = [&](std::size_t i, std::int64_t change) {
    for (const CellId cell : lines[i]) values[cell] += change;
  };
  for (std::size_t i = 0; i < open.size(); ++i) add(i, least - values[open[i]]);
  for (;;) {
    bool agrees = true;
    for (CellId cell = 0; agrees && cell < values.size(); ++cell)
      agrees = hidden[cell] ? values[cell] >= least : values[cell] == table.values[cell];
    for (CellId cell = 0; agrees && cell < values.size(); ++cell)
      out[cell] = {std::min(out[cell].least, values[cell]), std::max(out[cell].most, values[cell])};
    std::size_t i = 0;
    while (i < open.size() && values[open[i]] == most) {
      add(i, least - most);
      ++i;
    }
    if (i == open.size()) return out;
    add(i, 1);
  }
}

}  // namespace hdis::suppression::test
