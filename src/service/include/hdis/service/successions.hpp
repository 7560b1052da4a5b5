#pragma once

#include "hdis/core/result.hpp"
#include "hdis/service/session.hpp"

#include <string>
#include <vector>

/// Organisations that went over into others: groups merge, trusts are taken over.
namespace hdis::service {

struct SuccessionLine {
  std::string organisation;             ///< Code.
  std::string successor;                ///< Code.
  Date since{std::chrono::sys_days()};  ///< First day of the successor.
};

/// Records that an organisation goes over into another on a day (YYYY-MM-DD), once and for good. From that day nothing is shared with it any
/// more, no request names it as its customer, and recipients of the successor see what was shared with it. Agreements are not handed on: a licensee's
/// successor needs an amendment. For administrators of the custodian.
///
/// Errors: `invalid_input`; `not_found`; `conflict` if it has a successor, would succeed itself through others, or is the custodian.
[[nodiscard]] Result<SuccessionLine> record_succession(Session& session,
                                                       const std::string& organisation,
                                                       const std::string& successor,
                                                       const std::string& since);

/// All of them, by code.
[[nodiscard]] Result<std::vector<SuccessionLine>> list_successions(Session& session);

}  // namespace hdis::service
