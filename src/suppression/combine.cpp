// New moves out of moves that are there: two that change the same cell, so added that the cell stays as it is.
#include "engine.hpp"

#include <algorithm>
#include <numeric>

namespace hdis::suppression {

void Engine::load(const Move& move, std::int64_t factor) {
  for (std::size_t i = 0; i < move.cells.size(); ++i)
    change_[move.cells[i]] = factor * move.changes[i];
}

void Engine::unload(const Move& move) {
  for (const CellId cell : move.cells) change_[cell] = 0;
}

// What comes out if `second` is added to the loaded move so that `around` does not change; none if it costs `limit` or more, takes
// more from a cell than there is, or does not grant `wanted`.
std::optional<Engine::Mix> Engine::mix(const Move& first, const Move& second, CellId around,
                                       const Wish& wanted, std::int64_t limit) const {
  constexpr std::int64_t largest_factor = 4;
  const auto possible = [&](CellId cell, std::int64_t change) {
    return ground_.room[cell] + change >= 0 && change <= largest_value;
  };
  const auto place = std::find(second.cells.begin(), second.cells.end(), around);
  const std::int64_t at = second.changes[static_cast<std::size_t>(place - second.cells.begin())];
  const std::int64_t common = std::gcd(change_[around], at) * (at < 0 ? -1 : 1);
  Mix out{at / common, -change_[around] / common, 0, first.cells.size()};
  if (out.first > largest_factor || out.second > largest_factor || -out.second > largest_factor)
    return std::nullopt;

  std::int64_t gone = out.first * change_[wanted.cell];
  for (std::size_t i = 0; i < second.cells.size(); ++i) {
    const CellId cell = second.cells[i];
    const std::int64_t change = out.first * change_[cell] + out.second * second.changes[i];
    if (cell == wanted.cell) gone = change;
    if (change == 0) {
      --out.size;
      continue;
    }
    if (change_[cell] == 0) ++out.size;
    out.cost += ground_.cost[cell];
    if (!possible(cell, change) || out.cost >= limit) return std::nullopt;
  }
  if (gone * wanted.sign < wanted.amount) return std::nullopt;
  for (const CellId cell : first.cells)
    if (out.first > 1 && !possible(cell, out.first * change_[cell])) return std::nullopt;
  return out;
}

// The sum itself; nothing is loaded any more.
Move Engine::mixed(const Move& first, const Move& second, const Mix& how) {
  load(first, 0);
  Move out;
  const auto add = [&](const Move& move, std::int64_t factor) {
    for (std::size_t i = 0; i < move.cells.size(); ++i)
      change_[move.cells[i]] += factor * move.changes[i];
  };
  add(first, how.first);
  add(second, how.second);
  for (const Move* move : {&first, &second})
    for (const CellId cell : move->cells) {
      if (change_[cell] == 0) continue;
      out.cells.push_back(cell);
      out.changes.push_back(change_[cell]);
      change_[cell] = 0;
    }
  return out;
}

// Grants what was withdrawn, with the move that it lost and a second one that changes `lost.cell` back: one that is held, or failing
// that a new one.
bool Engine::go_round(const Open& lost, std::int64_t limit, std::int64_t& spent) {
  const Wish wanted = grants_[lost.grant].wish;
  Move first = held_[lost.move].move;
  for (std::int64_t& change : first.changes) change *= lost.sign;
  load(first, 1);
  const std::int64_t own = change_[lost.cell];

  std::optional<Mix> best;
  Move second;
  std::uint32_t with = none;
  for (const std::uint32_t other : users_[lost.cell]) {
    if (other == lost.move) continue;
    const auto found =
        mix(first, held_[other].move, lost.cell, wanted, best ? best->cost + 1 : limit);
    if (!found || (best && found->cost == best->cost && found->size >= best->size)) continue;
    best = found;
    with = other;
  }
  if (best) {
    second = held_[with].move;
  } else {
    // The cell itself ends as it was, so that it may be lower meanwhile.
    const std::int64_t room = std::exchange(ground_.room[lost.cell], impossible);
    const Wish back{lost.cell, own > 0 ? -1 : 1, own > 0 ? own : -own};
    if (const auto found = finder_->find(back, limit)) second = move_of(*found, back.amount);
    ground_.room[lost.cell] = room;
    if (!second.cells.empty()) best = mix(first, second, lost.cell, wanted, limit);
  }
  if (!best) {
    unload(first);
    return false;
  }
  spent += best->cost;
  return adopt(lost.grant, mixed(first, second, *best));
}

// Forgets what cannot be needed of the moves through a cell; keeps a few that nothing uses now.
void Engine::tidy(CellId cell) {
  constexpr std::size_t most_unused = 15;
  std::vector<std::uint32_t>& users = users_[cell];
  std::size_t unused = 0;
  const auto goes = [&](std::uint32_t id) {
    Held& held = held_[id];
    std::erase_if(held.grants, [&](std::uint32_t grant) { return grants_[grant].move != id; });
    std::sort(held.grants.begin(), held.grants.end());
    held.grants.erase(std::unique(held.grants.begin(), held.grants.end()), held.grants.end());
    if (held.used > 0) return false;
    return ++unused > most_unused || std::any_of(held.move.cells.begin(), held.move.cells.end(),
                                                 [&](CellId other) { return hidden_[other] == 0; });
  };
  std::reverse(users.begin(), users.end());  // the newest stay
  std::erase_if(users, goes);
  std::reverse(users.begin(), users.end());
}

}  // namespace hdis::suppression
