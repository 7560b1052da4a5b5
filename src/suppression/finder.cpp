#include "finder.hpp"

#include <algorithm>

namespace hdis::suppression {
namespace {

constexpr std::array<std::size_t, 6> strands_for_dimensions = {0, 64, 32, 24, 14, 8};

}  // namespace

Move move_of(const Found& found, std::int64_t amount) {
  Move move;
  for (const Signed& cell : found.cells) {
    move.cells.push_back(cell.id);
    move.changes.push_back(cell.sign * amount);
  }
  return move;
}

Finder::Finder(const Ground& ground)
    : ground_(ground),
      home_(ground.strides.size()),
      kept_(ground.strides.size()),
      rest_(ground.strides.size() + 1),
      most_strands_(strands_for_dimensions[ground.strides.size()]),
      product_(ground.strides.size() + 1) {}

// Adds the path as a strand, home first.
void Finder::keep(std::size_t d, std::int64_t spent) {
  Strand strand{spent, path_};
  const auto home = std::find_if(strand.nodes.begin(), strand.nodes.end(),
                                 [&](const Signed& n) { return n.id == home_[d]; });
  std::iter_swap(strand.nodes.begin(), home);
  auto& kept = kept_[d];
  const auto place =
      std::upper_bound(kept.begin(), kept.end(), spent,
                       [](std::int64_t value, const Strand& other) { return value < other.cost; });
  kept.insert(place, std::move(strand));
  if (kept.size() > most_strands_) kept.pop_back();
}

// From `node` (already on the path) down to every leaf below it, cheapest kept.
void Finder::descend(std::size_t d, Node node, std::int32_t sign, std::int64_t spent,
                     const Wish& wish, std::int64_t limit) {
  const Hierarchy& tree = ground_.table->dimensions[d];
  if (tree.is_leaf(node)) {
    if (sign > 0) {
      climb(d, spent, wish, limit);
    } else {
      keep(d, spent);
    }
    return;
  }
  const CellId base = wish.cell - home_[d] * ground_.strides[d];
  for (const Node child : tree.children(node)) {
    const std::int64_t total =
        spent + cost(base + child * ground_.strides[d], sign * wish.sign, wish);
    const bool worse = kept_[d].size() >= most_strands_ && total >= kept_[d].back().cost;
    if (total >= limit || worse) continue;
    path_.push_back({child, sign});
    descend(d, child, sign, total, wish, limit);
    path_.pop_back();
  }
}

// From home upwards, turning down into a brother of each node on the way, or leaving through the root.
void Finder::climb(std::size_t d, std::int64_t spent, const Wish& wish, std::int64_t limit) {
  const Hierarchy& tree = ground_.table->dimensions[d];
  const CellId base = wish.cell - home_[d] * ground_.strides[d];
  const std::size_t before = path_.size();
  for (Node node = home_[d];; node = tree.parent(node)) {
    if (node != home_[d]) {
      spent += cost(base + node * ground_.strides[d], wish.sign, wish);
      path_.push_back({node, 1});
    }
    if (spent >= limit) break;
    const Node parent = tree.parent(node);
    if (parent == no_node) {
      keep(d, spent);
      break;
    }
    for (const Node brother : tree.children(parent)) {
      if (brother == node) continue;
      const std::int64_t total =
          spent + cost(base + brother * ground_.strides[d], -wish.sign, wish);
      const bool worse = kept_[d].size() >= most_strands_ && total >= kept_[d].back().cost;
      if (total >= limit || worse) continue;
      path_.push_back({brother, -1});
      descend(d, brother, -1, total, wish, limit);
      path_.pop_back();
    }
  }
  path_.resize(before);
}

void Finder::collect_strands(std::size_t d, const Wish& wish, std::int64_t limit) {
  kept_[d].clear();
  path_.assign(1, {home_[d], 1});
  descend(d, home_[d], 1, 0, wish, limit);
}

void Finder::multiply(std::size_t d, std::int64_t spent, const Wish& wish, Found& best) {
  if (d == home_.size()) {
    best.cost = spent;
    best.cells = product_[d];
    return;
  }
  const std::vector<Signed>& before = product_[d];
  for (const Strand& strand : kept_[d]) {
    if (spent + strand.cost + rest_[d + 1] >= best.cost) break;
    std::int64_t total = spent;
    std::vector<Signed>& after = product_[d + 1];
    after.assign(before.begin(), before.end());
    for (std::size_t n = 1; n < strand.nodes.size() && total < best.cost; ++n) {
      const CellId offset = (strand.nodes[n].id - home_[d]) * ground_.strides[d];
      for (const Signed& cell : before) {
        const Signed next{cell.id + offset, cell.sign * strand.nodes[n].sign};
        total += cost(next.id, next.sign, wish);
        if (total + rest_[d + 1] >= best.cost) break;
        after.push_back(next);
      }
    }
    if (total + rest_[d + 1] < best.cost) multiply(d + 1, total, wish, best);
  }
}

std::optional<Found> Finder::find(const Wish& wish, std::int64_t limit) {
  const std::size_t dimensions = home_.size();
  for (std::size_t d = 0; d < dimensions; ++d)
    home_[d] =
        static_cast<Node>(wish.cell / ground_.strides[d] % ground_.table->dimensions[d].size());
  if (wish.sign < 0 && ground_.room[wish.cell] < wish.amount) return std::nullopt;

  std::int64_t least = 0;
  for (std::size_t d = 0; d < dimensions; ++d) {
    collect_strands(d, wish, limit - least);
    if (kept_[d].empty()) return std::nullopt;
    least += kept_[d].front().cost;
  }
  rest_[dimensions] = 0;
  for (std::size_t d = dimensions; d-- > 0;) rest_[d] = rest_[d + 1] + kept_[d].front().cost;

  Found best{limit, {}};
  product_[0].assign(1, {wish.cell, wish.sign});
  multiply(0, 0, wish, best);
  if (best.cost > 0 && dimensions > 1) walks(wish, best);
  if (best.cells.empty()) return std::nullopt;
  return best;
}

}  // namespace hdis::suppression
