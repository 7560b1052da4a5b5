#include "audit/system.hpp"

#include <algorithm>
#include <deque>

namespace hdis::disclosure::audit {
namespace {

/// Visits that each relation may have on average, and a floor for small systems.
constexpr std::size_t visits_per_relation = 64;
constexpr std::size_t least_visits = 10'000;

/// A sum of bounds of which some may be missing.
struct BoundSum {
  Number finite = 0;
  std::size_t missing = 0;

  void add(Number bound) {
    if (bound >= unbounded || bound <= -unbounded) {
      ++missing;
    } else {
      finite = std::clamp(finite + bound, -unbounded + 1, unbounded - 1);
    }
  }
  /// The sum without one of its bounds; `otherwise` if it still lacks one.
  [[nodiscard]] Number without(Number bound, Number otherwise) const {
    const bool itself_missing = bound >= unbounded || bound <= -unbounded;
    if (missing > (itself_missing ? 1U : 0U)) return otherwise;
    return itself_missing ? finite : finite - bound;
  }
};

class Propagation {
 public:
  explicit Propagation(const System& system)
      : system_(system),
        known_(system.shown),
        relations_of_(system.shown.size()),
        waiting_(system.relations.size(), true) {
    for (std::size_t r = 0; r < system.relations.size(); ++r) {
      relations_of_[system.relations[r].whole].push_back(r);
      for (const CellIndex part : system.relations[r].parts) relations_of_[part].push_back(r);
      queue_.push_back(r);
    }
  }

  Propagated run() {
    std::size_t budget = std::max(least_visits, visits_per_relation * system_.relations.size());
    while (!queue_.empty()) {
      if (budget-- == 0) return {Outcome::out_of_budget, std::move(known_)};
      const std::size_t relation = queue_.front();
      queue_.pop_front();
      waiting_[relation] = false;
      visit(system_.relations[relation]);
      if (contradiction_) return {Outcome::contradiction, std::move(known_)};
    }
    return {Outcome::settled, std::move(known_)};
  }

 private:
  void visit(const Relation& relation) {
    BoundSum least;
    BoundSum most;
    for (const CellIndex part : relation.parts) {
      least.add(known_[part].lower);
      most.add(known_[part].upper);
    }
    const bool exact = relation.kind == RelationKind::adds_up;
    if (most.missing == 0) lower_the_upper(relation.whole, most.finite);
    if (exact && least.missing == 0) raise_the_lower(relation.whole, least.finite);

    const Interval whole = known_[relation.whole];
    for (const CellIndex part : relation.parts) {
      // Sums are of the intervals before this loop, which is sound: they only get narrower.
      const Interval before = known_[part];
      const Number others_most = most.without(before.upper, unbounded);
      if (others_most < unbounded && whole.lower > -unbounded) {
        raise_the_lower(part, whole.lower - others_most);
      }
      const Number others_least = least.without(before.lower, -unbounded);
      if (exact && others_least > -unbounded && whole.upper < unbounded) {
        lower_the_upper(part, whole.upper - others_least);
      }
    }
  }

  void raise_the_lower(CellIndex cell, Number bound) {
    if (bound <= known_[cell].lower) return;
    known_[cell].lower = bound;
    changed(cell);
  }

  void lower_the_upper(CellIndex cell, Number bound) {
    if (bound >= known_[cell].upper) return;
    known_[cell].upper = bound;
    changed(cell);
  }

  void changed(CellIndex cell) {
    if (known_[cell].lower > known_[cell].upper) contradiction_ = true;
    for (const std::size_t relation : relations_of_[cell]) {
      if (waiting_[relation]) continue;
      waiting_[relation] = true;
      queue_.push_back(relation);
    }
  }

  const System& system_;
  std::vector<Interval> known_;
  std::vector<std::vector<std::size_t>> relations_of_;
  std::vector<bool> waiting_;
  std::deque<std::size_t> queue_;
  bool contradiction_ = false;
};

}  // namespace

Propagated propagate(const System& system) { return Propagation(system).run(); }

}  // namespace hdis::disclosure::audit
