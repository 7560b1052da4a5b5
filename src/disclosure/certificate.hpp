#pragma once

#include "draft.hpp"
#include "settle.hpp"

#include <string>
#include <vector>

namespace hdis::disclosure {

/// Says in words what was done to protect a table and what was checked.
[[nodiscard]] released::Certificate certify(const std::vector<released::Row>& rows,
                                            const query::TablePlan& table,
                                            std::span<const ProtectedPart> parts,
                                            const Policy& policy, const Settlement& settlement);

/// What a reader of the table must know: the policy's notes and what is special about this table.
[[nodiscard]] std::vector<std::string> notes_for(std::span<const ProtectedPart> parts,
                                                 const Policy& policy,
                                                 const Settlement& settlement);

}  // namespace hdis::disclosure
