// EXPECT: hdis/raw/raw_table.hpp.*(No such file|not found)
// LIBRARIES: disclosure released query core

// Who links the gate cannot name what it counted.

#include "hdis/raw/raw_table.hpp"

hdis::raw::RawCount leaked;
