#include "engine.hpp"

#include <algorithm>

namespace hdis::suppression {

void Engine::undo(Mark to) {
  for (; changed_.size() > to.changed; changed_.pop_back()) {
    const Changed& last = changed_.back();
    Grant& grant = grants_[last.grant];
    if (grant.move != none) --held_[grant.move].used;
    grant.move = last.move;
    grant.sign = last.sign;
    if (grant.move != none) ++held_[grant.move].used;
  }
  for (; flipped_.size() > to.flipped; flipped_.pop_back()) {
    const auto [cell, was_hidden] = flipped_.back();
    hidden_[cell] = was_hidden ? 0 : 2;
    ground_.cost[cell] = was_hidden ? price_[cell] : 0;
  }
}

// Publishes `cells` and protects again, for less than `limit`, what they protected; what that cost, or nothing done.
std::optional<std::int64_t> Engine::remove(const std::vector<CellId>& cells, std::int64_t limit) {
  const Mark before = mark();
  // Only while nothing can be undone: what is withdrawn may come back.
  if (before.changed == 0)
    for (const CellId cell : cells) tidy(cell);
  std::vector<Open> open;
  for (const CellId cell : cells) {
    publish(cell);
    for (const std::uint32_t move : users_[cell])
      for (const std::uint32_t grant : held_[move].grants)
        if (grants_[grant].move == move) {
          open.push_back({grant, move, grants_[grant].sign, cell});
          assign(grant, none, 1);
        }
  }
  std::shuffle(open.begin(), open.end(), random_);
  const auto last = std::find_if(open.begin(), open.end(), [&](const Open& lost) {
    return lost.grant == stubborn_[lost.cell];
  });
  if (last != open.end()) std::iter_swap(open.begin(), last);
  std::int64_t spent = 0;
  for (const Open& lost : open) {
    if (grants_[lost.grant].move != none) continue;
    const bool granted =
        satisfy(lost.grant, limit - spent, spent) || go_round(lost, limit - spent, spent);
    if (!granted || spent >= limit) {
      stubborn_[lost.cell] = lost.grant;
      undo(before);
      return std::nullopt;
    }
  }
  return spent;
}

// Publishes, dear cells first, those for which there is something cheaper.
void Engine::thin(std::vector<CellId> cells) {
  std::stable_sort(cells.begin(), cells.end(),
                   [&](CellId a, CellId b) { return price_[a] > price_[b]; });
  for (const CellId cell : cells) {
    settle();
    if (hidden_[cell] == 2) remove({cell}, price_[cell]);
  }
}

bool Engine::thin_out() {
  constexpr std::size_t at_a_time = 256;
  std::vector<CellId> cells = secondary();
  std::stable_sort(cells.begin(), cells.end(),
                   [&](CellId a, CellId b) { return price_[a] > price_[b]; });
  for (std::size_t i = 0; i < cells.size(); i += at_a_time) {
    if (!go_on(0.4 + 0.2 * static_cast<double>(i) / static_cast<double>(cells.size())))
      return false;
    thin({cells.begin() + static_cast<std::ptrdiff_t>(i),
          cells.begin() + static_cast<std::ptrdiff_t>(std::min(cells.size(), i + at_a_time))});
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

// The secondary cells that were hidden since `settle`.
std::vector<CellId> Engine::newly_hidden() const {
  std::vector<CellId> cells;
  for (const auto& [cell, was_hidden] : flipped_)
    if (was_hidden && hidden_[cell] == 2) cells.push_back(cell);
  return cells;
}

// One round: publishes a few cells that belong together, protects again for rather more than that was worth, publishes near by what
// that made superfluous, and keeps it all if it is no dearer.
bool Engine::rebuild(CellId start) {
  constexpr std::size_t most_near = 8;
  settle();
  const std::vector<CellId> gone = neighbourhood(start, 1 + random_() % 4);
  std::int64_t worth = 0;
  for (const CellId cell : gone) worth += price_[cell];
  const auto limit = worth + 1 + static_cast<std::int64_t>(random_() % 1024) * worth / 512;
  const auto spent = remove(gone, limit);
  if (!spent) return false;

  std::vector<CellId> near;
  for (const CellId cell : newly_hidden())
    for (const CellId other : neighbourhood(cell, most_near)) near.push_back(other);
  std::sort(near.begin(), near.end(), [&](CellId a, CellId b) {
    return price_[a] != price_[b] ? price_[a] > price_[b] : a < b;
  });
  near.erase(std::unique(near.begin(), near.end()), near.end());
  std::int64_t balance = *spent - worth;
  for (const CellId cell : near)
    if (hidden_[cell] == 2 && remove({cell}, 1)) balance -= price_[cell];
  if (balance > 0) undo({0, 0});
  return balance <= 0;
}

bool Engine::improve(std::uint64_t rounds_for_a_hundred) {
  std::vector<CellId> cells = secondary();
  const std::uint64_t rounds = rounds_for_a_hundred * cells.size() / 100;
  for (std::uint64_t i = 0; i < rounds && !cells.empty(); ++i) {
    if (i % 256 == 0 && !go_on(0.6 + 0.4 * static_cast<double>(i) / static_cast<double>(rounds)))
      return false;
    const std::size_t at = random_() % cells.size();
    if (hidden_[cells[at]] != 2) {
      cells[at] = cells.back();
      cells.pop_back();
    } else if (rebuild(cells[at])) {
      const std::vector<CellId> more = newly_hidden();
      cells.insert(cells.end(), more.begin(), more.end());
    }
  }
  return true;
}

}  // namespace hdis::suppression
