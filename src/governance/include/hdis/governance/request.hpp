#pragma once

#include "hdis/core/date.hpp"
#include "hdis/core/result.hpp"
#include "hdis/core/strong_id.hpp"
#include "hdis/governance/organisation.hpp"
#include "hdis/governance/people.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hdis::governance {

using RequestId = StrongId<struct RequestIdTag>;  ///< "R-000001"

/// Where a request stands. Each version of it passes these states in turn and skips none (docs/governance.md).
enum class RequestState : std::uint8_t {
  draft,      ///< Its author may still change it.
  submitted,  ///< Handed in; about to be checked.
  checked,    ///< The automatic checks found nothing that forbids it; it waits for a reviewer.
  returned,   ///< A reviewer wants changes.
  rejected,   ///< A reviewer said no. The end.
  approved,   ///< May run once.
  running,
  failed,     ///< The run ended without an answer; it may be approved for another run as it is.
  produced,   ///< There is an output, which has a life of its own (`OutputState`).
  discarded,  ///< Its author gave the draft up. The end; earlier versions and their outputs stay.
};

/// What may happen to a request.
enum class RequestAction : std::uint8_t {
  edit,     ///< The author changes a draft.
  discard,  ///< The author gives a draft up.
  submit,
  check,      ///< The system has checked it; again, if what it was checked against has changed.
  withdraw,   ///< The author takes it back before a decision: a new version, in draft.
  send_back,  ///< A reviewer returns it with a reason.
  reject,
  approve,  ///< The last approval that was needed.
  revise,   ///< The author begins a new version after a decision: it needs a new decision.
  start,
  fail,
  reinstate,  ///< The approval holds for another run.
  finish,
  repeat,  ///< The same question again, for new data and under a standing approval: a new version.
};

/// A question with its purpose on its way to an answer. What is asked belongs to a version; every version that was once
/// submitted stays as it was.
struct Request {
  RequestId id;
  std::uint32_t version = 1;
  RequestState state = RequestState::draft;
  UserId author;
  OrganisationCode organisation;  ///< The author's.
  std::string agreement;          ///< Stem of the reference.
  std::string
      agreement_version;  ///< Under which this version was last submitted; the newest one for a draft.
  std::uint64_t revision =
      1;  ///< Grows with every change, so that two who change it at once are told.
  friend bool operator==(const Request&, const Request&) = default;

  /// "R-000001 v1"
  [[nodiscard]] std::string subject() const;
};

[[nodiscard]] std::string_view to_string(RequestState state);
/// The state with this name. Errors: `corrupt` (only stored data is read with it).
[[nodiscard]] Result<RequestState> parse_request_state(std::string_view name);
/// As the audit log names it: "submitted", "approved", ...
[[nodiscard]] std::string_view past_tense(RequestAction action);

/// What may happen to a request in `state`.
[[nodiscard]] std::vector<RequestAction> possible_actions(RequestState state);

/// The request after `action`. Who may do it is another question (`permissions.hpp`, `decision.hpp`).
///
/// Errors: `conflict` if the action is not possible in the request's state, saying what is.
[[nodiscard]] Result<Request> apply(const Request& request, RequestAction action);

}  // namespace hdis::governance
