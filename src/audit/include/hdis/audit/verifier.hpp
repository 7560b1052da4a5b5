#pragma once

#include "hdis/audit/checkpoint.hpp"
#include "hdis/audit/event.hpp"
#include "hdis/core/result.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace hdis::audit {

/// Reads a log from its first event to its last and says where it stops being what was written.
///
/// Takes one event at a time, so a log of any length can be checked.
class Verifier {
 public:
  /// `checkpoint`, where there is one, must be met on the way.
  explicit Verifier(std::string log_id, std::optional<Checkpoint> checkpoint = std::nullopt);

  /// Checks the next event, in the order of the log.
  ///
  /// Errors: `corrupt`, naming the first broken place and what kinds of change explain it. After an
  /// error nothing further can be said of the log.
  [[nodiscard]] Status next(const Event& event);

  /// To be called after the last event. Errors: `corrupt` if the log ends before the checkpoint;
  /// `invalid_input` if the checkpoint is of another log.
  [[nodiscard]] Status finish() const;

  /// Number of the last event that was found right; 0 before the first.
  [[nodiscard]] std::uint64_t sequence() const { return sequence_; }
  /// What the next event must be chained to.
  [[nodiscard]] const Digest& head() const { return head_; }

 private:
  std::string log_id_;
  std::optional<Checkpoint> checkpoint_;
  std::uint64_t sequence_ = 0;
  Digest head_;
};

}  // namespace hdis::audit
