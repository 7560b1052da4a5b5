#pragma once

#include <cstdint>
#include <vector>

namespace hdis::suppression_audit {

/// How many cells at or below each cell are leaves of every dimension and `counted`: the least that a cell can be for a reader
/// who knows which leaves are not 0. `parents` as in `Published`, with one entry of `counted` for each cell.
[[nodiscard]] std::vector<std::int64_t> leaves_below(
    const std::vector<std::vector<std::int32_t>>& parents, const std::vector<bool>& counted);

}  // namespace hdis::suppression_audit
