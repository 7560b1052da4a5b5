#pragma once

#include "hdis/core/date.hpp"
#include "hdis/core/digest.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

/// The record of what happened: events, each bound to the one before by a digest. Pure; the store keeps them.
namespace hdis::audit {

/// Facts about an event by name. Texts are UTF-8 and never hold a value of a patient's record.
using Details = std::map<std::string, std::string>;

/// An event before it has a place in the log.
struct Draft {
  Instant at{};
  std::string actor;    ///< User of the store who acted, or "system".
  std::string os_user;  ///< Operating-system user behind the process, e.g. "jsmith (1004)".
  std::string action;   ///< What was done, e.g. "request.approved".
  std::string subject;  ///< To what, e.g. "R-000001 v1".
  Details details;
};

/// An event in its place in the log.
struct Event {
  std::uint64_t sequence = 0;  ///< 1 for the first, without gaps.
  Instant at{};
  std::string actor;
  std::string os_user;
  std::string action;
  std::string subject;
  std::string details;  ///< Canonical JSON: an object of texts, keys sorted, no white space.
  Digest previous;      ///< `hash` of the event before, or `genesis` for the first.
  Digest hash;          ///< `hash_of` this event.
  friend bool operator==(const Event&, const Event&) = default;
};

/// Details as canonical JSON: equal details have equal texts.
[[nodiscard]] std::string canonical_json(const Details& details);

/// What the first event of the log `log_id` is chained to, so that no log can pass for another.
[[nodiscard]] Digest genesis(std::string_view log_id);

/// The digest of every part of `event` but its hash.
[[nodiscard]] Digest hash_of(const Event& event);

/// Gives `draft` its place after the event with the number `sequence - 1` and the hash `previous`.
[[nodiscard]] Event seal(const Draft& draft, std::uint64_t sequence, const Digest& previous);

}  // namespace hdis::audit
