#pragma once

#include "equations.hpp"

#include <coin/Clp_C_Interface.h>

#include <memory>
#include <vector>

namespace hdis::suppression_audit {

/// The linear program of one group of unknown cells.
class Program {
 public:
  /// `rows` are the equations, by number, that `cells` occur in; other cells have the value that `ranges` says. Keeps a reference
  /// to `cells`.
  Program(const std::vector<std::size_t>& cells, const std::vector<Equation>& equations,
          const std::vector<std::size_t>& rows, const std::vector<Range>& ranges);

  enum class Outcome : std::uint8_t { solved, infeasible, stopped };

  /// Moves column `column` as far down (+1) or up (-1) as it goes, with at most `budget` steps, which it takes off `budget`.
  Outcome solve(std::size_t column, double direction, std::uint64_t& budget);
  /// Whether nothing bounds the column of the last `solve`.
  [[nodiscard]] bool endless() const { return Clp_status(model_.get()) == 2; }
  /// One value per cell.
  [[nodiscard]] const double* solution() const { return Clp_primalColumnSolution(model_.get()); }

 private:
  std::unique_ptr<Clp_Simplex, decltype(&Clp_deleteModel)> model_;
  const std::vector<std::size_t>& cells_;
  std::vector<double> objective_;
};

}  // namespace hdis::suppression_audit
