#pragma once

#include "hdis/core/result.hpp"
#include "hdis/governance/checks.hpp"
#include "hdis/governance/comment.hpp"
#include "hdis/governance/decision.hpp"
#include "hdis/governance/internal_output.hpp"
#include "hdis/governance/output.hpp"
#include "hdis/governance/purpose.hpp"
#include "hdis/governance/request.hpp"
#include "hdis/governance/waiting.hpp"
#include "hdis/service/session.hpp"

#include <optional>
#include <string>
#include <vector>

namespace hdis::service {

/// A request with what belongs to its present version.
struct RequestView {
  governance::Request request;
  Instant changed_at{};
  std::string query_text;
  std::string purpose_text;  ///< The purpose file.
  governance::Purpose purpose;
  Digest fingerprint;       ///< Of what the query computes; empty if it does not compile any more.
  std::string description;  ///< What would be computed, in words; likewise.
  std::vector<governance::CheckFinding> findings;  ///< Of the last check; none for a draft.
  std::optional<governance::Binding> checked;      ///< What the last check looked at.
  /// Those that who looks may be told of: where two reviewers are needed, they and the author learn of them when it is decided.
  std::vector<governance::Decision> decisions;
  std::vector<governance::Comment> comments;  ///< On all versions, oldest first; likewise.
  std::uint32_t repeats = 0;  ///< Version whose standing approvals this one repeats; 0 for none.
  std::optional<governance::OutputId> output;
  governance::OutputState output_state = governance::OutputState::produced;  ///< Of `output`.
  std::vector<std::string> output_reasons;             ///< Why it is withheld, in words.
  bool output_readable = false;                        ///< Whether who looks may read it now.
  std::optional<governance::InternalOutput> internal;  ///< Where that was asked for.
  bool internal_readable = false;                      ///< Whether who looks may read it now.
  std::vector<Reason>
      obstacles;  ///< Of an approved request: why it cannot run as things stand (the approval is void, ...).
};

/// A request that waits for somebody.
struct WaitingLine {
  governance::Request request;
  governance::Waiting waiting;
  Instant since{};
  std::int64_t days = 0;  ///< Whole ones.
  std::string purpose;    ///< In a line.
};

/// A line of a list of requests.
struct RequestLine {
  governance::Request request;
  Instant changed_at{};
  std::string purpose;  ///< In a line.
};

struct DraftInput {
  std::string agreement;  ///< Reference; a version in it is ignored: the newest in force counts.
  std::string query_text;
  std::string purpose_text;  ///< Of a purpose file.
};

/// Keeps a new request as a draft. The query must compile, so that its author sees mistakes at once. For analysts.
///
/// Errors: those of `query::compile` and `governance::parse_purpose`; `not_found` for the agreement; `not_permitted`.
/// A query that is refused is audited.
[[nodiscard]] Result<RequestView> draft(Session& session, const DraftInput& input);

/// Keeps a new request and hands it in, in one transaction: if it is refused, nothing is kept but the record of the refusal, so that
/// its author mends the files and submits them again. For analysts. Errors: those of `draft` and of `submit`.
[[nodiscard]] Result<RequestView> submit_new(Session& session, const DraftInput& input);

/// What is to change; empty: stays.
struct RevisionInput {
  std::optional<std::string> query_text;
  std::optional<std::string> purpose_text;
};
/// Changes a draft, or begins a new version (in draft) of a request that was returned, approved or answered. For its author.
///
/// Errors: as `draft`; `conflict` if the request is in another state.
[[nodiscard]] Result<RequestView> revise(Session& session, const std::string& id,
                                         const RevisionInput& input);

/// What the automatic checks say of the request as it is, without submitting it. For its author.
[[nodiscard]] Result<std::vector<governance::CheckFinding>> preview(Session& session,
                                                                    const std::string& id);

/// Checks a draft and, if nothing forbids it, hands it in. For its author.
///
/// Errors: `refused` with every finding that forbids it: the request stays a draft and the refusal is audited; `conflict` if it is
/// not a draft; `not_permitted`.
[[nodiscard]] Result<RequestView> submit(Session& session, const std::string& id);

/// Takes a submitted request back: a new version in draft with the same content. For its author.
[[nodiscard]] Result<RequestView> withdraw(Session& session, const std::string& id);

/// Gives a draft up: the end of the request. Its earlier versions, if it has any, and their outputs stay as they are. For its author.
///
/// Errors: `conflict` if it is not a draft; `not_found`; `not_permitted`.
[[nodiscard]] Result<RequestView> discard(Session& session, const std::string& id);

/// Says something about a request, which decides nothing. For its author and the custodian's reviewers. Errors: as `governance::write_comment`.
[[nodiscard]] Result<RequestView> comment(Session& session, const std::string& id,
                                          const std::string& text);

/// The clock of the service: requests that the user may see and that wait for somebody, longest first.
[[nodiscard]] Result<std::vector<WaitingLine>> list_waiting_for_anybody(Session& session);

/// Requests that the user may see, newest first; not those that were discarded.
[[nodiscard]] Result<std::vector<RequestLine>> list_requests(Session& session);
/// Errors: `not_found`; `not_permitted`.
[[nodiscard]] Result<RequestView> show_request(Session& session, const std::string& id);

}  // namespace hdis::service
