#pragma once

#include "hdis/catalogue/catalogue.hpp"
#include "hdis/core/result.hpp"
#include "hdis/released/table.hpp"

#include "part.hpp"

#include <optional>
#include <span>
#include <vector>

/// A table laid out as its author wants it, from protected cells only: every function here is one of
/// numbers that may be shown, so none can leak.
namespace hdis::disclosure {

/// A row as laid out.
struct DraftRow {
  Place place;  ///< A pivoted dimension counts as total. Decides the order of rows otherwise equal.
  std::vector<released::Key> keys;
  std::vector<released::Cell> cells;
  std::vector<Level> levels;  ///< One for each cell; national only if all it is made from is.
};

/// A column of the table as laid out.
struct DraftColumn {
  released::Column shown;
  const query::Column* plan = nullptr;
  std::size_t entry = 0;  ///< Of the pivot; 0 without one.
};

struct Draft {
  std::vector<DraftColumn> columns;
  std::vector<DraftRow> rows;
};

/// Joins the parts, computes ratios and rates, pivots, orders and cuts.
///
/// `parts` are those of `table`, in order; both and `catalogue` must outlive the draft.
/// Errors: `withheld` if the plan contradicts itself.
[[nodiscard]] Result<Draft> lay_out(const query::TablePlan& table,
                                    std::span<const ProtectedPart> parts,
                                    const catalogue::Catalogue& catalogue);

/// Whether the rows of `dimension` are in order of numbers (years, hours) and not of texts.
[[nodiscard]] bool is_numeric(const query::Dimension& dimension);

}  // namespace hdis::disclosure
