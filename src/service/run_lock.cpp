#include "run_lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <utility>

namespace hdis::service {

Result<std::optional<RunLock>> RunLock::take(const StoreLayout& layout,
                                             const governance::RequestId& request) {
  const auto file = layout.locks() / (request.text() + ".lock");
  const int descriptor = ::open(file.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  if (descriptor < 0) {
    return fail(ErrorCode::unavailable, "run.no_lock",
                fmt::format("{} cannot be made.", file.string()),
                "check that the store folder belongs to you and the disk is not full");
  }
  RunLock lock(descriptor);
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) return std::optional<RunLock>();
  return std::optional<RunLock>(std::move(lock));
}

RunLock::RunLock(RunLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

RunLock& RunLock::operator=(RunLock&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

RunLock::~RunLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace hdis::service
