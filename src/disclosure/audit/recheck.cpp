#include "audit/recheck.hpp"

#include <cmath>

namespace hdis::disclosure::audit {
namespace {

using released::Cell;
using released::CellKind;

Status withhold(const char* rule, const char* what) {
  return fail(
      ErrorCode::withheld, std::string("disclosure.recheck.") + rule,
      std::string("The last check of the finished table failed: ") + what + " Nothing is released.",
      "This is a defect of the system. Report it, with the query, to whoever runs it.");
}

/// A kind with a number has one; the others have none; only suppressed cells have a reason.
Status check_form(const Cell& cell) {
  const bool should_have_number = cell.kind() == CellKind::zero || cell.kind() == CellKind::value ||
                                  cell.kind() == CellKind::rounded;
  if (cell.number().has_value() != should_have_number) {
    return withhold("form", "a cell shows a number that it should not, or lacks one.");
  }
  if (cell.number() && !std::isfinite(*cell.number())) {
    return withhold("finite", "a cell shows something that is not a number.");
  }
  const bool hidden = cell.kind() == CellKind::suppressed;
  if (hidden != (cell.reason() != released::SuppressionReason::none)) {
    return withhold("reason", "a suppressed cell has no reason.");
  }
  if (cell.kind() == CellKind::zero && cell.number() != 0.0) {
    return withhold("zero", "a zero is not 0.");
  }
  return {};
}

bool is_multiple(double number, double base) { return std::fmod(std::abs(number), base) == 0; }

/// Rounded numbers may only be those that the policy's rounding can give.
bool on_grid(double number, Nature nature, const Policy& policy) {
  const auto base = static_cast<double>(policy.rounding_base);
  // A sum is a mean times a number that is.
  if (nature == Nature::amount) return policy.rounding != Rounding::none;
  if (policy.rounding == Rounding::nearest) return is_multiple(number, base);
  if (policy.rounding != Rounding::midpoint) return false;
  if (nature == Nature::total_of_counts) return is_multiple(number, base / 2);
  return is_multiple(std::abs(number) - base / 2, base);
}

Status check_number(const Cell& cell, Nature nature, bool may_be_exact, const Policy& policy) {
  if (!cell.number() || cell.kind() == CellKind::zero) return {};
  const double size = std::abs(*cell.number());
  if (cell.kind() == CellKind::rounded && !on_grid(*cell.number(), nature, policy)) {
    return withhold("rounding", "a number is not rounded as the policy says.");
  }
  const bool exact = cell.kind() == CellKind::value;
  if (exact && !may_be_exact && policy.rounding != Rounding::none) {
    return withhold("exact", "a number below national level is not rounded.");
  }
  if (!(exact && may_be_exact) && size <= static_cast<double>(policy.largest_suppressed)) {
    return withhold("small", "a number of a suppressed size is shown.");
  }
  return {};
}

/// A ratio may be shown only if its parts are; where they stand in the same row, that can be seen.
Status check_derived(const Cell& cell, const NumberColumn& column, const std::vector<Cell>& cells) {
  for (const std::size_t part : column.parts) {
    if (cells[part].kind() == CellKind::suppressed && cell.kind() != CellKind::suppressed) {
      return withhold("ratio", "a ratio is shown although a part of it is suppressed.");
    }
  }
  return {};
}

Status check_cell(const released::Row& row, std::size_t number, const Expectation& expectation,
                  bool may_be_exact, const Policy& policy) {
  const Cell& cell = row.cells[number];
  const NumberColumn& column = expectation.columns[number];
  HDIS_CHECK(check_form(cell));
  switch (column.nature) {
    case Nature::average:
      return {};
    case Nature::derived:
      return check_derived(cell, column, row.cells);
    default:
      return check_number(cell, column.nature, may_be_exact, policy);
  }
}

bool small(std::uint64_t number, const Policy& policy) {
  return 1 <= number && number <= policy.largest_suppressed;
}

}  // namespace

Status recheck_table(const std::vector<released::Row>& rows, const Expectation& expectation,
                     const Policy& policy) {
  if (rows.size() != expectation.may_be_exact.size()) return withhold("rows", "rows are missing.");
  for (std::size_t r = 0; r < rows.size(); ++r) {
    if (rows[r].keys.size() != expectation.keys ||
        rows[r].cells.size() != expectation.columns.size() ||
        expectation.may_be_exact[r].size() != expectation.columns.size()) {
      return withhold("columns", "a row does not have the table's columns.");
    }
    for (std::size_t c = 0; c < rows[r].cells.size(); ++c) {
      HDIS_CHECK(check_cell(rows[r], c, expectation, expectation.may_be_exact[r][c], policy));
    }
  }
  return {};
}

Status recheck_threshold(const Cell& cell, const raw::RawMeasure& measure, bool may_be_exact,
                         bool people_counted, const Policy& policy) {
  const bool shows_nothing =
      cell.kind() == CellKind::suppressed || cell.kind() == CellKind::not_applicable;
  if (may_be_exact || shows_nothing) return {};
  if (small(measure.records.unprotected(), policy) ||
      (people_counted && small(measure.people.unprotected(), policy))) {
    return withhold("threshold",
                    "a number is shown behind which there are too few records or people.");
  }
  return {};
}

}  // namespace hdis::disclosure::audit
