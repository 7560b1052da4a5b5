#pragma once

#include "bind/context.hpp"

#include <vector>

namespace hdis::query {

/// Refuses tables of more than five dimensions, and requests whose tables have more together: tables that divide by a common field can be
/// joined on it, directly or through a third, and what they divide by is counted once for each field. A row's labels tell of its records
/// even where its number is hidden: with enough labels each row is one record.
void check_breadth(Context& context, const std::vector<TablePlan>& tables,
                   const std::vector<SourcePosition>& where);

}  // namespace hdis::query
