#pragma once

#include "hdis/core/result.hpp"
#include "hdis/suppression/protect.hpp"
#include "hdis/suppression/table.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace hdis::suppression {

/// A file's name, for messages, and its text.
struct NamedText {
  std::string name;
  std::string text;
};

/// What to take for columns that cells.csv does not have.
struct Defaults {
  std::int64_t largest_suppressed = 5;  ///< Without `status`: 1 to this many are primary.
  /// Without `lpl` and `upl`, and without `status`: every value from 1 to `largest_suppressed` must stay possible.
  bool whole_range = true;
};

/// A table made elsewhere: its codes beside its numbers.
struct LabelledTable {
  Table table;
  std::vector<std::vector<std::string>> codes;  ///< Per dimension and node.
  bool status_given = false;
};

/// Reads `dim_k.csv` (code, parent, level; the root has no parent) and `cells.csv` (d1 ... dk, freq, optional status, weight, lpl,
/// upl, value). A combination that has no row is 0. With a column `value` that is what is protected, and `freq` only says how
/// many contribute.
///
/// Errors: `invalid_input`, with file and line: unknown or repeated codes and cells, cycles, numbers that are none, are negative
/// or too large, totals that are missing or do not add up.
[[nodiscard]] Result<LabelledTable> read_table(const std::vector<NamedText>& dimensions,
                                               const NamedText& cells, const Defaults& defaults);

/// What a result file says of each cell.
struct ResultFile {
  std::vector<bool> hidden;        ///< Status u or x.
  std::vector<std::string> shown;  ///< Empty if there is no column `shown`.
};

/// Reads a result file. Errors: `invalid_input`, with file and line: also if it hides a zero, publishes a primary cell of `table` or
/// leaves out a cell of it that is not 0.
[[nodiscard]] Result<ResultFile> read_result(const LabelledTable& table, const NamedText& result);

/// The result file: d1 ... dk and status (s published, u primary, x secondary, z zero), and `shown` unless that is empty.
[[nodiscard]] std::string write_result(const LabelledTable& table, const std::vector<bool>& hidden,
                                       const std::vector<std::string>& shown);

}  // namespace hdis::suppression
