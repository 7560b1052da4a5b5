#pragma once

#include "hdis/released/table.hpp"
#include "hdis/store/store.hpp"

#include "case.hpp"
#include "workspace.hpp"

namespace hdis::service {

/// What is stamped on every table of an output.
[[nodiscard]] released::Provenance provenance_of(const Workspace& workspace, const Case& facts,
                                                 const store::RequestRecord& record,
                                                 const governance::OutputId& output);

}  // namespace hdis::service
