#include "secrets.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace hdis::disclosure {
namespace {

using audit::CellIndex;
using audit::Interval;
using audit::Number;
using audit::Secret;
using audit::Shifts;

constexpr std::int64_t no_limit = std::numeric_limits<std::int64_t>::max() / 8;

/// What lies between the smallest and the largest possible amount.
Interval reach(Interval truth, const Proofs& proofs) {
  Interval reached = truth;
  if (proofs.empty()) return reached;
  reached.lower += std::min<Number>(0, proofs.begin()->first);
  reached.upper += std::max<Number>(0, proofs.rbegin()->first);
  return reached;
}

bool fits(Interval truth, Number shift, Interval shown) {
  return truth.lower + shift >= shown.lower && truth.upper + shift <= shown.upper;
}

/// Takes out of `proofs` what does not hold if `cell` shows `shown`.
Proofs taken_out(Proofs& proofs, CellIndex cell, Interval truth, Interval shown) {
  Proofs out;
  for (auto at = proofs.begin(); at != proofs.end();) {
    const Shifts& shifts = *at->second;
    const auto found =
        std::lower_bound(shifts.begin(), shifts.end(), cell,
                         [](const auto& shift, CellIndex wanted) { return shift.first < wanted; });
    const bool holds =
        found == shifts.end() || found->first != cell || fits(truth, found->second, shown);
    if (!holds) out.insert(*at);
    at = holds ? std::next(at) : proofs.erase(at);
  }
  return out;
}

}  // namespace

bool enough(Secret secret, Interval truth, Number floor, const Proofs& proofs,
            const Policy& policy) {
  if (secret == Secret::none) return true;
  if (secret == Secret::amount) return !audit::exposed(secret, reach(truth, proofs), floor, policy);
  const Interval wanted = audit::sizes_wanted(floor, policy);
  const auto counts = [&](Number value) {
    return secret == Secret::withheld || (value >= wanted.lower && value <= wanted.upper);
  };
  std::uint64_t values = counts(truth.lower) ? 1 : 0;
  for (const auto& [shift, proof] : proofs) values += counts(truth.lower + shift) ? 1 : 0;
  return values >= policy.fewest_values;
}

Secrets::Secrets(LinkedSystem linked, const Policy& policy)
    : linked_(std::move(linked)),
      policy_(policy),
      shown_at_first_(linked_.landscape.system.shown),
      proofs_(linked_.subjects.size()),
      finder_(linked_.landscape) {
  for (const Subject& subject : linked_.subjects) secret_at_first_.push_back(subject.secret);
}

Secret Secrets::secret(CellIndex cell) const {
  const std::size_t taken = linked_.landscape.taken[cell];
  return taken == 0 ? secret_at_first_[cell] : linked_.subjects[cell].remedies[taken - 1].secret;
}

std::vector<CellIndex> Secrets::all() const {
  std::vector<CellIndex> cells;
  for (CellIndex cell = 0; cell < proofs_.size(); ++cell) {
    if (secret(cell) != Secret::none) cells.push_back(cell);
  }
  return cells;
}

/// One set of numbers is a proof for every secret among them.
Proof Secrets::learn(Shifts shifts) {
  Proof proof = std::make_shared<const Shifts>(std::move(shifts));
  for (const auto& [cell, shift] : *proof) {
    if (secret(cell) != Secret::none) proofs_[cell].try_emplace(shift, proof);
  }
  return proof;
}

bool Secrets::grant(CellIndex cell, const std::vector<Wish>& wishes) {
  static const Shifts nothing;
  for (const Wish& wish : wishes) {
    auto numbers = finder_.find(wish.from ? *wish.from : nothing, cell, wish.amount, 1);
    if (!numbers) continue;
    learn(std::move(numbers->shifts));
    return true;
  }
  return false;
}

bool Secrets::prove(CellIndex cell) {
  const auto is_enough = [&] {
    return enough(secret(cell), linked_.landscape.truth[cell], linked_.subjects[cell].floor,
                  proofs_[cell], policy_);
  };
  while (!is_enough()) {
    if (grant(cell, wishes(cell))) continue;
    (void)afresh(cell);
    return is_enough();
  }
  return true;
}

void Secrets::set_level(CellIndex cell, std::size_t level) {
  audit::Landscape& landscape = linked_.landscape;
  landscape.taken[cell] = level;
  landscape.system.shown[cell] =
      level == 0 ? shown_at_first_[cell] : landscape.ladder[cell][level - 1].shown;
}

void Secrets::blur_for(const Shifts& shifts, std::vector<CellIndex>& made_secret) {
  const audit::Landscape& landscape = linked_.landscape;
  for (const auto& [cell, shift] : shifts) {
    const Secret before = secret(cell);
    while (!fits(landscape.truth[cell], shift, landscape.system.shown[cell])) {
      set_level(cell, landscape.taken[cell] + 1);
    }
    if (secret(cell) != before) made_secret.push_back(cell);
  }
}

bool Secrets::protect(CellIndex cell, std::vector<CellIndex>& made_secret) {
  static const Shifts nothing;
  while (!prove(cell)) {
    audit::Found best{no_limit, {}};
    std::vector<Wish> wanted = wishes(cell);
    for (Wish& wish : afresh(cell)) wanted.push_back(std::move(wish));
    for (const Wish& wish : wanted) {
      auto numbers = finder_.find(wish.from ? *wish.from : nothing, cell, wish.amount, best.cost);
      if (numbers) best = std::move(*numbers);
    }
    if (best.shifts.empty()) {
      // A total that is known to be small may become one that may be anything.
      if (linked_.landscape.taken[cell] == linked_.landscape.ladder[cell].size()) return false;
      set_level(cell, linked_.landscape.taken[cell] + 1);
      continue;
    }
    blur_for(best.shifts, made_secret);
    learn(std::move(best.shifts));
  }
  return true;
}

bool Secrets::relent_on(CellIndex cell) {
  const audit::Landscape& landscape = linked_.landscape;
  const std::size_t level = landscape.taken[cell];
  set_level(cell, level - 1);
  std::vector<std::pair<CellIndex, Proofs>> lost;
  if (secret(cell) == Secret::none) lost.emplace_back(cell, std::exchange(proofs_[cell], {}));
  for (CellIndex other = 0; other < proofs_.size(); ++other) {
    Proofs out =
        taken_out(proofs_[other], cell, landscape.truth[cell], landscape.system.shown[cell]);
    if (!out.empty()) lost.emplace_back(other, std::move(out));
  }
  const bool still_open =
      prove(cell) &&
      std::all_of(lost.begin(), lost.end(), [&](const auto& entry) { return prove(entry.first); });
  if (still_open) return true;
  set_level(cell, level);
  // What was proved meanwhile holds all the more when more is hidden.
  for (auto& [other, proofs] : lost) proofs_[other].merge(proofs);
  return false;
}

void Secrets::relent() {
  std::vector<std::pair<std::int64_t, CellIndex>> dear;
  for (const auto& [cell, level] : done()) {
    dear.emplace_back(-linked_.landscape.ladder[cell][level - 1].cost, cell);
  }
  std::sort(dear.begin(), dear.end());
  for (const auto& [cost, cell] : dear) {
    while (linked_.landscape.taken[cell] > 0 && relent_on(cell)) {
    }
  }
}

std::map<CellIndex, std::size_t> Secrets::done() const {
  std::map<CellIndex, std::size_t> result;
  for (CellIndex cell = 0; cell < proofs_.size(); ++cell) {
    if (linked_.landscape.taken[cell] > 0) result[cell] = linked_.landscape.taken[cell];
  }
  return result;
}

}  // namespace hdis::disclosure
