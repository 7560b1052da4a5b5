#include "remedy.hpp"

#include <algorithm>
#include <optional>
#include <set>

namespace hdis::disclosure {
namespace {

using audit::CellIndex;
using released::CellKind;

/// How much is lost by changing a cell, least first.
enum class Cost : std::uint8_t { round_exact, withhold_total, widen_hidden_total, withhold_part };

struct Candidate {
  Cost cost;
  Remedy remedy;
};

class Chooser {
 public:
  Chooser(const LinkedSystem& linked, const Policy& policy)
      : linked_(linked), policy_(policy), relations_of_(linked.subjects.size()) {
    const auto& relations = linked.system.relations;
    for (std::size_t r = 0; r < relations.size(); ++r) {
      relations_of_[relations[r].whole].push_back(r);
      for (const CellIndex part : relations[r].parts) relations_of_[part].push_back(r);
    }
  }

  /// Looks at the relations of `exposed`, then at those of the cells in them, and so on.
  [[nodiscard]] std::optional<Remedy> cheapest(CellIndex exposed) {
    std::vector<CellIndex> frontier{exposed};
    std::set<CellIndex> seen{exposed};
    std::set<std::size_t> followed;
    while (!frontier.empty()) {
      std::optional<Candidate> best;
      std::vector<CellIndex> next;
      for (const CellIndex cell : frontier) {
        for (const std::size_t r : relations_of_[cell]) {
          if (!followed.insert(r).second) continue;
          if (touched_.contains(r)) return std::nullopt;
          consider(r, exposed, best);
          add_cells(r, seen, next);
        }
      }
      if (best) {
        touched_.insert(relations_of_[best->remedy.cell].begin(),
                        relations_of_[best->remedy.cell].end());
        return best->remedy;
      }
      frontier = std::move(next);
    }
    return std::nullopt;
  }

 private:
  void consider(std::size_t relation, CellIndex exposed, std::optional<Candidate>& best) const {
    const auto& [kind, whole, parts] = linked_.system.relations[relation];
    consider_cell(whole, true, exposed, best);
    for (const CellIndex part : parts) consider_cell(part, false, exposed, best);
  }

  void consider_cell(CellIndex cell, bool total, CellIndex exposed,
                     std::optional<Candidate>& best) const {
    const GuardedCell& guarded = *linked_.subjects[cell].occurrences.front().cell;
    const auto candidate = candidate_for(cell, guarded, total, exposed);
    if (candidate && (!best || candidate->cost < best->cost)) best = candidate;
  }

  [[nodiscard]] std::optional<Candidate> candidate_for(CellIndex cell, const GuardedCell& guarded,
                                                       bool total, CellIndex exposed) const {
    const CellKind kind = guarded.cell.kind();
    // A zero is shown under every policy, and a withheld number tells nothing already.
    if (kind == CellKind::zero || kind == CellKind::not_applicable || guarded.withheld) {
      return std::nullopt;
    }
    if (kind == CellKind::suppressed) {
      if (!total) return std::nullopt;
      // Readers take it to be small; once it may be anything, it bounds nothing.
      return Candidate{Cost::widen_hidden_total, {cell, Action::withhold}};
    }
    if (cell == exposed) return std::nullopt;
    if (guarded.exact && policy_.rounding != Rounding::none) {
      return Candidate{Cost::round_exact, {cell, Action::round}};
    }
    return Candidate{total ? Cost::withhold_total : Cost::withhold_part, {cell, Action::withhold}};
  }

  void add_cells(std::size_t relation, std::set<CellIndex>& seen,
                 std::vector<CellIndex>& next) const {
    const auto& [kind, whole, parts] = linked_.system.relations[relation];
    if (seen.insert(whole).second) next.push_back(whole);
    for (const CellIndex part : parts) {
      if (seen.insert(part).second) next.push_back(part);
    }
  }

  const LinkedSystem& linked_;
  const Policy& policy_;
  std::vector<std::vector<std::size_t>> relations_of_;
  std::set<std::size_t> touched_;
};

}  // namespace

std::vector<Remedy> choose_remedies(const LinkedSystem& linked,
                                    const std::vector<CellIndex>& exposed, const Policy& policy) {
  Chooser chooser(linked, policy);
  std::vector<Remedy> remedies;
  for (const CellIndex cell : exposed) {
    if (const auto remedy = chooser.cheapest(cell)) remedies.push_back(*remedy);
  }
  return remedies;
}

}  // namespace hdis::disclosure
