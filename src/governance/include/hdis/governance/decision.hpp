#pragma once

#include "hdis/core/date.hpp"
#include "hdis/core/result.hpp"
#include "hdis/governance/binding.hpp"
#include "hdis/governance/organisation.hpp"
#include "hdis/governance/people.hpp"
#include "hdis/governance/request.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace hdis::governance {

enum class Verdict : std::uint8_t { approve, send_back, reject };

/// Whether an approval is also one of running the same question again when new data arrive.
enum class Repeats : std::uint8_t { no, yes };

/// For how long an approval holds, and for what.
struct ApprovalTerms {
  std::optional<Date> until;  ///< Last day on which it holds; empty: no end of its own.
  Repeats repeats = Repeats::no;
  friend bool operator==(const ApprovalTerms&, const ApprovalTerms&) = default;
};

/// What a reviewer decided, and on what exactly.
struct Decision {
  UserId reviewer;
  Verdict verdict = Verdict::approve;
  std::string reason;  ///< Empty only for an approval.
  Instant at{};
  Binding binding;        ///< What the reviewer decided on.
  ApprovalTerms terms{};  ///< Of an approval.
  friend bool operator==(const Decision&, const Decision&) = default;
};

/// The facts by which a decision is allowed. Refers to what the caller keeps alive.
struct DecisionFacts {
  const Request& request;
  std::span<const Decision> earlier;  ///< Decisions on this version of the request.
  const User& reviewer;
  const OrganisationCode& custodian;
  std::uint32_t reviewers_needed = 1;
  const Binding& checked;  ///< What the last automatic check looked at, and the reviewer was shown.
  const Binding& now;
  Date today;
};

/// What becomes of a request through a decision: an action, or none while another reviewer is needed.
struct Decided {
  Decision decision;
  std::optional<RequestAction> action;
};

[[nodiscard]] std::string_view to_string(Verdict verdict);
/// Errors: `corrupt` (only stored data is read with it).
[[nodiscard]] Result<Verdict> parse_verdict(std::string_view name);

/// Whether a decision is an approval of exactly what there is now and has not ended.
[[nodiscard]] bool approves(const Decision& decision, const Binding& now, Date today);

/// Whether this person may decide on this request at all: an active reviewer of the custodian who neither wrote the request
/// nor has decided on it already.
///
/// Errors: `not_permitted` with every rule that is broken.
[[nodiscard]] Status may_decide(const DecisionFacts& facts);

/// A reviewer's decision.
///
/// Errors: as `may_decide`; `conflict` if the request does not wait for a decision, or if anything it is bound to has changed
/// since it was checked; `invalid_input` if a reason is missing, or for terms that cannot be: an end that has passed, repetition without an end,
/// terms of something else than an approval.
[[nodiscard]] Result<Decided> decide(const DecisionFacts& facts, Verdict verdict,
                                     std::string_view reason, Instant at,
                                     const ApprovalTerms& terms = {});

}  // namespace hdis::governance
