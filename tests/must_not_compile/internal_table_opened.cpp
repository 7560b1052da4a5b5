// EXPECT: content_.* is private|'content_' is a private member
// LIBRARIES: released

// What an internal table holds cannot be taken out of it as a table that may leave.

#include "hdis/released/internal_table.hpp"

hdis::released::Table taken(const hdis::released::InternalTable& table) { return table.content_; }
