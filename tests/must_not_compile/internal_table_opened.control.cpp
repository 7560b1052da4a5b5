// EXPECT: compiles
// LIBRARIES: released

// Where it comes from may be told.

#include "hdis/released/internal_table.hpp"

std::string told(const hdis::released::InternalTable& table) { return table.provenance().output; }
