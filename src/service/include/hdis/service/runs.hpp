#pragma once

#include "hdis/core/result.hpp"
#include "hdis/governance/internal_output.hpp"
#include "hdis/governance/output.hpp"
#include "hdis/released/internal_table.hpp"
#include "hdis/released/table.hpp"
#include "hdis/service/session.hpp"

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace hdis::service {

struct RunInput {
  std::string request;
  std::function<void(double)> progress;  ///< 0 to 1, from another thread; may be empty.
  std::stop_token stop;
};

/// The internal answer of a run whose request asked for one.
struct InternalResult {
  governance::InternalOutput output;
  std::vector<released::InternalTable> tables;  ///< Empty if who ran it may not see them.
};

struct RunResult {
  governance::Output output;
  std::vector<released::Table>
      tables;  ///< Empty if who ran it may not see the output (`fetch` would refuse it too).
  std::optional<InternalResult> internal;  ///< Then there is nothing in the others.
};

/// Runs an approved request through the gate and releases the answer. For its author and for administrators. Showing the answer to
/// who ran it is a view of the output, with the same conditions and the same record. The answer to a request for an internal output is not released:
/// it is kept encrypted, for the licensed analysts of the licensee.
///
/// The result is kept and released in one transaction: if the process is killed before that, nothing was released, and the request can be
/// run again. Errors: as `governance::authorise` (an approval that is void stays visible; the author revises); `withheld`: an
/// output without content is kept, which needs a person; `timed_out`, `cancelled`, `unavailable`: nothing was released and the request
/// can be run again; `conflict` if it is being run.
[[nodiscard]] Result<RunResult> run(Session& session, const RunInput& input);

}  // namespace hdis::service
