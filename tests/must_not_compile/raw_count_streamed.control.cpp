// EXPECT: compiles
// LIBRARIES: raw

// A plain number has.

#include "hdis/raw/raw_table.hpp"

#include <ostream>

void print(std::ostream& out, int count) { out << count; }
