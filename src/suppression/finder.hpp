#pragma once

#include "hdis/suppression/protect.hpp"

#include <array>
#include <optional>
#include <utility>
#include <vector>

namespace hdis::suppression {

/// A cost that nothing reaches: of cells that cannot be hidden.
inline constexpr std::int64_t impossible = std::int64_t{1} << 60;

/// What the search for moves reads: the table, what hiding each cell would cost now (0 if it is hidden), and by how much each may
/// fall before the attacker would see it.
struct Ground {
  const Table* table = nullptr;
  std::vector<CellId> strides;
  std::vector<std::int64_t> cost;
  std::vector<std::int64_t> room;
};

/// A cell and whether the move adds to it (+1) or takes from it (-1).
struct Signed {
  std::uint32_t id = 0;
  std::int32_t sign = 1;
};

/// In one dimension: nodes whose change with these signs keeps every sum of the tree, and what the cells on the line of the wanted
/// cell cost.
struct Strand {
  std::int64_t cost = 0;
  std::vector<Signed> nodes;  ///< The first is the coordinate of the wanted cell.
};

/// What is wanted: a move that changes `cell` by `sign` × `amount`.
struct Wish {
  CellId cell = 0;
  std::int32_t sign = 1;
  std::int64_t amount = 1;
};

struct Found {
  std::int64_t cost = impossible;
  std::vector<Signed> cells;
};

/// The move that was found, with changes of `amount`.
[[nodiscard]] Move move_of(const Found& found, std::int64_t amount);

/// Finds cheap moves: products of tree differences, and closed walks in two dimensions.
class Finder {
 public:
  explicit Finder(const Ground& ground);

  /// The cheapest move found that costs less than `limit`.
  std::optional<Found> find(const Wish& wish, std::int64_t limit);

 private:
  [[nodiscard]] std::int64_t cost(CellId cell, std::int32_t sign, const Wish& wish) const {
    return sign < 0 && ground_.room[cell] < wish.amount ? impossible : ground_.cost[cell];
  }
  void collect_strands(std::size_t d, const Wish& wish, std::int64_t limit);
  void descend(std::size_t d, Node node, std::int32_t sign, std::int64_t spent, const Wish& wish,
               std::int64_t limit);
  void climb(std::size_t d, std::int64_t spent, const Wish& wish, std::int64_t limit);
  void keep(std::size_t d, std::int64_t spent);
  void multiply(std::size_t d, std::int64_t spent, const Wish& wish, Found& best);
  void walk(std::size_t d_row, std::size_t d_column, const std::vector<Signed>& fibre,
            const Wish& wish, Found& best);
  void walks(const Wish& wish, Found& best);

  const Ground& ground_;
  std::vector<Node> home_;                 // the wanted cell's coordinates
  std::vector<std::vector<Strand>> kept_;  // per dimension, cheapest first
  std::vector<std::int64_t> rest_;         // the least that dimensions from d on will add
  std::vector<Signed> path_;               // the strand being built
  std::size_t below_ = 0;                  // how many of path_ are at or below home
  std::size_t most_strands_ = 0;
  std::vector<std::vector<Signed>> product_;
  // walks
  std::vector<std::int64_t> distance_;
  std::vector<std::uint32_t> seen_;
  std::vector<std::pair<std::uint32_t, Signed>> came_from_;
  std::uint32_t stamp_ = 0;
  std::vector<std::pair<std::int64_t, std::uint32_t>> heap_;
};

}  // namespace hdis::suppression
