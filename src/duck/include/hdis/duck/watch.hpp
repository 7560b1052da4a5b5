#pragma once

#include "hdis/duck/database.hpp"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

namespace hdis::duck {

/// How the statements of a connection are watched while they run.
struct WatchOptions {
  std::function<void(double)>
      progress;  ///< Gets 0 to 1, at most ten times a second, on another thread; may be empty.
  std::stop_token stop;  ///< Interrupts when stop is requested.
  std::optional<std::chrono::steady_clock::time_point>
      deadline;  ///< Interrupts when it has passed.
};

/// Interrupts the statements of a connection on request or when they take too long, as long as it lives.
///
/// The interrupt is repeated until the watch ends, so that one which falls between two statements is
/// not lost. `connection` must outlive the watch.
class Watch {
 public:
  enum class Cause { none, stopped, timed_out };

  Watch(const Connection& connection, WatchOptions options);
  /// Ends the watch; after it, `progress` is not called any more.
  ~Watch();
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

  /// Why the watch has interrupted, if it has.
  [[nodiscard]] Cause cause() const;

 private:
  void run();
  void look();

  const Connection& connection_;
  WatchOptions options_;
  mutable std::mutex mutex_;
  std::condition_variable_any wake_;
  bool ended_ = false;
  Cause cause_ = Cause::none;
  double reported_ = -1;
  std::jthread thread_;  ///< Last: it uses all of the above.
};

}  // namespace hdis::duck
