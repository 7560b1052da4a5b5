#include "print.hpp"

namespace hdis::cli {

void vprint(std::ostream& out, fmt::string_view format, fmt::format_args arguments) {
  out << fmt::vformat(format, arguments);
}

}  // namespace hdis::cli
