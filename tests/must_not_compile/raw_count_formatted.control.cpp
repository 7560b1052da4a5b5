// EXPECT: compiles
// LIBRARIES: raw

// A plain number has.

#include "hdis/raw/raw_table.hpp"

#include <fmt/format.h>

std::string number(int count) { return fmt::format("{}", count); }
