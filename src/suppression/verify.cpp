// The proof is trusted, not the engine: nothing here is shared with it but the types.
#include "hdis/suppression/protect.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace hdis::suppression {
namespace {

tl::unexpected<Error> refuse(std::string message) {
  return fail(ErrorCode::withheld, "suppression.proof", std::move(message),
              "Nothing is published. Please report this.");
}

// What a move adds to each equation, as (equation, amount): the equation of a cell with its children in one dimension has the
// number cell × dimensions + dimension.
using Entries = std::vector<std::pair<std::uint64_t, std::int64_t>>;

void add_entries(const Table& table, CellId cell, std::int64_t change, Entries& entries) {
  const std::uint64_t dimensions = table.dimensions.size();
  std::uint64_t stride = 1;
  for (std::uint64_t d = dimensions; d-- > 0;) {
    const Hierarchy& hierarchy = table.dimensions[d];
    const auto node = static_cast<Node>(cell / stride % hierarchy.size());
    if (!hierarchy.is_leaf(node)) entries.emplace_back(cell * dimensions + d, -change);
    if (const Node parent = hierarchy.parent(node); parent != no_node) {
      const std::uint64_t total = cell - node * stride + parent * stride;
      entries.emplace_back(total * dimensions + d, change);
    }
    stride *= hierarchy.size();
  }
}

bool balanced(Entries& entries) {
  std::sort(entries.begin(), entries.end());
  for (std::size_t i = 0; i < entries.size();) {
    std::int64_t sum = 0;
    const std::uint64_t equation = entries[i].first;
    for (; i < entries.size() && entries[i].first == equation; ++i) sum += entries[i].second;
    if (sum != 0) return false;
  }
  return true;
}

hdis::Status check_move(const Table& table, const Protection& protection, const Move& move,
                        Entries& entries) {
  if (move.cells.size() != move.changes.size()) return refuse("A move is malformed.");
  entries.clear();
  for (std::size_t i = 0; i < move.cells.size(); ++i) {
    const CellId cell = move.cells[i];
    const std::int64_t change = move.changes[i];
    if (cell >= table.values.size() || !protection.hidden[cell])
      return refuse("A move changes a published cell.");
    if (change > largest_value || change < -largest_value) return refuse("A move is out of range.");
    add_entries(table, cell, change, entries);
  }
  if (!balanced(entries)) return refuse("A move does not keep a total.");
  std::vector<CellId> cells = move.cells;
  std::sort(cells.begin(), cells.end());
  if (std::adjacent_find(cells.begin(), cells.end()) != cells.end())
    return refuse("A move names a cell twice.");
  return {};
}

bool claim_holds(const Table& table, std::int64_t least, std::int64_t floor, const Claim& claim,
                 const Move& move) {
  const std::int64_t wanted =
      claim.direction == Direction::up
          ? table.upper[claim.cell]
          : std::min(table.lower[claim.cell], table.values[claim.cell] - floor);
  std::int64_t gone = 0;
  for (std::size_t i = 0; i < move.cells.size(); ++i) {
    const std::int64_t change = move.changes[i] * claim.sign;
    if (table.values[move.cells[i]] + change < least) return false;
    if (move.cells[i] == claim.cell) gone = claim.direction == Direction::up ? change : -change;
  }
  return gone >= wanted;
}

// One for each leaf below a cell that is not 0: the strict attacker takes no hidden value to be smaller.
std::vector<std::int64_t> natural_floors(const Table& table, Attacker attacker) {
  std::vector<std::int64_t> floors(table.values.size(), 0);
  if (attacker == Attacker::nonnegative) return floors;
  for (std::uint64_t leaf = 0; leaf < table.values.size(); ++leaf) {
    if (table.values[leaf] == 0) continue;
    std::vector<std::uint64_t> above = {leaf};
    std::uint64_t stride = 1;
    for (std::size_t d = table.dimensions.size(); d-- > 0 && !above.empty();) {
      const Hierarchy& hierarchy = table.dimensions[d];
      const auto own = static_cast<Node>(leaf / stride % hierarchy.size());
      if (!hierarchy.is_leaf(own)) above.clear();
      const std::size_t before = above.size();
      for (Node node = hierarchy.parent(own); before > 0 && node != no_node;
           node = hierarchy.parent(node))
        for (std::size_t i = 0; i < before; ++i)
          above.push_back(above[i] - own * stride + node * stride);
      stride *= hierarchy.size();
    }
    for (const std::uint64_t cell : above) ++floors[cell];
  }
  return floors;
}

}  // namespace

hdis::Status verify(const Table& table, Attacker attacker, const Protection& protection) {
  if (protection.hidden.size() != table.values.size())
    return refuse("The pattern is not of this table.");
  Entries entries;
  for (const Move& move : protection.moves)
    HDIS_CHECK(check_move(table, protection, move, entries));

  const std::int64_t least = attacker == Attacker::strict ? 1 : 0;
  const std::vector<std::int64_t> floors = natural_floors(table, attacker);
  std::vector<bool> proved_down(table.values.size());
  std::vector<bool> proved_up(table.values.size());
  for (const Claim& claim : protection.claims) {
    if (claim.cell >= table.values.size() || claim.move >= protection.moves.size() ||
        (claim.sign != 1 && claim.sign != -1))
      return refuse("A claim is malformed.");
    if (!claim_holds(table, least, floors[claim.cell], claim, protection.moves[claim.move]))
      return refuse("A claim does not hold.");
    (claim.direction == Direction::up ? proved_up : proved_down)[claim.cell] = true;
  }

  for (CellId cell = 0; cell < table.values.size(); ++cell) {
    if (table.status[cell] == Status::zero && protection.hidden[cell])
      return refuse("A zero is hidden.");
    if (table.status[cell] != Status::primary) continue;
    if (!protection.hidden[cell]) return refuse("A primary cell is published.");
    const bool down_needed = std::min(table.lower[cell], table.values[cell] - floors[cell]) > 0;
    if (down_needed && !proved_down[cell]) return refuse("A primary cell is not proved downwards.");
    if (table.upper[cell] > 0 && !proved_up[cell])
      return refuse("A primary cell is not proved upwards.");
  }
  return {};
}

}  // namespace hdis::suppression
