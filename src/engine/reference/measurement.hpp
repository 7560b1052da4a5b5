#pragma once

#include "hdis/query/plan.hpp"
#include "hdis/raw/raw_table.hpp"

#include "evaluation.hpp"

#include <vector>

namespace hdis::engine::reference {

/// Measures a group of records.
[[nodiscard]] raw::RawMeasure measure(const query::Measure& measure,
                                      const std::vector<Subject>& group);

}  // namespace hdis::engine::reference
