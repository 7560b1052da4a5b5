#include "audit/cycles.hpp"

#include <numeric>

namespace hdis::disclosure::audit {
namespace {

/// Sets of things that are connected, as a forest.
class Groups {
 public:
  explicit Groups(std::size_t size) : parent_(size) {
    std::iota(parent_.begin(), parent_.end(), 0);
  }

  std::size_t find(std::size_t of) {
    while (parent_[of] != of) of = parent_[of] = parent_[parent_[of]];
    return of;
  }
  void join(std::size_t a, std::size_t b) { parent_[find(a)] = find(b); }

 private:
  std::vector<std::size_t> parent_;
};

}  // namespace

Cycles find_cycles(const System& system) {
  const std::size_t cells = system.shown.size();
  Groups groups(cells);
  // A relation joins its cells. One that joins two that were joined already closes a cycle.
  std::vector<CellIndex> closing;
  const auto connect = [&](CellIndex a, CellIndex b) {
    if (groups.find(a) == groups.find(b)) closing.push_back(a);
    groups.join(a, b);
  };
  for (const Relation& relation : system.relations) {
    if (relation.kind != RelationKind::adds_up) continue;
    for (const CellIndex part : relation.parts) connect(relation.whole, part);
  }

  std::vector<bool> cyclic(cells, false);
  for (const CellIndex cell : closing) cyclic[groups.find(cell)] = true;
  Cycles result;
  for (std::size_t cell = 0; cell < cells; ++cell) {
    result.component.push_back(static_cast<CellIndex>(groups.find(cell)));
    result.in_cycle.push_back(cyclic[result.component.back()]);
  }
  return result;
}

}  // namespace hdis::disclosure::audit
