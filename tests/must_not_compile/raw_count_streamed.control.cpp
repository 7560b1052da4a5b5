// EXPECT: compiles
// LIBRARIES: raw

// A plain number has.

#include <ostream>

#include "hdis/raw/raw_table.hpp"

void print(std::ostream& out, int count) { out << count; }
