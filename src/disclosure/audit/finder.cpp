#include "audit/finder.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace hdis::disclosure::audit {
namespace {

/// Above every cost.
constexpr std::int64_t impossible = std::numeric_limits<std::int64_t>::max() / 4;
/// Ways in which a relation may be mended.
constexpr std::size_t most_candidates = 12;
/// How many cells a step may change, few at first, and how many may be looked at for that.
struct Depth {
  std::size_t most_cells;
  std::uint64_t most_work;
  /// Whether relations are mended by their wholes where they can be: the way that there nearly always is, by all totals.
  bool by_wholes;
};
constexpr std::array depths = {Depth{48, 5'000, true}, Depth{9, 20'000, false},
                               Depth{17, 30'000, false}, Depth{48, 60'000, false}};

}  // namespace

Finder::Finder(const Landscape& landscape)
    : landscape_(landscape),
      relations_of_(relations_of_cells(landscape.system)),
      slack_(landscape.system.relations.size(), 0),
      imbalance_(landscape.system.relations.size(), 0),
      shift_(landscape.system.shown.size(), 0),
      used_(landscape.system.shown.size(), false),
      least_(landscape.system.relations.size()),
      least_known_(landscape.system.relations.size(), {0, 0}) {
  for (const auto& relations : relations_of_) {
    most_relations_ = std::max(most_relations_, relations.size());
  }
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

/// The cheapest cell by which a relation can be mended at all. Costs are those at the beginning of the search.
std::int64_t Finder::least_cost(std::size_t relation, bool parts_up) {
  const std::size_t way = parts_up ? 1 : 0;
  if (least_known_[relation][way] == search_number_) return least_[relation][way];
  least_known_[relation][way] = search_number_;
  const Relation& of = landscape_.system.relations[relation];
  const Number size = amount_ < 0 ? -amount_ : amount_;
  const Number for_parts = parts_up ? size : -size;
  std::int64_t least = cost_of(of.whole, -for_parts);
  for (const CellIndex part : of.parts) least = std::min(least, cost_of(part, for_parts));
  work_ += of.parts.size() + 1;
  least_[relation][way] = least;
  return least;
}

/// What mends another relation as well comes first, what breaks others that are dear to mend last.
void Finder::judge(Candidate& candidate, std::size_t mended) {
  candidate.order = 0;
  candidate.estimate = candidate.cost;
  for (const std::size_t r : relations_of_[candidate.cell]) {
    if (r == mended) continue;
    const Relation& relation = landscape_.system.relations[r];
    const Number change = relation.whole == candidate.cell ? -candidate.by : candidate.by;
    const Number after = imbalance_[r] + change;
    const bool open_after =
        relation.kind == RelationKind::adds_up ? after != 0 : slack_[r] + after < 0;
    const bool open_before = is_open(r);
    candidate.order += (open_after ? 1 : 0) - (open_before ? 2 : 0);
    if (open_after && !open_before) candidate.estimate += least_cost(r, after < 0) / 2;
  }
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
    result.push_back({cell, by, cost, 0, 0});
    return true;
  });
  for (Candidate& candidate : result) judge(candidate, relation);
  const auto better = [this](const Candidate& a, const Candidate& b) {
    if (by_wholes_ && a.order != b.order) return a.order < b.order;
    if (a.estimate != b.estimate) return a.estimate < b.estimate;
    return a.order != b.order ? a.order < b.order : a.cell < b.cell;
  };
  const CellIndex whole = landscape_.system.relations[relation].whole;
  if (by_wholes_ && !result.empty() && result.front().cell == whole) result.resize(1);
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
  // Each further cell mends only so many relations.
  if (depth + (open.size() + most_relations_ - 1) / most_relations_ > most_cells_) return;
  std::vector<Candidate> candidates;
  candidates_for(hardest(open, spent), spent, candidates);
  for (const Candidate& candidate : candidates) {
    if (work_ > work_ends_) return;
    if (spent + candidate.cost >= best_.cost) continue;
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
  ++search_number_;
  best_ = {limit, {}};
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
    for (const Depth& tried : depths) {
      most_cells_ = tried.most_cells;
      by_wholes_ = tried.by_wholes;
      work_ends_ = work_ + tried.most_work;
      std::vector<std::size_t> still_open = open;
      search(still_open, cost, 1);
      if (!best_.shifts.empty() && best_.cost <= cost) break;
    }
    used_[cell] = false;
    change(cell, -amount);
  }
  for (const auto& [changed, by] : from) change(changed, -by);
  if (best_.shifts.empty()) return std::nullopt;
  return std::move(best_);
}

}  // namespace hdis::disclosure::audit
