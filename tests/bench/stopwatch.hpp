#pragma once

#include <chrono>

namespace hdis::bench {

/// Milliseconds of wall time.
using Milliseconds = double;

class Stopwatch {
 public:
  /// The time since the last lap, or since the watch was made.
  Milliseconds lap() {
    const auto now = Clock::now();
    const std::chrono::duration<double, std::milli> spent = now - began_;
    began_ = now;
    return spent.count();
  }

 private:
  using Clock = std::chrono::steady_clock;
  Clock::time_point began_ = Clock::now();
};

}  // namespace hdis::bench
