#pragma once

#include "hdis/core/result.hpp"
#include "hdis/duck/database.hpp"

#include <functional>
#include <span>
#include <stop_token>
#include <string>

namespace hdis::ingest {

/// Runs the statements of a delivery one after the other, and says how far the whole is.
class Stages {
 public:
  Stages(std::function<void(double)> progress, std::stop_token stop)
      : progress_(std::move(progress)), stop_(std::move(stop)) {}

  /// Tells that everything up to `done` (0 to 1) is finished. Errors: `cancelled` if stop was requested.
  [[nodiscard]] Status reach(double done);
  /// Runs a statement that is the part of the whole from where `reach` is up to `done`.
  /// Errors: `cancelled` if stop was requested; else those of the connection.
  [[nodiscard]] Result<duck::Rows> run(duck::Connection& connection, const std::string& sql,
                                       double done);

  [[nodiscard]] const std::stop_token& stop() const { return stop_; }

 private:
  std::function<void(double)> progress_;
  std::stop_token stop_;
  double reached_ = 0;
};

}  // namespace hdis::ingest
