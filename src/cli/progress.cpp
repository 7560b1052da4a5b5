#include "progress.hpp"

#include <fmt/format.h>
#include <pthread.h>

#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <ctime>
#include <ostream>
#include <thread>

namespace hdis::cli {
namespace {

using Steady = std::chrono::steady_clock;

constexpr std::size_t bar_width = 30;

std::string bar(double done) {
  const auto full = static_cast<std::size_t>(done * static_cast<double>(bar_width));
  return fmt::format("[{}{}] {:3.0f} %", std::string(full, '#'), std::string(bar_width - full, ' '),
                     done * 100);
}

}  // namespace

struct Progress::State {
  State(std::ostream& stream, bool terminal, std::string text)
      : err(stream), shown_on_terminal(terminal), what(std::move(text)) {}

  std::ostream& err;
  bool shown_on_terminal;
  std::string what;
  Steady::time_point began = Steady::now();
  std::atomic<double> done = 0;
  std::stop_source stop;
  sigset_t before{};
  std::jthread watcher;

  // Draws and waits for Ctrl-C in one thread: the signal is blocked everywhere else.
  void watch(const std::stop_token& ending) {
    sigset_t interrupt;
    sigemptyset(&interrupt);
    sigaddset(&interrupt, SIGINT);
    const timespec tick{0, 100'000'000};
    bool drawn = false;
    while (!ending.stop_requested()) {
      if (sigtimedwait(&interrupt, nullptr, &tick) == SIGINT) stop.request_stop();
      if (shown_on_terminal && Steady::now() - began > std::chrono::seconds(1)) {
        err << "\r\x1b[K" << what << ' ' << bar(done.load())
            << (stop.stop_requested() ? "  stopping" : "") << std::flush;
        drawn = true;
      }
    }
    if (drawn) err << "\r\x1b[K" << std::flush;
  }
};

Progress::Progress(const Context& context, std::string what)
    : state_(new State{context.drawing, context.to.err_is_terminal && !context.json,
                       std::move(what)}) {
  sigset_t interrupt;
  sigemptyset(&interrupt);
  sigaddset(&interrupt, SIGINT);
  pthread_sigmask(SIG_BLOCK, &interrupt, &state_->before);
  state_->watcher =
      std::jthread([state = state_.get()](const std::stop_token& ending) { state->watch(ending); });
}

Progress::~Progress() {
  state_->watcher.request_stop();
  state_->watcher.join();
  pthread_sigmask(SIG_SETMASK, &state_->before, nullptr);
}

std::function<void(double)> Progress::callback() {
  return [state = state_.get()](double done) {
    state->done.store(std::min(1.0, std::max(0.0, done)));
  };
}

std::stop_token Progress::stop() const { return state_->stop.get_token(); }

}  // namespace hdis::cli
