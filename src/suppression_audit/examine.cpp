#include "hdis/suppression_audit/examine.hpp"

#include "equations.hpp"
#include "program.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace hdis::suppression_audit {
namespace {

tl::unexpected<Error> contradiction() {
  return fail(ErrorCode::invalid_input, "audit.contradiction",
              "No table agrees with everything that is published.",
              "The result does not belong to this table.");
}

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
  if (!propagate(equations, ranges)) return contradiction();

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
