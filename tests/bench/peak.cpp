#include "peak.hpp"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace hdis::bench {

Result<std::uint64_t> peak_memory(const std::function<Status()>& work) {
  const auto child = ::fork();
  if (child < 0) return fail(ErrorCode::unavailable, "bench.fork", "No other process can be made.");
  if (child == 0) ::_exit(work() ? 0 : 1);

  int status = 0;
  rusage usage{};
  if (::wait4(child, &status, 0, &usage) != child || !WIFEXITED(status) ||
      WEXITSTATUS(status) != 0) {
    return fail(ErrorCode::corrupt, "bench.child", "A run whose memory was measured failed.");
  }
  return static_cast<std::uint64_t>(usage.ru_maxrss) << 10U;
}

}  // namespace hdis::bench
