#pragma once

#include "hdis/disclosure/policy.hpp"
#include "hdis/suppression/read.hpp"
#include "hdis/suppression_audit/examine.hpp"

namespace hdis::service {

/// A table as a rounding policy shows it.
struct RoundedTable {
  std::vector<std::string> shown;  ///< One per cell: a number or "*".
  std::vector<bool> hidden;
};

/// The trees of a table, for the audit.
[[nodiscard]] std::vector<std::vector<std::int32_t>> parents_of(const suppression::Table& table);

/// Applies a rounding policy to every cell, works out what a reader could, and withholds totals, smallest first, until every
/// suppressed count keeps as many values as the policy asks for. Errors: `withheld` if that cannot be shown.
[[nodiscard]] Result<RoundedTable> round_table(const suppression::Table& table,
                                               const disclosure::Policy& policy);

}  // namespace hdis::service
