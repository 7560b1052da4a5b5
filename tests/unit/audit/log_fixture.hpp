#pragma once

#include "hdis/audit/event.hpp"
#include "hdis/audit/verifier.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hdis::audit::testing {

inline const std::string log_id = "store-1";
inline const Instant noon = *parse_instant("2018-10-01T12:00:00Z");

/// Puts `draft` at the end of `log`.
inline void append(std::vector<Event>& log, const Draft& draft) {
  log.push_back(seal(draft, log.size() + 1, log.empty() ? genesis(log_id) : log.back().hash));
}

/// A log of `length` ordinary events.
inline std::vector<Event> log_of(std::size_t length) {
  std::vector<Event> log;
  for (std::size_t i = 1; i <= length; ++i) {
    append(log, {noon + std::chrono::minutes(i),
                 "alice",
                 "alice (1001)",
                 "request.drafted",
                 "R-" + std::to_string(i),
                 {{"version", "1"}}});
  }
  return log;
}

/// What a verifier says of the whole `log`: the rule that is broken, or "".
inline std::string broken_rule(const std::vector<Event>& log,
                               std::optional<Checkpoint> checkpoint = std::nullopt) {
  Verifier verifier(log_id, std::move(checkpoint));
  for (const auto& event : log) {
    if (const auto status = verifier.next(event); !status) return status.error().reasons()[0].rule;
  }
  const auto status = verifier.finish();
  return status ? "" : status.error().reasons()[0].rule;
}

}  // namespace hdis::audit::testing
