#pragma once

#include "hdis/service/audits.hpp"
#include "hdis/store/store.hpp"

namespace hdis::service {

/// Compares what the store holds with the digests in its log, which was verified before, and counts it into `verified`: versions of
/// agreements, released tables, certificates of destruction, records of oversight. Errors: `corrupt`, naming what was changed or was never recorded.
[[nodiscard]] Status verify_contents(store::Reader& reader, Verified& verified);

}  // namespace hdis::service
