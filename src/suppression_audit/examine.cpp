#include "hdis/suppression_audit/examine.hpp"

#include <coin/Clp_C_Interface.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <memory>
#include <numeric>

namespace hdis::suppression_audit {
namespace {

// total = sum of parts
struct Equation {
  std::size_t total = 0;
  std::vector<std::size_t> parts;
};

tl::unexpected<Error> contradiction() {
  return fail(ErrorCode::invalid_input, "audit.contradiction",
              "No table agrees with everything that is published.",
              "The result does not belong to this table.");
}

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

// Until nothing narrows any further, or enough has been tried: narrowing can creep.
bool propagate(const std::vector<Equation>& equations,
               const std::vector<std::vector<std::size_t>>& of_cell, std::vector<Range>& ranges) {
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

// The linear program of one group of unknown cells.
class Program {
 public:
  Program(const std::vector<std::size_t>& cells, const std::vector<Equation>& equations,
          const std::vector<std::size_t>& rows, const std::vector<Range>& ranges)
      : model_(Clp_newModel(), Clp_deleteModel), cells_(cells) {
    std::map<std::size_t, int> column_of;
    for (const std::size_t cell : cells)
      column_of.emplace(cell, static_cast<int>(column_of.size()));
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
      high.push_back(range.most >= unbounded ? std::numeric_limits<double>::max() : static_cast<double>(range.most));
    }
    const std::vector<double> none(cells.size(), 0.0);
    Clp_setLogLevel(model_.get(), 0);
    Clp_loadProblem(model_.get(), static_cast<int>(cells.size()), static_cast<int>(right.size()),
                    start.data(), index.data(), value.data(), low.data(), high.data(), none.data(),
                    right.data(), right.data());
    objective_ = none;
  }

  enum class Outcome : std::uint8_t { solved, infeasible, stopped };

  // Moves column `column` as far down (+1) or up (-1) as it goes, with at most `budget` steps, which it takes off `budget`.
  Outcome solve(std::size_t column, double direction, std::uint64_t& budget) {
    objective_[column] = direction;
    Clp_chgObjCoefficients(model_.get(), objective_.data());
    objective_[column] = 0;
    Clp_setMaximumIterations(
        model_.get(), static_cast<int>(std::min<std::uint64_t>(budget / cells_.size(), 1'000'000)));
    Clp_primal(model_.get(), 1);
    budget -= std::min<std::uint64_t>(
        budget,
        (static_cast<std::uint64_t>(Clp_numberIterations(model_.get())) + 1) * cells_.size());
    const int status = Clp_status(model_.get());
    if (status == 1) return Outcome::infeasible;
    return status == 0 || status == 2 ? Outcome::solved : Outcome::stopped;
  }
  [[nodiscard]] bool endless() const { return Clp_status(model_.get()) == 2; }
  [[nodiscard]] const double* solution() const { return Clp_primalColumnSolution(model_.get()); }

 private:
  std::unique_ptr<Clp_Simplex, decltype(&Clp_deleteModel)> model_;
  const std::vector<std::size_t>& cells_;
  std::vector<double> objective_;
};

struct Group {
  std::vector<std::size_t> cells;
  std::vector<std::size_t> rows;
};

std::size_t root_of(std::vector<std::size_t>& up, std::size_t cell) {
  while (up[cell] != cell) cell = up[cell] = up[up[cell]];
  return cell;
}

// Unknown cells that share equations, directly or through others.
std::map<std::size_t, Group> groups_of(const std::vector<Equation>& equations,
                                       const std::vector<Range>& ranges) {
  std::vector<std::size_t> up(ranges.size());
  std::iota(up.begin(), up.end(), std::size_t{0});
  const auto unknown = [&](std::size_t cell) { return ranges[cell].least != ranges[cell].most; };
  const auto members = [&](const Equation& equation) {
    std::vector<std::size_t> out;
    for (const std::size_t part : equation.parts)
      if (unknown(part)) out.push_back(part);
    if (unknown(equation.total)) out.push_back(equation.total);
    return out;
  };
  for (const Equation& equation : equations) {
    const auto cells = members(equation);
    for (const std::size_t cell : cells) up[root_of(up, cell)] = root_of(up, cells.front());
  }
  std::map<std::size_t, Group> groups;
  for (std::size_t cell = 0; cell < ranges.size(); ++cell)
    if (unknown(cell)) groups[root_of(up, cell)].cells.push_back(cell);
  for (std::size_t row = 0; row < equations.size(); ++row) {
    const auto cells = members(equations[row]);
    if (!cells.empty()) groups[root_of(up, cells.front())].rows.push_back(row);
  }
  return groups;
}

// What is known so far of how far each required cell goes.
struct Reached {
  double low = 0;
  double high = 0;
  bool any = false;
};

class Examiner {
 public:
  Examiner(const std::vector<Requirement>& requirements, std::vector<Range>& ranges,
           std::uint64_t budget, Examination& out)
      : requirements_(requirements),
        ranges_(ranges),
        budget_(budget),
        out_(out),
        reached_(requirements.size()) {}

  // Examines the requirements `wanted` (their indexes) in one group.
  hdis::Status group(const Group& group, const std::vector<Equation>& equations,
                     const std::vector<std::size_t>& wanted) {
    Program program(group.cells, equations, group.rows, ranges_);
    const auto column = [&](std::size_t cell) {
      return static_cast<std::size_t>(
          std::lower_bound(group.cells.begin(), group.cells.end(), cell) - group.cells.begin());
    };
    for (const std::size_t w : wanted) {
      for (const double direction : {1.0, -1.0}) {
        Finding& finding = out_.findings[w];
        const Requirement& requirement = requirements_[w];
        const bool there =
            reached_[w].any &&
            (direction > 0
                 ? reached_[w].low <= static_cast<double>(requirement.wanted.least) + slack
                 : reached_[w].high >= static_cast<double>(requirement.wanted.most) - slack);
        if (there) continue;
        if (budget_ < group.cells.size()) {
          if (finding.verdict == Verdict::kept) finding.verdict = Verdict::not_proved;
          continue;
        }
        const auto outcome = program.solve(column(requirement.cell), direction, budget_);
        ++out_.programs;
        if (outcome == Program::Outcome::infeasible) return contradiction();
        if (outcome == Program::Outcome::stopped) {
          if (finding.verdict == Verdict::kept) finding.verdict = Verdict::not_proved;
          continue;
        }
        if (program.endless()) continue;
        witness(program.solution(), wanted, column);
        const double value = program.solution()[column(requirement.cell)];
        if (direction > 0)
          finding.known.least =
              std::max(finding.known.least, static_cast<std::int64_t>(std::ceil(value - slack)));
        if (direction < 0)
          finding.known.most =
              std::min(finding.known.most, static_cast<std::int64_t>(std::floor(value + slack)));
        if (finding.known.least > requirement.wanted.least ||
            finding.known.most < requirement.wanted.most)
          finding.verdict = Verdict::exposed;
      }
    }
    return {};
  }

 private:
  static constexpr double slack = 1e-5;

  // One solution says something of every cell.
  template <class Column>
  void witness(const double* solution, const std::vector<std::size_t>& wanted,
               const Column& column) {
    for (const std::size_t w : wanted) {
      const double value = solution[column(requirements_[w].cell)];
      Reached& reached = reached_[w];
      reached.low = reached.any ? std::min(reached.low, value) : value;
      reached.high = reached.any ? std::max(reached.high, value) : value;
      reached.any = true;
    }
  }

  const std::vector<Requirement>& requirements_;
  std::vector<Range>& ranges_;
  std::uint64_t budget_;
  Examination& out_;
  std::vector<Reached> reached_;
};

}  // namespace

Result<Examination> examine(const Published& published,
                            const std::vector<Requirement>& requirements, std::uint64_t budget) {
  std::size_t size = 1;
  for (const auto& parents : published.parents) size *= parents.size();
  if (published.parents.empty() || size != published.cells.size())
    return fail(ErrorCode::invalid_input, "audit.shape", "The cells do not fit the dimensions.");

  std::vector<Range> ranges = published.cells;
  const std::vector<Equation> equations = equations_of(published);
  std::vector<std::vector<std::size_t>> of_cell(ranges.size());
  for (std::size_t e = 0; e < equations.size(); ++e) {
    of_cell[equations[e].total].push_back(e);
    for (const std::size_t part : equations[e].parts) of_cell[part].push_back(e);
  }
  if (!propagate(equations, of_cell, ranges)) return contradiction();

  Examination out;
  std::map<std::size_t, std::vector<std::size_t>> wanted_in;
  const auto groups = groups_of(equations, ranges);
  std::vector<std::size_t> group_of(ranges.size(), ranges.size());
  for (const auto& [root, group] : groups)
    for (const std::size_t cell : group.cells) group_of[cell] = root;
  for (std::size_t r = 0; r < requirements.size(); ++r) {
    const Requirement& requirement = requirements[r];
    const Range known = ranges[requirement.cell];
    const bool exposed =
        known.least > requirement.wanted.least || known.most < requirement.wanted.most;
    out.findings.push_back({requirement.cell, exposed ? Verdict::exposed : Verdict::kept, known});
    if (!exposed && group_of[requirement.cell] != ranges.size())
      wanted_in[group_of[requirement.cell]].push_back(r);
  }
  Examiner examiner(requirements, ranges, budget, out);
  for (const auto& [root, wanted] : wanted_in)
    HDIS_CHECK(examiner.group(groups.at(root), equations, wanted));
  return out;
}

}  // namespace hdis::suppression_audit
