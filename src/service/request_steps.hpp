#pragma once

#include "hdis/store/store.hpp"

#include "workspace.hpp"

namespace hdis::service {

/// Applies `action` to the request of `record`, saves it with `event` and brings `record` up to date.
///
/// The action and the subject of `event` are filled in, and what the step was is added to its details.
[[nodiscard]] Status take_step(store::Writer& writer, store::RequestRecord& record,
                               governance::RequestAction action, audit::Draft event);

/// Marks as failed what is said to run although no process runs it.
[[nodiscard]] Status end_stale_runs(Workspace& workspace);

}  // namespace hdis::service
