#pragma once

#include "part.hpp"

#include <vector>

namespace hdis::disclosure {

/// Rounds exact national counts that stand in one request with numbers about places, unless both count
/// the same records.
///
/// Where they do, the audit knows how they belong together. Where the one counts some of the records of
/// the other (a further condition, another year, a person set), the difference is a number that nobody
/// looks at. Decided from what was asked, never from what was counted, so it tells nothing.
///
/// Returns how many numbers were rounded.
std::size_t blur_beside_places(std::vector<ProtectedPart>& parts, const Policy& policy);

}  // namespace hdis::disclosure
