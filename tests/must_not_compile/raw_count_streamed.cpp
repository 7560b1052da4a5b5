// EXPECT: no match for .operator<<|invalid operands to binary expression
// LIBRARIES: raw

// A raw count has no text form.

#include "hdis/raw/raw_table.hpp"

#include <ostream>

void leak(std::ostream& out, const hdis::raw::RawCount& count) { out << count; }
