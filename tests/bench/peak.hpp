#pragma once

#include "hdis/core/result.hpp"

#include <cstdint>
#include <functional>

namespace hdis::bench {

/// Does `work` in a process of its own, a copy of this one, and says how much memory that process had at most, in bytes:
/// what this one holds already (the catalogue) is in it.
///
/// Call it while no other thread runs. Errors: `unavailable` if there can be no other process; `corrupt` if `work` failed.
[[nodiscard]] Result<std::uint64_t> peak_memory(const std::function<Status()>& work);

}  // namespace hdis::bench
