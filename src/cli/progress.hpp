#pragma once

#include "context.hpp"

#include <functional>
#include <memory>
#include <stop_token>
#include <string>

namespace hdis::cli {

/// While it lives: shows how far something long has come (on a terminal, after a second), and turns Ctrl-C into a request to
/// stop, so that what runs can end in order.
class Progress {
 public:
  Progress(const Context& context, std::string what);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// To be called with 0 to 1, from any thread, while this lives.
  [[nodiscard]] std::function<void(double)> callback();
  /// Asked to stop when the user presses Ctrl-C.
  [[nodiscard]] std::stop_token stop() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace hdis::cli
