// EXPECT: assignment of member .* in read-only object|cannot assign to return value because function|cannot be assigned because it is|discards qualifiers|passing 'const
// LIBRARIES: released

// Nothing about a released table can be changed.

#include "hdis/released/table.hpp"

void change(hdis::released::Table& table) { table.rows()[0].keys.clear(); }
