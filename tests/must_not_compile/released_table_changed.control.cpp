// EXPECT: compiles
// LIBRARIES: released

// It can be read.

#include "hdis/released/table.hpp"

bool read(hdis::released::Table& table) { return table.rows()[0].keys.empty(); }
