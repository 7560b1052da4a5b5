// EXPECT: no match for .operator<|invalid operands to binary expression
// LIBRARIES: raw

// A raw count is not compared with a number by accident.

#include "hdis/raw/raw_table.hpp"

bool small(const hdis::raw::RawCount& count) { return count < 8; }
