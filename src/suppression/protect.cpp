#include "hdis/suppression/protect.hpp"

#include "engine.hpp"

#include <algorithm>
#include <memory>

namespace hdis::suppression {

std::vector<std::int64_t> floors(const Table& table, Attacker attacker) {
  std::vector<std::int64_t> out(table.values.size(), 0);
  if (attacker == Attacker::nonnegative) return out;
  const std::vector<CellId> strides = table.strides();
  for (CellId cell = 0; cell < out.size(); ++cell) {
    bool leaf = table.values[cell] > 0;
    for (std::size_t d = 0; leaf && d < strides.size(); ++d)
      leaf = table.dimensions[d].is_leaf(
          static_cast<Node>(cell / strides[d] % table.dimensions[d].size()));
    out[cell] = leaf ? 1 : 0;
  }
  // Sums of leaves, one dimension after the other, children before parents.
  for (std::size_t d = 0; d < strides.size(); ++d) {
    const Hierarchy& tree = table.dimensions[d];
    const auto block = static_cast<CellId>(strides[d] * tree.size());
    for (CellId outer = 0; outer < out.size(); outer += block)
      for (std::size_t i = tree.size(); i-- > 1;) {
        const Node node = tree.top_down()[i];
        for (CellId inner = 0; inner < strides[d]; ++inner)
          out[outer + tree.parent(node) * strides[d] + inner] +=
              out[outer + node * strides[d] + inner];
      }
  }
  return out;
}

namespace {

// Of tables without hierarchies, three dimensions and more: their cells are in each other's way the most.
bool is_knotty(const Table& table) {
  const auto is_flat = [](const Hierarchy& tree) {
    return tree.children(tree.root()).size() + 1 == tree.size();
  };
  return table.dimensions.size() > 2 &&
         std::all_of(table.dimensions.begin(), table.dimensions.end(), is_flat);
}

}  // namespace

Result<Protection> protect(const Table& table, const Options& options) {
  HDIS_CHECK(check(table));
  const Contracted contracted = contract(table);
  const bool knotty = is_knotty(contracted.table);
  const std::uint64_t starts = knotty && options.improve > 0 ? 6 : 1;
  const std::uint64_t rounds = std::uint64_t{options.improve} * (knotty ? 10 : 1);
  const auto cancelled = fail(ErrorCode::cancelled, "suppression.cancelled",
                              "Stopped on request; nothing is published.");
  std::unique_ptr<Engine> best;
  for (std::uint64_t start = 0; start < starts; ++start) {
    auto engine = std::make_unique<Engine>(contracted.table, options, start);
    if (!engine->build() || !engine->thin_out()) return cancelled;
    if (!best || engine->cost() < best->cost()) best = std::move(engine);
  }
  if (!best->improve(rounds)) return cancelled;
  Protection protection = expand(contracted, table, best->take());
  HDIS_CHECK(verify(table, options.attacker, protection));
  return protection;
}

}  // namespace hdis::suppression
