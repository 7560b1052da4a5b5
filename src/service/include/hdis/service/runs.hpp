#pragma once

#include "hdis/core/result.hpp"
#include "hdis/governance/output.hpp"
#include "hdis/released/table.hpp"
#include "hdis/service/session.hpp"

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace hdis::service {

struct RunInput {
  std::string request;
  std::function<void(double)> progress;  ///< 0 to 1, from another thread; may be empty.
  std::stop_token stop;
};

struct RunResult {
  governance::Output output;
  std::vector<released::Table>
      tables;  ///< Empty if who ran it may not see the output (`fetch` would refuse it too).
};

/// Runs an approved request through the gate and releases the answer. For its author and for administrators. Showing the answer to
/// who ran it is a view of the output, with the same conditions and the same record.
///
/// The result is kept and released in one transaction: if the process is killed before that, nothing was released, and the request can be
/// run again. Errors: as `governance::authorise` (an approval that is void stays visible; the author revises); `withheld`: an
/// output without content is kept, which needs a person; `timed_out`, `cancelled`, `unavailable`: nothing was released and the request
/// can be run again; `conflict` if it is being run.
[[nodiscard]] Result<RunResult> run(Session& session, const RunInput& input);

}  // namespace hdis::service
