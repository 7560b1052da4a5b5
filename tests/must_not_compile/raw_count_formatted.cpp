// EXPECT: static assertion failed.*(formatt|Cannot format)|Cannot format an argument
// LIBRARIES: raw

// A raw count has no text form.

#include <fmt/format.h>

#include "hdis/raw/raw_table.hpp"

std::string leaked(const hdis::raw::RawCount& count) { return fmt::format("{}", count); }
