#pragma once

#include "draft.hpp"

namespace hdis::disclosure {

/// Puts the rows in the order that `table` asks for; rows that are equal in it, and all rows of a table
/// that asks for none, are in order of their place; bands of a CASE as it lists them. ORDER BY puts bands in the order of
/// the numbers with which they begin. Only what is shown decides: suppressed numbers
/// are one group below any number, numbers that do not exist come last.
void put_in_order(Draft& draft, const query::TablePlan& table);

}  // namespace hdis::disclosure
