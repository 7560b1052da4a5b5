#pragma once

#include "hdis/core/date.hpp"
#include "hdis/governance/agreement.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What is owed at the end of an agreement, or when its custodian wants things destroyed (M27).
namespace hdis::governance {

/// That something must be destroyed by a day.
struct DestructionNotice {
  std::string agreement;  ///< Stem of the reference.
  std::string reason;
  Instant issued_at{};
  Date due;
};

/// How urgent an obligation is.
enum class Urgency : std::uint8_t {
  met,
  open,
  reminded,   ///< Due within `days_of_reminder`.
  overdue,    ///< The day has passed.
  escalated,  ///< It passed more than `days_to_escalation` ago.
};
constexpr int days_of_reminder = 14;
constexpr int days_to_escalation = 14;

/// That a certificate of destruction is owed.
struct Obligation {
  std::string agreement;  ///< Stem of the reference.
  std::string why;
  Date due;
  Urgency urgency = Urgency::open;
  std::string to_do;  ///< "" once it is met.
};

/// What obligations follow from. Refers to what the caller keeps alive.
struct ObligationFacts {
  const Agreement& agreement;  ///< The newest version; permits small numbers if any did.
  std::span<const DestructionNotice> notices;
  std::span<const Instant> certificates;  ///< When each was issued.
  Instant now{};
};

[[nodiscard]] std::string_view to_string(Urgency urgency);

/// Every obligation under an agreement, by due day. Each notice asks for a certificate issued after it. The end asks for one issued after it if the agreement
/// permitted output with small numbers; output that has them suppressed may be kept.
[[nodiscard]] std::vector<Obligation> obligations(const ObligationFacts& facts);

}  // namespace hdis::governance
