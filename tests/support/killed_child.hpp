#pragma once

#include "hdis/core/assert.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <functional>
#include <string>

namespace hdis::testing {

/// What became of a child process, and what it had said before it ended.
struct Child {
  bool killed = false;  ///< By SIGKILL; otherwise it came to its end.
  std::string said;     ///< Everything it acknowledged.
};

/// Ends the process at once, as a power cut would.
[[noreturn]] inline void kill_self() {
  ::kill(::getpid(), SIGKILL);
  ::_exit(1);  // Not reached; tells the compiler so.
}

/// Runs `work` in a child process. It is handed a function by which it acknowledges one letter at a time.
inline Child run_in_child(const std::function<void(const std::function<void(char)>&)>& work) {
  int ends[2];
  HDIS_ASSERT(::pipe(ends) == 0);
  const auto child = ::fork();
  HDIS_ASSERT(child >= 0);
  if (child == 0) {
    ::close(ends[0]);
    work([&](char letter) { HDIS_ASSERT(::write(ends[1], &letter, 1) == 1); });
    ::_exit(0);
  }

  ::close(ends[1]);
  Child result;
  char letter = 0;
  while (::read(ends[0], &letter, 1) == 1) result.said += letter;
  ::close(ends[0]);
  int status = 0;
  HDIS_ASSERT(::waitpid(child, &status, 0) == child);
  result.killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
  HDIS_ASSERT(result.killed || (WIFEXITED(status) && WEXITSTATUS(status) == 0));
  return result;
}

}  // namespace hdis::testing
