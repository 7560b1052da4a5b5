#pragma once

#include "hdis/core/result.hpp"
#include "hdis/service/requests.hpp"
#include "hdis/service/runs.hpp"
#include "hdis/service/session.hpp"

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

/// Questions that are run again when new data arrive, under approvals that were given for that.
namespace hdis::service {

/// Begins a new version of an answered request, with the same question, for the data that have arrived since: it is checked anew, and approved if its
/// standing approvals hold. For its author and for administrators.
///
/// Errors: `conflict` if there are no new data, it is not answered, or an approval is missing, has ended or is void, with every reason;
/// `refused` if the checks forbid it; `not_permitted`. After an error nothing has changed.
[[nodiscard]] Result<RequestView> repeat(Session& session, const std::string& id);

/// What became of one request that was due.
struct DueRun {
  std::string request;              ///< "R-000001"
  std::optional<RunResult> result;  ///< If it ran.
  std::vector<Reason> reasons;      ///< Why it did not.
};

struct DueInput {
  std::function<void(double)> progress;  ///< 0 to 1 for each, from another thread; may be empty.
  std::stop_token stop;
};

/// Repeats and runs every request with a standing approval for which there are new data, and tells of those whose approval is void. An author's
/// own; for administrators, everybody's. What cannot be run keeps nothing else from it.
[[nodiscard]] Result<std::vector<DueRun>> run_due(Session& session, const DueInput& input);

}  // namespace hdis::service
