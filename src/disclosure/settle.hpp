#pragma once

#include "hdis/core/result.hpp"

#include "part.hpp"

#include <cstdint>
#include <stop_token>
#include <vector>

namespace hdis::disclosure {

/// What the audit of a request found and what was done about it.
struct Settlement {
  std::size_t secrets = 0;    ///< Suppressed numbers that were audited.
  std::size_t relations = 0;  ///< Totals and other relations that were followed.
  std::size_t rounded = 0;    ///< National numbers that were rounded.
  std::size_t withheld = 0;   ///< Numbers that were withheld.
};

/// Audits all cells of a request together, from what they show. Where a suppressed number keeps fewer
/// possible values than the policy says, rounds exact numbers or withholds totals, cheapest first, and
/// audits again, until nothing is exposed. The same cells always end the same way.
///
/// Errors: `withheld` if that cannot be done; `cancelled`.
[[nodiscard]] Result<Settlement> settle(std::vector<ProtectedPart>& parts, const Policy& policy,
                                        const std::stop_token& stop);

}  // namespace hdis::disclosure
