// EXPECT: compiles
// LIBRARIES: released

// A table that the gate made may be handed on.

#include "hdis/released/table.hpp"

hdis::released::Table handed_on(const hdis::released::Table& table) { return table; }
