#pragma once

#include "hdis/core/date.hpp"
#include "hdis/core/digest.hpp"
#include "hdis/core/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace hdis::audit {

/// How far a log had come at some moment, to be kept where those who can write the log cannot.
///
/// A chain alone proves that nothing inside it was changed; that nothing was cut off at its end, or
/// written anew from some event on, only a checkpoint kept elsewhere can prove.
struct Checkpoint {
  std::string log_id;
  std::uint64_t sequence = 0;  ///< Number of the last event.
  Digest hash;                 ///< Of that event.
  Instant made_at{};
  friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

/// As a short text file that a person can read, print and compare.
[[nodiscard]] std::string checkpoint_text(const Checkpoint& checkpoint);

/// Reads what `checkpoint_text` wrote. Errors: `invalid_input`, saying which line is wrong.
[[nodiscard]] Result<Checkpoint> parse_checkpoint(std::string_view text);

}  // namespace hdis::audit
