#pragma once

#include "part.hpp"

namespace hdis::disclosure {

/// The part with every number as it was counted, small ones among them: for internal outputs only.
///
/// Means have two decimals and medians one, as elsewhere.
[[nodiscard]] ProtectedPart with_exact_numbers(ProtectedPart part);

}  // namespace hdis::disclosure
