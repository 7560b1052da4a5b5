#include "hdis/duck/watch.hpp"

#include <utility>

namespace hdis::duck {
namespace {

constexpr std::chrono::milliseconds interval{100};

}  // namespace

Watch::Watch(const Connection& connection, WatchOptions options)
    : connection_(connection), options_(std::move(options)), thread_([this] { run(); }) {}

Watch::~Watch() {
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
  }
  wake_.notify_all();
}

Watch::Cause Watch::cause() const {
  const std::lock_guard lock(mutex_);
  return cause_;
}

void Watch::run() {
  // Woken at once when stop is requested; otherwise looks at the clock and the progress now and then.
  const std::stop_callback on_stop(options_.stop, [this] { wake_.notify_all(); });
  std::unique_lock lock(mutex_);
  while (!ended_) {
    look();
    wake_.wait_for(lock, interval, [this] {
      return ended_ || (cause_ == Cause::none && options_.stop.stop_requested());
    });
  }
}

void Watch::look() {
  if (cause_ == Cause::none && options_.stop.stop_requested()) cause_ = Cause::stopped;
  const bool late = options_.deadline && std::chrono::steady_clock::now() >= *options_.deadline;
  if (cause_ == Cause::none && late) cause_ = Cause::timed_out;
  if (cause_ != Cause::none) {
    connection_.interrupt();
    return;
  }
  if (!options_.progress) return;
  const double now = connection_.progress();
  if (now <= reported_) return;
  reported_ = now;
  options_.progress(now);
}

}  // namespace hdis::duck
