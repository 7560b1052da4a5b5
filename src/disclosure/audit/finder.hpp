#pragma once

#include "audit/landscape.hpp"

#include <array>
#include <optional>
#include <vector>

namespace hdis::disclosure::audit {

/// Other numbers that look the same, and what must be done to cells for that.
struct Found {
  std::int64_t cost = 0;  ///< 0 if nothing has to be done.
  Shifts shifts;
};

/// Looks for other numbers behind a table, by depth-first search: one cell is changed, and each relation
/// that no longer holds is mended by changing another cell of it by as much, until all hold again.
///
/// What is found is a proof. What is not found may exist: the search is bounded. The bounds are counted,
/// not timed, so that the outcome is the same everywhere.
class Finder {
 public:
  /// Keeps a reference; ladders and shown intervals may change between calls, relations may not.
  explicit Finder(const Landscape& landscape);

  /// Numbers that differ from the true ones by `from`, and further by `amount` (not 0) at `cell`, and look the same
  /// once every cell has been blurred as far as it must be. The cheapest found for less than `limit`.
  std::optional<Found> find(const Shifts& from, CellIndex cell, Number amount, std::int64_t limit);

  /// Cells looked at since the beginning: the work done.
  [[nodiscard]] std::uint64_t work() const { return work_; }

 private:
  struct Candidate {
    CellIndex cell;
    Number by;
    std::int64_t cost;
    std::int64_t estimate;  // of its cost and half of what it makes necessary
    std::int32_t order;     // among equal ones smaller is tried first
  };

  [[nodiscard]] std::int64_t cost_of(CellIndex cell, Number by) const;
  [[nodiscard]] bool is_open(std::size_t relation) const;
  void judge(Candidate& candidate, std::size_t mended);
  [[nodiscard]] std::int64_t least_cost(std::size_t relation, bool parts_up);
  void change(CellIndex cell, Number by);
  void search(std::vector<std::size_t>& open, std::int64_t spent, std::size_t depth);
  template <class Consider>
  void each_candidate(std::size_t relation, std::int64_t spent, const Consider& consider);
  [[nodiscard]] std::size_t hardest(const std::vector<std::size_t>& open, std::int64_t spent);
  void candidates_for(std::size_t relation, std::int64_t spent, std::vector<Candidate>& result);
  void remember(std::int64_t cost);

  const Landscape& landscape_;
  std::vector<std::vector<std::size_t>> relations_of_;
  std::vector<Number>
      slack_;  // of relations of kind at_most: parts less whole, of the true numbers
  std::vector<Number> imbalance_;  // of each relation: changes of its parts less that of its whole
  std::vector<Number> shift_;
  std::vector<bool> used_;  // changed by the step that is being looked for
  std::vector<CellIndex> step_;
  std::vector<CellIndex> before_;  // changed before the step
  /// For each relation, the least that mending it costs, parts going up or down: as far as it was asked for in this search.
  std::vector<std::array<std::int64_t, 2>> least_;
  std::vector<std::array<std::uint32_t, 2>> least_known_;
  std::uint32_t search_number_ = 0;
  Number amount_ = 0;
  Found best_;                      // without shifts: what everything found must be cheaper than
  std::size_t most_relations_ = 1;  // of any cell
  std::size_t most_cells_ = 0;      // that a step may change
  bool by_wholes_ = false;
  std::uint64_t work_ = 0;
  std::uint64_t work_ends_ = 0;
};

}  // namespace hdis::disclosure::audit
