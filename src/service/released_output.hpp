#pragma once

#include "hdis/audit/event.hpp"
#include "hdis/released/table.hpp"
#include "hdis/service/outputs.hpp"
#include "hdis/store/store.hpp"

#include "workspace.hpp"

#include <vector>

namespace hdis::service {

/// Whether an output may be looked at, whoever looks. Errors: `withheld`, saying why.
[[nodiscard]] Status check_released(const store::OutputRecord& record);

/// The tables of a released output, each as it was released. Errors: `corrupt`.
[[nodiscard]] Result<std::vector<released::Table>> released_tables(
    Workspace& workspace, const store::OutputRecord& record);

/// Records that who acts has looked at or downloaded an output, if the cap on downloads lets them. `details` say how.
/// Errors: `refused`, `unavailable`.
[[nodiscard]] Status record_use(Workspace& workspace, const store::OutputRecord& record, Use use,
                                audit::Details details);

}  // namespace hdis::service
