#include "audit/finder.hpp"

#include <algorithm>
#include <limits>

namespace hdis::disclosure::audit {
namespace {

/// Above every cost.
constexpr std::int64_t impossible = std::numeric_limits<std::int64_t>::max() / 4;
/// Cells that one step may change, those with which a relation may be mended, and cells looked at.
constexpr std::size_t most_cells = 48;
constexpr std::size_t most_candidates = 12;
constexpr std::uint64_t most_work = 100'000;

}  // namespace

Finder::Finder(const Landscape& landscape)
    : landscape_(landscape),
      relations_of_(relations_of_cells(landscape.system)),
      slack_(landscape.system.relations.size(), 0),
      imbalance_(landscape.system.relations.size(), 0),
      shift_(landscape.system.shown.size(), 0),
      used_(landscape.system.shown.size(), false) {
  for (std::size_t r = 0; r < slack_.size(); ++r) {
    const Relation& relation = landscape.system.relations[r];
    if (relation.kind == RelationKind::adds_up) continue;
    slack_[r] = -landscape.truth[relation.whole].upper;
    for (const CellIndex part : relation.parts) slack_[r] += landscape.truth[part].lower;
    slack_[r] = std::max<Number>(slack_[r], 0);
  }
}

std::int64_t Finder::cost_of(CellIndex cell, Number by) const {
  const Number lower = landscape_.truth[cell].lower + shift_[cell] + by;
  const Number upper = landscape_.truth[cell].upper + shift_[cell] + by;
  const auto within = [&](const Interval& shown) {
    return shown.lower <= lower && upper <= shown.upper;
  };
  if (within(landscape_.system.shown[cell])) return 0;
  const std::vector<Blurring>& ladder = landscape_.ladder[cell];
  const std::size_t taken = landscape_.taken[cell];
  const std::int64_t spent = taken == 0 ? 0 : ladder[taken - 1].cost;
  for (std::size_t step = taken; step < ladder.size(); ++step) {
    if (within(ladder[step].shown)) return ladder[step].cost - spent;
  }
  return impossible;
}

bool Finder::is_open(std::size_t relation) const {
  return landscape_.system.relations[relation].kind == RelationKind::adds_up
             ? imbalance_[relation] != 0
             : slack_[relation] + imbalance_[relation] < 0;
}

void Finder::change(CellIndex cell, Number by) {
  shift_[cell] += by;
  for (const std::size_t r : relations_of_[cell]) {
    imbalance_[r] += landscape_.system.relations[r].whole == cell ? -by : by;
  }
}

/// What mends another relation as well comes first, what breaks others last.
std::int32_t Finder::order_of(CellIndex cell, Number by, std::size_t mended) const {
  std::int32_t order = 0;
  for (const std::size_t r : relations_of_[cell]) {
    if (r == mended) continue;
    const Relation& relation = landscape_.system.relations[r];
    const Number after = imbalance_[r] + (relation.whole == cell ? -by : by);
    const bool open_after =
        relation.kind == RelationKind::adds_up ? after != 0 : slack_[r] + after < 0;
    order += (open_after ? 1 : 0) - (is_open(r) ? 2 : 0);
  }
  return order;
}

template <class Consider>
void Finder::each_candidate(std::size_t relation, std::int64_t spent, const Consider& consider) {
  const Relation& of = landscape_.system.relations[relation];
  const Number size = amount_ < 0 ? -amount_ : amount_;
  const Number for_parts = imbalance_[relation] > 0 ? -size : size;
  // Whether to go on.
  const auto look_at = [&](CellIndex cell, Number by) {
    ++work_;
    if (used_[cell]) return true;
    const std::int64_t cost = cost_of(cell, by);
    return cost >= impossible || spent + cost >= best_.cost || consider(cell, by, cost);
  };
  if (!look_at(of.whole, -for_parts)) return;
  for (const CellIndex part : of.parts) {
    if (!look_at(part, for_parts)) return;
  }
}

/// The open relation that can be mended in the fewest ways: where there is none, that is known at once.
std::size_t Finder::hardest(const std::vector<std::size_t>& open, std::int64_t spent) {
  std::size_t hardest = open.back();
  std::size_t fewest = most_candidates + 1;
  for (std::size_t i = open.size(); i-- > 0 && fewest > 0;) {
    std::size_t ways = 0;
    each_candidate(open[i], spent,
                   [&](CellIndex, Number, std::int64_t) { return ++ways < fewest; });
    if (ways < fewest) {
      fewest = ways;
      hardest = open[i];
    }
  }
  return hardest;
}

void Finder::candidates_for(std::size_t relation, std::int64_t spent,
                            std::vector<Candidate>& result) {
  each_candidate(relation, spent, [&](CellIndex cell, Number by, std::int64_t cost) {
    result.push_back({cell, by, cost, 0});
    return true;
  });
  for (Candidate& candidate : result) {
    candidate.order = order_of(candidate.cell, candidate.by, relation);
  }
  const auto better = [](const Candidate& a, const Candidate& b) {
    if (a.cost != b.cost) return a.cost < b.cost;
    return a.order != b.order ? a.order < b.order : a.cell < b.cell;
  };
  const std::size_t kept = std::min(result.size(), most_candidates);
  std::partial_sort(result.begin(), result.begin() + static_cast<std::ptrdiff_t>(kept),
                    result.end(), better);
  result.resize(kept);
}

void Finder::remember(std::int64_t cost) {
  best_.cost = cost;
  best_.shifts.clear();
  std::vector<CellIndex> changed = step_;
  changed.insert(changed.end(), before_.begin(), before_.end());
  std::sort(changed.begin(), changed.end());
  changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
  for (const CellIndex cell : changed) {
    if (shift_[cell] != 0) best_.shifts.emplace_back(cell, shift_[cell]);
  }
}

void Finder::search(std::vector<std::size_t>& open, std::int64_t spent, std::size_t depth) {
  std::erase_if(open, [&](std::size_t relation) { return !is_open(relation); });
  if (open.empty()) {
    remember(spent);
    return;
  }
  if (depth == most_cells) return;
  std::vector<Candidate> candidates;
  candidates_for(hardest(open, spent), spent, candidates);
  for (const Candidate& candidate : candidates) {
    if (work_ > work_ends_) return;
    if (spent + candidate.cost >= best_.cost) return;
    change(candidate.cell, candidate.by);
    used_[candidate.cell] = true;
    step_.push_back(candidate.cell);
    std::vector<std::size_t> still_open = open;
    for (const std::size_t r : relations_of_[candidate.cell]) {
      if (is_open(r)) still_open.push_back(r);
    }
    search(still_open, spent + candidate.cost, depth + 1);
    step_.pop_back();
    used_[candidate.cell] = false;
    change(candidate.cell, -candidate.by);
    if (best_.cost <= spent) return;
  }
}

std::optional<Found> Finder::find(const Shifts& from, CellIndex cell, Number amount,
                                  std::int64_t limit) {
  amount_ = amount;
  best_ = {limit, {}};
  work_ends_ = work_ + most_work;
  before_.clear();
  for (const auto& [changed, by] : from) {
    before_.push_back(changed);
    change(changed, by);
  }
  const std::int64_t cost = cost_of(cell, amount);
  if (cost < limit) {
    change(cell, amount);
    used_[cell] = true;
    step_.assign(1, cell);
    std::vector<std::size_t> open;
    for (const std::size_t r : relations_of_[cell]) {
      if (is_open(r)) open.push_back(r);
    }
    search(open, cost, 1);
    used_[cell] = false;
    change(cell, -amount);
  }
  for (const auto& [changed, by] : from) change(changed, -by);
  if (best_.shifts.empty()) return std::nullopt;
  return std::move(best_);
}

}  // namespace hdis::disclosure::audit
