#include "database.hpp"

namespace hdis::testing {

std::string fresh_database() { return ""; }

}  // namespace hdis::testing
