#include "engine.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace hdis::suppression {

void Engine::undo() {
  for (std::size_t i = changed_.size(); i-- > 0;) {
    Grant& grant = grants_[changed_[i].grant];
    if (grant.move != none) --held_[grant.move].used;
    grant.move = changed_[i].move;
    grant.sign = changed_[i].sign;
    if (grant.move != none) ++held_[grant.move].used;
  }
  for (std::size_t i = flipped_.size(); i-- > 0;) {
    const auto [cell, was_hidden] = flipped_[i];
    hidden_[cell] = was_hidden ? 0 : 2;
    ground_.cost[cell] = was_hidden ? price_[cell] : 0;
  }
  changed_.clear();
  flipped_.clear();
}

// Keeps a move but for one cell: adds a second move that changes that cell back. Grants the wish for less than `limit`.
bool Engine::go_round(std::uint32_t grant, std::uint32_t old_move, std::int64_t sign, CellId around,
                      std::int64_t limit, std::int64_t& spent) {
  std::map<CellId, std::int64_t> changes;
  for (std::size_t i = 0; i < held_[old_move].move.cells.size(); ++i)
    changes[held_[old_move].move.cells[i]] = sign * held_[old_move].move.changes[i];
  const std::int64_t back = -changes[around];
  const Wish wish{around, back > 0 ? 1 : -1, back > 0 ? back : -back};
  // The cell itself ends as it was, so that it may be lower meanwhile.
  const std::int64_t room = std::exchange(ground_.room[around], impossible);
  const auto found = finder_->find(wish, limit);
  ground_.room[around] = room;
  if (!found) return false;
  for (const Signed& cell : found->cells) changes[cell.id] += cell.sign * wish.amount;

  std::int64_t cost = 0;
  Move move;
  for (const auto& [cell, change] : changes) {
    if (change == 0) continue;
    if (ground_.room[cell] + change < 0) return false;
    cost += ground_.cost[cell];
    if (cost >= limit) return false;
    move.cells.push_back(cell);
    move.changes.push_back(change);
  }
  const Wish& wanted = grants_[grant].wish;
  if (changes[wanted.cell] * wanted.sign < wanted.amount) return false;
  spent += cost;
  for (const CellId cell : move.cells) hide(cell);
  give(hold(std::move(move)), true);
  return grants_[grant].move != none;
}

// Publishes `cells` and protects again what they protected; keeps the result if it costs less (or no more), else undoes it.
bool Engine::replace(const std::vector<CellId>& cells, bool also_equal) {
  changed_.clear();
  flipped_.clear();
  std::int64_t budget = also_equal ? 1 : 0;
  std::vector<Open> open;
  // Before any grant is withdrawn: what is withdrawn now may come back.
  for (const CellId cell : cells)
    std::erase_if(users_[cell], [&](std::uint32_t move) { return held_[move].used == 0; });
  for (const CellId cell : cells) {
    budget += price_[cell];
    publish(cell);
    for (const std::uint32_t move : users_[cell])
      for (const std::uint32_t grant : held_[move].grants)
        if (grants_[grant].move == move) {
          open.push_back({grant, move, grants_[grant].sign, cell});
          assign(grant, none, 1);
        }
  }
  std::shuffle(open.begin(), open.end(), random_);
  std::int64_t spent = 0;
  for (const Open& lost : open) {
    if (grants_[lost.grant].move != none) continue;
    const bool granted =
        satisfy(lost.grant, budget - spent, spent) ||
        go_round(lost.grant, lost.move, lost.sign, lost.cell, budget - spent, spent);
    if (!granted || spent >= budget) {
      undo();
      return false;
    }
  }
  return true;
}

bool Engine::thin_out() {
  std::vector<CellId> cells = secondary();
  std::stable_sort(cells.begin(), cells.end(),
                   [&](CellId a, CellId b) { return price_[a] > price_[b]; });
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i % 256 == 0 &&
        !go_on(0.4 + 0.2 * static_cast<double>(i) / static_cast<double>(cells.size())))
      return false;
    if (hidden_[cells[i]] == 2) replace({cells[i]}, false);
  }
  return true;
}

// `start` and secondary cells that share moves with it, in the order in which they are met.
std::vector<CellId> Engine::neighbourhood(CellId start, std::size_t size) {
  std::vector<CellId> cells = {start};
  for (std::size_t i = 0; i < cells.size() && cells.size() < size; ++i) {
    for (const std::uint32_t move : users_[cells[i]]) {
      if (held_[move].used == 0) continue;
      for (const CellId cell : held_[move].move.cells)
        if (hidden_[cell] == 2 && cells.size() < size &&
            std::find(cells.begin(), cells.end(), cell) == cells.end())
          cells.push_back(cell);
    }
  }
  return cells;
}

bool Engine::improve() {
  std::vector<CellId> cells = secondary();
  const std::uint64_t rounds = std::uint64_t{options_.improve} * cells.size() / 100;
  for (std::uint64_t i = 0; i < rounds && !cells.empty(); ++i) {
    if (i % 256 == 0 && !go_on(0.6 + 0.4 * static_cast<double>(i) / static_cast<double>(rounds)))
      return false;
    const std::size_t at = random_() % cells.size();
    if (hidden_[cells[at]] != 2) {
      cells[at] = cells.back();
      cells.pop_back();
      continue;
    }
    const std::size_t size = 1 + random_() % 6;
    if (!replace(neighbourhood(cells[at], size), true)) continue;
    for (const auto& [cell, was_hidden] : flipped_)
      if (was_hidden && hidden_[cell] == 2) cells.push_back(cell);
  }
  return true;
}

}  // namespace hdis::suppression
