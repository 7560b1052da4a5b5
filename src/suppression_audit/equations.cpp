#include "equations.hpp"

#include <algorithm>
#include <numeric>

namespace hdis::suppression_audit {
namespace {

// Narrows ranges by one equation. False if nothing agrees with it.
bool narrow(const Equation& equation, std::vector<Range>& ranges,
            std::vector<std::size_t>& changed) {
  std::int64_t least = 0;
  std::int64_t most = 0;
  for (const std::size_t part : equation.parts) {
    least += ranges[part].least;
    most = std::min(unbounded, most + ranges[part].most);
  }
  const auto set = [&](std::size_t cell, std::int64_t low, std::int64_t high) {
    Range& range = ranges[cell];
    if (low > range.least || high < range.most) changed.push_back(cell);
    range.least = std::max(range.least, low);
    range.most = std::min(range.most, high);
    return range.least <= range.most;
  };
  if (!set(equation.total, least, most)) return false;
  const Range total = ranges[equation.total];
  std::size_t without_bound = 0;
  std::int64_t bounded = 0;
  for (const std::size_t part : equation.parts) {
    if (ranges[part].most >= unbounded) {
      ++without_bound;
    } else {
      bounded += ranges[part].most;
    }
  }
  for (const std::size_t part : equation.parts) {
    const Range now = ranges[part];
    const std::int64_t high = total.most >= unbounded ? now.most : total.most - (least - now.least);
    const bool others_bounded = without_bound == 0 || (without_bound == 1 && now.most >= unbounded);
    const std::int64_t low = others_bounded
                                 ? total.least - (bounded - (now.most >= unbounded ? 0 : now.most))
                                 : now.least;
    if (!set(part, low, high)) return false;
  }
  return true;
}

}  // namespace

std::vector<Equation> equations_of(const Published& published) {
  std::vector<Equation> out;
  std::size_t step = 1;
  for (std::size_t d = published.parents.size(); d-- > 0;) {
    const auto& parents = published.parents[d];
    std::vector<std::vector<std::size_t>> children(parents.size());
    for (std::size_t node = 0; node < parents.size(); ++node)
      if (parents[node] >= 0) children[static_cast<std::size_t>(parents[node])].push_back(node);
    for (std::size_t first = 0; first < published.cells.size(); first += step * parents.size())
      for (std::size_t inner = 0; inner < step; ++inner)
        for (std::size_t node = 0; node < parents.size(); ++node) {
          if (children[node].empty()) continue;
          Equation equation{first + inner + node * step, {}};
          bool open = published.cells[equation.total].least != published.cells[equation.total].most;
          for (const std::size_t child : children[node]) {
            equation.parts.push_back(first + inner + child * step);
            const Range& range = published.cells[equation.parts.back()];
            open = open || range.least != range.most;
          }
          if (open) out.push_back(std::move(equation));
        }
    step *= parents.size();
  }
  return out;
}

bool propagate(const std::vector<Equation>& equations, std::vector<Range>& ranges) {
  std::vector<std::vector<std::size_t>> of_cell(ranges.size());
  for (std::size_t e = 0; e < equations.size(); ++e) {
    of_cell[equations[e].total].push_back(e);
    for (const std::size_t part : equations[e].parts) of_cell[part].push_back(e);
  }
  std::vector<std::size_t> waiting(equations.size());
  std::iota(waiting.begin(), waiting.end(), std::size_t{0});
  std::vector<bool> queued(equations.size(), true);
  std::uint64_t left = 20 * static_cast<std::uint64_t>(equations.size()) + 10'000;
  std::vector<std::size_t> changed;
  for (std::size_t i = 0; i < waiting.size() && left > 0; ++i, --left) {
    queued[waiting[i]] = false;
    changed.clear();
    if (!narrow(equations[waiting[i]], ranges, changed)) return false;
    for (const std::size_t cell : changed)
      for (const std::size_t equation : of_cell[cell])
        if (!queued[equation]) {
          queued[equation] = true;
          waiting.push_back(equation);
        }
  }
  return true;
}

}  // namespace hdis::suppression_audit
