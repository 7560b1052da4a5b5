#include "hdis/cli/program.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <iostream>
#include <string>
#include <vector>

int main(int argc, char** argv) {
  // Whatever it writes is for the person who asked alone, until they say otherwise.
  ::umask(S_IRWXG | S_IRWXO);
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  return hdis::cli::run(arguments, {std::cin, std::cout, std::cerr, isatty(STDOUT_FILENO) == 1,
                                    isatty(STDERR_FILENO) == 1});
}
