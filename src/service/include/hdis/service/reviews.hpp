#pragma once

#include "hdis/core/result.hpp"
#include "hdis/governance/decision.hpp"
#include "hdis/service/requests.hpp"
#include "hdis/service/session.hpp"

#include <string>
#include <vector>

namespace hdis::service {

/// Requests that wait for a decision of the reviewer who asks, oldest first. For reviewers.
[[nodiscard]] Result<std::vector<RequestLine>> list_waiting(Session& session);

/// What a reviewer must see to decide: query, purpose, description, findings, earlier decisions. If anything that was checked (agreement,
/// policy, catalogue, data) has changed since, the checks are made again first, and that is audited. For reviewers.
///
/// Errors: `not_found`, `not_permitted`.
[[nodiscard]] Result<RequestView> review(Session& session, const std::string& id);

/// A reviewer's decision. Where the agreement wants two reviewers the first approval leaves the request waiting.
///
/// Errors: as `governance::decide`; `refused` if what has been found in the meantime forbids an approval; `not_found`.
/// `terms` are those of an approval: until when it holds, and whether for new data as well.
[[nodiscard]] Result<RequestView> decide(Session& session, const std::string& id,
                                         governance::Verdict verdict, const std::string& reason,
                                         const governance::ApprovalTerms& terms = {});

}  // namespace hdis::service
