#pragma once

#include "hdis/service/requests.hpp"

#include "workspace.hpp"

namespace hdis::service {

/// A request as it is shown.
[[nodiscard]] Result<RequestView> view_of(const Workspace& workspace, store::Reader& reader,
                                          const store::RequestRecord& record);

/// Lines of a list.
[[nodiscard]] RequestLine line_of(const store::RequestRecord& record);

}  // namespace hdis::service
