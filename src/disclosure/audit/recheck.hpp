#pragma once

#include "hdis/core/result.hpp"
#include "hdis/disclosure/policy.hpp"
#include "hdis/raw/raw_table.hpp"
#include "hdis/released/table.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// The last look at a finished table, by code that shares nothing with the rules that made it.
namespace hdis::disclosure::audit {

/// What kind of number a column holds, as far as the last look needs to know.
enum class Nature : std::uint8_t { count, total_of_counts, amount, average, derived };

struct NumberColumn {
  Nature nature = Nature::derived;
  /// Of ratios and rates: where their parts stand among the numbers of the row, if they are shown.
  std::vector<std::size_t> parts;
};

/// What the rows of a finished table should be.
struct Expectation {
  std::vector<NumberColumn> columns;
  std::size_t keys = 0;
  /// For each row and number whether it may be exact.
  std::vector<std::vector<bool>> may_be_exact;
};

/// Errors: `withheld` if any row lacks a cell, any cell contradicts its kind, any count shown is of a
/// suppressed size or not a multiple of the rounding base, or any ratio is shown beside a suppressed
/// part. The message names the rule, never the number.
[[nodiscard]] Status recheck_table(const std::vector<released::Row>& rows,
                                   const Expectation& expectation, const Policy& policy);

/// Compares a cell with the true numbers behind it. Errors: `withheld` if it shows anything although
/// from 1 to the largest suppressed number of records or people are behind it.
[[nodiscard]] Status recheck_threshold(const released::Cell& cell, const raw::RawMeasure& measure,
                                       bool may_be_exact, bool people_counted,
                                       const Policy& policy);

}  // namespace hdis::disclosure::audit
