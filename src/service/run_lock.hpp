#pragma once

#include "hdis/core/result.hpp"
#include "hdis/governance/request.hpp"
#include "hdis/service/store_folder.hpp"

#include <optional>

namespace hdis::service {

/// Shows other processes that a request is being run. The system takes it away from a process that ends, however it ends.
class RunLock {
 public:
  /// Empty if another process holds it. Errors: `unavailable` if the lock file cannot be made.
  static Result<std::optional<RunLock>> take(const StoreLayout& layout,
                                             const governance::RequestId& request);

  RunLock(RunLock&& other) noexcept;
  RunLock& operator=(RunLock&& other) noexcept;
  ~RunLock();

 private:
  explicit RunLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace hdis::service
