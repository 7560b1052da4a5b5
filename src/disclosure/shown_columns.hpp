#pragma once

#include "draft.hpp"

#include <vector>

namespace hdis::disclosure {

/// Whether a column of a plan holds numbers (else: values of a dimension, or a constant).
[[nodiscard]] bool holds_numbers(const query::Column& column);

/// The columns of `table` as shown: after a pivot first what is not a number, then for each of its
/// entries every number, named by the entry (and by the number where there are several).
[[nodiscard]] std::vector<DraftColumn> shown_columns(const query::TablePlan& table,
                                                     const catalogue::Catalogue& catalogue);

}  // namespace hdis::disclosure
