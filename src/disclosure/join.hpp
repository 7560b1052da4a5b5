#pragma once

#include "hdis/core/result.hpp"

#include "part.hpp"

#include <map>
#include <span>
#include <vector>

namespace hdis::disclosure {

/// The cells of one place in each part; null where the part has no records there.
using JoinedRow = std::vector<const std::vector<GuardedCell>*>;

/// Parts put side by side, by place in the dimensions of part 0.
using Joined = std::map<Place, JoinedRow>;

/// Joins parts on all their dimensions, matched by name (else by position). Which rows are kept depends
/// on which groups have records at all, which every released table shows anyway.
///
/// Errors: `withheld` if the parts do not have the same dimensions.
[[nodiscard]] Result<Joined> join(std::span<const ProtectedPart> parts, query::JoinRows keep);

}  // namespace hdis::disclosure
