#pragma once

#include "hdis/core/result.hpp"
#include "hdis/governance/entitlement.hpp"
#include "hdis/governance/people.hpp"
#include "hdis/service/session.hpp"

#include <optional>
#include <string>
#include <vector>

/// What has to be true of a person before they may ask: recorded by the custodian's administrators, never by the person, and
/// counting at the very next action.
namespace hdis::service {

/// Records a training that is valid until a day (YYYY-MM-DD). Errors: `invalid_input`, `not_found`, `not_permitted`; `conflict` for one's own.
[[nodiscard]] Result<governance::User> record_training(Session& session, const std::string& id,
                                                       const std::string& course,
                                                       const std::string& valid_until);
/// Records who says that somebody is a substantive employee. Errors: as above.
[[nodiscard]] Result<governance::User> attest_employment(Session& session, const std::string& id,
                                                         const std::string& by);
/// Records the last day of somebody who leaves; from the day after, they cannot act. Errors: as above.
[[nodiscard]] Result<governance::User> record_leaver(Session& session, const std::string& id,
                                                     const std::string& last_day,
                                                     const std::string& reason);

/// The user who acts accepts a version of an agreement's terms. Errors: `refused` if another version counts; `not_found`.
[[nodiscard]] Status accept_terms(Session& session, const std::string& agreement,
                                  const std::string& version);

/// A licence that changes hands, under change control.
struct Transfer {
  std::string agreement;
  std::string from;
  std::string to;
  std::string reason;
};
/// Ends the licence of one and gives one to the other, both or neither, and records the charge that the agreement names for it, which is
/// returned in pounds. Errors: those of `grant_licence` and `end_licence`; `invalid_input` without a reason.
[[nodiscard]] Result<std::optional<std::uint32_t>> transfer_licence(Session& session,
                                                                    const Transfer& transfer);

struct ChargeLine {
  std::string what;
  std::uint32_t pounds = 0;
  std::string subject;
  Instant at{};
};
/// What has become due under an agreement, oldest first. For administrators and auditors.
[[nodiscard]] Result<std::vector<ChargeLine>> list_charges(Session& session,
                                                           const std::string& agreement);

/// What each rule says of a person's use of an agreement now. For that person, administrators, reviewers and auditors.
/// Errors: `not_found`, `not_permitted`.
[[nodiscard]] Result<std::vector<governance::RuleOutcome>> explain_use(Session& session,
                                                                       const std::string& agreement,
                                                                       const std::string& user);

}  // namespace hdis::service
