// Closed walks in two dimensions: rows are brothers in one dimension, and each row is walked along the tree of the other. Every walk
// that comes back is a move: a row's cells keep the row's sums, and at each leaf column the rows' changes cancel, and so they do at
// every column above.
#include "finder.hpp"

#include <algorithm>
#include <functional>

namespace hdis::suppression {

// Vertices: (row, inner column node) for the sums of a row; (column) for the sum over the rows at a leaf column, or at the root.
void Finder::walk(std::size_t d_row, std::size_t d_column, const std::vector<Signed>& fibre,
                  const Wish& wish, Found& best) {
  const Hierarchy& rows_tree = ground_.table->dimensions[d_row];
  const Hierarchy& columns = ground_.table->dimensions[d_column];
  const Node home_row = home_[d_row];
  const bool at_root = rows_tree.parent(home_row) == no_node;
  if (!at_root && !rows_tree.is_leaf(home_row)) return;
  const Node family = at_root ? home_row : rows_tree.parent(home_row);
  const bool flat = rows_tree.parent(family) == no_node;
  if (at_root && rows_tree.is_leaf(home_row)) return;

  std::vector<Node> rows;
  for (const Node child : rows_tree.children(family))
    if (rows_tree.is_leaf(child)) rows.push_back(child);
  if (flat) rows.push_back(family);
  if (at_root && rows.size() == 1) return;

  const auto width = static_cast<std::uint32_t>(columns.size());
  const auto count = static_cast<std::uint32_t>(rows.size());
  const std::size_t vertices = std::size_t{width} * (count + 1);
  if (seen_.size() < vertices) {
    seen_.resize(vertices);
    distance_.resize(vertices);
    came_from_.resize(vertices);
  }
  ++stamp_;
  const auto column_vertex = [&](Node column) { return count * width + column; };
  const CellId corner =
      wish.cell - home_row * ground_.strides[d_row] - home_[d_column] * ground_.strides[d_column];
  const auto cell_at = [&](Node row, Node column) {
    return corner + row * ground_.strides[d_row] + column * ground_.strides[d_column];
  };

  const auto home_index =
      static_cast<std::uint32_t>(std::find(rows.begin(), rows.end(), home_row) - rows.begin());
  // A step away from the leaves adds, a step towards them takes; the other way round in the row of totals.
  const auto row_sign = [&](std::uint32_t row) { return rows[row] == family ? -1 : 1; };
  const std::int32_t orientation = wish.sign * row_sign(home_index);

  std::int64_t fibre_cost = 0;
  for (std::size_t i = 1; i < fibre.size(); ++i)
    fibre_cost += cost(wish.cell + fibre[i].id, wish.sign * fibre[i].sign, wish);
  if (fibre_cost >= best.cost) return;

  // The end below the cell, and the end above it.
  const auto below = [&](std::uint32_t row, Node column) {
    return columns.is_leaf(column) ? column_vertex(column) : row * width + column;
  };
  const auto above = [&](std::uint32_t row, Node column) {
    return columns.parent(column) == no_node ? column_vertex(column)
                                             : row * width + columns.parent(column);
  };
  const std::uint32_t source = above(home_index, home_[d_column]);
  const std::uint32_t target = below(home_index, home_[d_column]);
  if (source == target) return;

  const auto later = std::greater<std::pair<std::int64_t, std::uint32_t>>();
  heap_.clear();
  seen_[source] = stamp_;
  distance_[source] = fibre_cost;
  heap_.emplace_back(fibre_cost, source);

  const auto step = [&](std::uint32_t from, std::uint32_t row, Node column, std::uint32_t to,
                        std::int32_t up) {
    if (row == home_index && column == home_[d_column]) return;
    const CellId cell = cell_at(rows[row], column);
    const std::int32_t sign = up * row_sign(row) * orientation;
    std::int64_t total = distance_[from];
    for (const Signed& other : fibre) {
      total += cost(cell + other.id, sign * other.sign, wish);
      if (total >= best.cost) return;
    }
    if (seen_[to] == stamp_ && distance_[to] <= total) return;
    seen_[to] = stamp_;
    distance_[to] = total;
    came_from_[to] = {from, {cell, sign}};
    heap_.emplace_back(total, to);
    std::push_heap(heap_.begin(), heap_.end(), later);
  };

  bool arrived = false;
  while (!heap_.empty()) {
    const auto [spent, vertex] = heap_.front();
    std::pop_heap(heap_.begin(), heap_.end(), later);
    heap_.pop_back();
    if (spent != distance_[vertex]) continue;
    if (vertex == target) {
      arrived = true;
      break;
    }
    const std::uint32_t row = vertex / width;
    const Node column = vertex % width;
    if (row == count) {  // a column: into any row
      const bool leaf = columns.is_leaf(column);
      for (std::uint32_t r = 0; r < count; ++r)
        step(vertex, r, column, leaf ? above(r, column) : r * width + column, leaf ? 1 : -1);
      continue;
    }
    for (const Node child : columns.children(column))
      step(vertex, row, child, below(row, child), -1);
    step(vertex, row, column, above(row, column), 1);
  }
  if (!arrived) return;

  best.cost = distance_[target];
  best.cells.clear();
  const auto add = [&](CellId cell, std::int32_t sign) {
    for (const Signed& other : fibre) best.cells.push_back({cell + other.id, sign * other.sign});
  };
  add(wish.cell, wish.sign);
  for (std::uint32_t vertex = target; vertex != source; vertex = came_from_[vertex].first)
    add(came_from_[vertex].second.id, came_from_[vertex].second.sign);
}

void Finder::walks(const Wish& wish, Found& best) {
  const std::size_t dimensions = home_.size();
  constexpr std::size_t most_fibres = 3;
  for (std::size_t row = 0; row < dimensions; ++row) {
    for (std::size_t column = 0; column < dimensions; ++column) {
      if (row == column) continue;
      // Every product of the few cheapest strands of the other dimensions, as offsets from the walk's cells.
      std::vector<std::vector<Signed>> fibres = {{{0, 1}}};
      for (std::size_t d = 0; d < dimensions; ++d) {
        if (d == row || d == column) continue;
        std::vector<std::vector<Signed>> longer;
        for (const auto& fibre : fibres) {
          for (std::size_t s = 0; s < std::min(most_fibres, kept_[d].size()); ++s) {
            std::vector<Signed> product;
            for (const Signed& node : kept_[d][s].nodes)
              for (const Signed& cell : fibre)
                product.push_back(
                    {cell.id + (node.id - home_[d]) * ground_.strides[d], cell.sign * node.sign});
            longer.push_back(std::move(product));
          }
        }
        fibres = std::move(longer);
      }
      for (const auto& fibre : fibres) walk(row, column, fibre, wish, best);
      if (best.cost == 0) return;
    }
  }
}

}  // namespace hdis::suppression
