// EXPECT: compiles
// LIBRARIES: raw

// A plain number has.

#include <fmt/format.h>

#include "hdis/raw/raw_table.hpp"

std::string number(int count) { return fmt::format("{}", count); }
