#pragma once

#include "hdis/core/result.hpp"

#include "anatomy.hpp"
#include "part.hpp"

#include <cstdint>
#include <stop_token>
#include <vector>

namespace hdis::disclosure {

/// What the audit of a request found and what was done about it.
struct Settlement {
  std::size_t rounded = 0;   ///< National numbers that were rounded.
  std::size_t withheld = 0;  ///< Numbers that were withheld.
};

/// Audits all cells of a request together, from what they show, and hides more until every suppressed
/// number keeps as many possible values as the policy says: rounds exact numbers, withholds totals, withholds
/// parts, the cheapest first. Then what turned out not to be needed is shown again.
///
/// Each possible value is proved by other numbers for the whole request that look the same, which the
/// verifier reads again at the end. The same cells always end the same way.
///
/// Errors: `withheld` if that cannot be done, or not with the work that is allowed; `cancelled`.
[[nodiscard]] Result<Settlement> settle(std::vector<ProtectedPart>& parts,
                                        const Dissection& dissection, const Policy& policy,
                                        const std::stop_token& stop);

}  // namespace hdis::disclosure
