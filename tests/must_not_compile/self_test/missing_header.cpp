// EXPECT: is private
// LIBRARIES:

#include "hdis/no_such_header.hpp"
