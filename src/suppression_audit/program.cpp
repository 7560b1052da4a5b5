#include "program.hpp"

#include <algorithm>
#include <limits>
#include <map>

namespace hdis::suppression_audit {

Program::Program(const std::vector<std::size_t>& cells, const std::vector<Equation>& equations,
                 const std::vector<std::size_t>& rows, const std::vector<Range>& ranges)
    : model_(Clp_newModel(), Clp_deleteModel), cells_(cells) {
  std::map<std::size_t, int> column_of;
  for (const std::size_t cell : cells) column_of.emplace(cell, static_cast<int>(column_of.size()));
  std::vector<std::vector<std::pair<int, double>>> columns(cells.size());
  std::vector<double> right;
  for (const std::size_t row : rows) {
    std::int64_t known = 0;
    const auto add = [&](std::size_t cell, int sign) {
      const auto found = column_of.find(cell);
      if (found == column_of.end()) {
        known += sign * ranges[cell].least;
      } else {
        columns[static_cast<std::size_t>(found->second)].emplace_back(
            static_cast<int>(right.size()), sign);
      }
    };
    for (const std::size_t part : equations[row].parts) add(part, 1);
    add(equations[row].total, -1);
    right.push_back(static_cast<double>(-known));
  }
  std::vector<CoinBigIndex> start = {0};
  std::vector<int> index;
  std::vector<double> value, low, high;
  for (std::size_t c = 0; c < cells.size(); ++c) {
    for (const auto& [row, entry] : columns[c]) {
      index.push_back(row);
      value.push_back(entry);
    }
    start.push_back(static_cast<CoinBigIndex>(index.size()));
    const Range& range = ranges[cells[c]];
    low.push_back(static_cast<double>(range.least));
    high.push_back(range.most >= unbounded ? std::numeric_limits<double>::max()
                                           : static_cast<double>(range.most));
  }
  const std::vector<double> none(cells.size(), 0.0);
  Clp_setLogLevel(model_.get(), 0);
  Clp_loadProblem(model_.get(), static_cast<int>(cells.size()), static_cast<int>(right.size()),
                  start.data(), index.data(), value.data(), low.data(), high.data(), none.data(),
                  right.data(), right.data());
  objective_ = none;
}

Program::Outcome Program::solve(std::size_t column, double direction, std::uint64_t& budget) {
  objective_[column] = direction;
  Clp_chgObjCoefficients(model_.get(), objective_.data());
  objective_[column] = 0;
  Clp_setMaximumIterations(
      model_.get(), static_cast<int>(std::min<std::uint64_t>(budget / cells_.size(), 1'000'000)));
  Clp_primal(model_.get(), 1);
  budget -= std::min<std::uint64_t>(
      budget, (static_cast<std::uint64_t>(Clp_numberIterations(model_.get())) + 1) * cells_.size());
  const int status = Clp_status(model_.get());
  if (status == 1) return Outcome::infeasible;
  return status == 0 || status == 2 ? Outcome::solved : Outcome::stopped;
}

}  // namespace hdis::suppression_audit
