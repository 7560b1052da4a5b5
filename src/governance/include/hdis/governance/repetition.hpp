#pragma once

#include "hdis/core/date.hpp"
#include "hdis/core/result.hpp"
#include "hdis/governance/decision.hpp"
#include "hdis/governance/request.hpp"

#include <cstdint>
#include <optional>
#include <span>

/// Questions that are run again when new data arrive, under approvals that were given for that (M7, M8).
namespace hdis::governance {

/// The facts by which a question may be run again without a new decision. Refers to what the caller keeps alive.
struct RepetitionFacts {
  const Request& request;
  std::span<const Decision> decisions;  ///< On the version that people decided on.
  std::uint32_t reviewers_needed = 1;
  const Binding& now;  ///< Of the question as it would be run now.
  Date today;
};

/// The last day on which every approval of these that is for repetition holds; empty if none is.
[[nodiscard]] std::optional<Date> repeats_until(std::span<const Decision> decisions);

/// Whether the question may be run again: as many reviewers as are needed, none of them its author, approved that it is repeated, their approvals
/// have not ended, and nothing but the data differs from what they approved.
///
/// Errors: `conflict` with every reason.
[[nodiscard]] Status may_repeat(const RepetitionFacts& facts);

}  // namespace hdis::governance
