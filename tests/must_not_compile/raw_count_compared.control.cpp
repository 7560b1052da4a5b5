// EXPECT: compiles
// LIBRARIES: raw

// It is compared with another raw count.

#include "hdis/raw/raw_table.hpp"

bool small(const hdis::raw::RawCount& count) { return count < hdis::raw::RawCount(8); }
