#pragma once

#include "hdis/core/digest.hpp"
#include "hdis/query/plan.hpp"

namespace hdis::governance {

/// Identifies what a question asks without its conditions and years: two that differ only in those have the same. Whoever works out a
/// number from differences asks many of them.
[[nodiscard]] Digest shape_of(const query::Plan& plan);

}  // namespace hdis::governance
