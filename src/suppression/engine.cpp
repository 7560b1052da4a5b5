#include "engine.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace hdis::suppression {

Engine::Engine(const Table& table, const Options& options, std::uint64_t start)
    : table_(table),
      options_(options),
      ground_{&table, table.strides(), {}, {}},
      floor_(floors(table, options.attacker)),
      hidden_(table.values.size()),
      first_grant_(table.values.size(), none),
      users_(table.values.size()),
      stubborn_(table.values.size(), none),
      change_(table.values.size(), 0),
      random_(options.seed + start),
      in_any_order_(start != 0) {
  const std::size_t cells = table.values.size();
  // The price of a cell is its weight, plus something for being a cell: both the number and the sum of hidden cells count.
  constexpr std::int64_t primaries_for_a_cell = 3;
  std::int64_t sum = 0;
  std::int64_t number = 0;
  for (CellId cell = 0; cell < cells; ++cell)
    if (table.status[cell] == Status::primary) sum += table.weights[cell], ++number;
  const std::int64_t each =
      number == 0 ? 1 : std::max<std::int64_t>(1, primaries_for_a_cell * sum / number);
  price_.resize(cells);
  ground_.room.resize(cells);
  for (CellId cell = 0; cell < cells; ++cell) {
    const bool never = table.values[cell] == 0;
    price_[cell] = never ? impossible : table.weights[cell] + each;
    ground_.room[cell] = table.values[cell] - floor_[cell];
  }
  ground_.cost = price_;
  for (CellId cell = 0; cell < cells; ++cell) {
    if (table.status[cell] != Status::primary) continue;
    hidden_[cell] = 1;
    ground_.cost[cell] = 0;
    first_grant_[cell] = static_cast<std::uint32_t>(grants_.size());
    wish_for(cell, Direction::up);
    wish_for(cell, Direction::down);
  }
  finder_.emplace(ground_);
}

void Engine::wish_for(CellId cell, Direction direction) {
  const std::int64_t amount = direction == Direction::up
                                  ? table_.upper[cell]
                                  : std::min(table_.lower[cell], ground_.room[cell]);
  grants_.push_back({{cell, direction == Direction::up ? 1 : -1, amount}, direction, none, 1});
}

bool Engine::fits(const Held& held, std::int64_t sign) const {
  for (std::size_t i = 0; i < held.move.cells.size(); ++i)
    if (ground_.room[held.move.cells[i]] + sign * held.move.changes[i] < 0) return false;
  return true;
}

std::uint32_t Engine::hold(Move move) {
  const auto id = static_cast<std::uint32_t>(held_.size());
  Held held;
  held.move = std::move(move);
  held.reversible = fits(held, -1);
  for (const CellId cell : held.move.cells)
    if (hidden_[cell] != 1) users_[cell].push_back(id);
  held_.push_back(std::move(held));
  return id;
}

void Engine::assign(std::uint32_t grant, std::uint32_t move, std::int8_t sign) {
  Grant& g = grants_[grant];
  changed_.push_back({grant, g.move, g.sign});
  if (g.move != none) --held_[g.move].used;
  g.move = move;
  g.sign = sign;
  if (move == none) return;
  ++held_[move].used;
  held_[move].grants.push_back(grant);
}

// Lets a move grant every wish still open that it can.
void Engine::give(std::uint32_t move) {
  for (std::size_t i = 0; i < held_[move].move.cells.size(); ++i) {
    const CellId cell = held_[move].move.cells[i];
    if (first_grant_[cell] == none) continue;
    for (std::uint32_t g = first_grant_[cell]; g < first_grant_[cell] + 2; ++g) {
      const Grant& grant = grants_[g];
      if (grant.wish.amount == 0 || grant.move != none) continue;
      const std::int64_t change = held_[move].move.changes[i] * grant.wish.sign;
      if (change >= grant.wish.amount) {
        assign(g, move, 1);
      } else if (-change >= grant.wish.amount && held_[move].reversible) {
        assign(g, move, -1);
      }
    }
  }
}

void Engine::hide(CellId cell) {
  if (hidden_[cell] != 0) return;
  hidden_[cell] = 2;
  ground_.cost[cell] = 0;
  flipped_.emplace_back(cell, true);
}

void Engine::publish(CellId cell) {
  hidden_[cell] = 0;
  ground_.cost[cell] = price_[cell];
  flipped_.emplace_back(cell, false);
}

// The move that always exists: take from (or add to) leaves below the cell, and change all their totals alike.
Move Engine::fallback(const Wish& wish) const {
  std::map<CellId, std::int64_t> changes;
  std::int64_t left = wish.amount;
  std::vector<std::vector<Node>> below(ground_.strides.size());
  for (std::size_t d = 0; d < below.size(); ++d) {
    const Hierarchy& tree = table_.dimensions[d];
    below[d].push_back(static_cast<Node>(wish.cell / ground_.strides[d] % tree.size()));
    for (std::size_t i = 0; i < below[d].size(); ++i)
      for (const Node child : tree.children(below[d][i])) below[d].push_back(child);
    std::erase_if(below[d], [&](Node node) { return !tree.is_leaf(node); });
  }
  std::vector<std::size_t> at(below.size(), 0);
  while (left > 0) {
    std::vector<CellId> cells = {0};
    CellId leaf = 0;
    for (std::size_t d = 0; d < below.size(); ++d) leaf += below[d][at[d]] * ground_.strides[d];
    const std::int64_t amount =
        wish.sign > 0 ? (table_.values[leaf] > 0 ? left : 0) : std::min(left, ground_.room[leaf]);
    if (amount > 0) {
      for (std::size_t d = 0; d < below.size(); ++d) {
        std::vector<CellId> next;
        for (Node node = below[d][at[d]]; node != no_node; node = table_.dimensions[d].parent(node))
          for (const CellId cell : cells) next.push_back(cell + node * ground_.strides[d]);
        cells = std::move(next);
      }
      for (const CellId cell : cells) changes[cell] += wish.sign * amount;
      left -= amount;
    }
    std::size_t d = 0;
    while (d < at.size() && ++at[d] == below[d].size()) at[d++] = 0;
    if (d == at.size()) break;
  }
  Move move;
  for (const auto& [cell, change] : changes) {
    move.cells.push_back(cell);
    move.changes.push_back(change);
  }
  return move;
}

// Holds a move, hiding what it changes, for a grant and for whom else it helps. Whether the grant has it.
bool Engine::adopt(std::uint32_t grant, Move move) {
  for (const CellId cell : move.cells) hide(cell);
  give(hold(std::move(move)));
  return grants_[grant].move != none;
}

// Grants one wish for less than `limit`, hiding what that takes.
bool Engine::satisfy(std::uint32_t grant, std::int64_t limit, std::int64_t& spent) {
  const Wish wish = grants_[grant].wish;
  const auto found = finder_->find(wish, limit);
  if (!found) return limit == impossible && adopt(grant, fallback(wish));
  spent += found->cost;
  return adopt(grant, move_of(*found, wish.amount));
}

bool Engine::build() {
  std::vector<std::uint32_t> order(grants_.size());
  std::iota(order.begin(), order.end(), 0U);
  if (in_any_order_) std::shuffle(order.begin(), order.end(), random_);
  std::int64_t spent = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i % 4096 == 0 && !go_on(0.4 * static_cast<double>(i) / static_cast<double>(order.size())))
      return false;
    const Grant& grant = grants_[order[i]];
    if (grant.wish.amount == 0 || grant.move != none) continue;
    settle();
    satisfy(order[i], impossible, spent);
    thin(newly_hidden());
  }
  return true;
}

std::vector<CellId> Engine::secondary() const {
  std::vector<CellId> cells;
  for (CellId cell = 0; cell < hidden_.size(); ++cell)
    if (hidden_[cell] == 2) cells.push_back(cell);
  return cells;
}

std::int64_t Engine::cost() const {
  std::int64_t sum = 0;
  for (CellId cell = 0; cell < hidden_.size(); ++cell)
    if (hidden_[cell] == 2) sum += price_[cell];
  return sum;
}

Protection Engine::take() const {
  Protection out;
  out.hidden.resize(hidden_.size());
  for (CellId cell = 0; cell < hidden_.size(); ++cell) out.hidden[cell] = hidden_[cell] != 0;
  std::vector<std::uint32_t> number(held_.size(), none);
  for (const Grant& grant : grants_) {
    if (grant.move == none) continue;
    if (number[grant.move] == none) {
      number[grant.move] = static_cast<std::uint32_t>(out.moves.size());
      out.moves.push_back(held_[grant.move].move);
    }
    out.claims.push_back({grant.wish.cell, grant.direction, number[grant.move], grant.sign});
  }
  return out;
}

}  // namespace hdis::suppression
