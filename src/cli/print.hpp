#pragma once

#include <fmt/format.h>

#include <ostream>
#include <utility>

namespace hdis::cli {

/// Formats as `fmt::format` does and writes to `out`. Errors: none; what cannot be written is lost, as with any stream.
///
/// Not fmt/ostream.h, which takes as long to compile as the rest of a command.
void vprint(std::ostream& out, fmt::string_view format, fmt::format_args arguments);

/// @copydoc vprint
template <class... Arguments>
void print(std::ostream& out, fmt::format_string<Arguments...> format, Arguments&&... arguments) {
  vprint(out, format, fmt::make_format_args(arguments...));
}

}  // namespace hdis::cli
