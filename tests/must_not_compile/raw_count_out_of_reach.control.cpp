// EXPECT: compiles
// LIBRARIES: raw

// The header exists, for those who may link it.

#include "hdis/raw/raw_table.hpp"

hdis::raw::RawCount counted;
