// EXPECT: static assertion failed.*(formatt|Cannot format)|Cannot format an argument
// LIBRARIES: raw

// A raw count has no text form.

#include "hdis/raw/raw_table.hpp"

#include <fmt/format.h>

std::string leaked(const hdis::raw::RawCount& count) { return fmt::format("{}", count); }
