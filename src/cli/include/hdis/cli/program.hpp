#pragma once

#include <iosfwd>
#include <span>
#include <string>

namespace hdis::cli {

/// The streams and the surroundings of one run of the program.
struct Surroundings {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  bool out_is_terminal = false;
  bool err_is_terminal = false;
};

/// Runs `hdis` with `arguments` (without the program's name) and returns the exit code:
/// 0 done; 1 something outside failed; 2 refused, or a mistake in the input; 3 not permitted; 4 not found; 5 not in a state for it;
/// 6 withheld; 7 timed out or cancelled; 8 stored data is damaged.
[[nodiscard]] int run(std::span<const std::string> arguments, const Surroundings& surroundings);

}  // namespace hdis::cli
