#pragma once

#include "audit/recheck.hpp"
#include "draft.hpp"

namespace hdis::disclosure {

/// What the last check should find in a table laid out as `draft`.
[[nodiscard]] audit::Expectation expectation_of(const Draft& draft, const query::TablePlan& table,
                                                const Policy& policy);

}  // namespace hdis::disclosure
