#pragma once

#include "hdis/core/result.hpp"
#include "hdis/governance/alert_queue.hpp"
#include "hdis/governance/monitoring.hpp"
#include "hdis/governance/sharing_audit.hpp"
#include "hdis/service/obligations.hpp"
#include "hdis/service/session.hpp"

#include <map>
#include <string>
#include <vector>

/// The annual review of the use of an agreement (M26): one pack, made of what is on record.
namespace hdis::service {

/// A person and their use in the period.
struct ReviewedPerson {
  std::string id;
  std::string name;
  bool licensed = false;  ///< Now.
  std::string standing;
  std::vector<std::string> against;  ///< Rules that stand against their use now.
  std::map<governance::Counted, std::uint64_t> use;
};

struct ReviewedOutput {
  std::string id;
  std::string request;
  std::string state;
  Instant produced_at{};
  std::string agreement;  ///< Reference with version.
  std::uint64_t downloads = 0;
  std::vector<std::string> shared_with;  ///< Codes.
};

struct UseReview {
  std::string agreement;  ///< Stem of the reference.
  std::string organisation;
  std::string organisation_name;
  Date from{std::chrono::sys_days()};  ///< First day.
  Date to{std::chrono::sys_days()};    ///< Last day.
  std::vector<std::string> versions;   ///< "v1.2: 2017-09-01 to 2019-06-30".
  std::map<governance::Counted, std::uint64_t> use;
  std::vector<ReviewedPerson> people;
  std::map<std::string, std::uint64_t> requests;  ///< By state, of those drafted in the period.
  std::map<std::string, std::uint64_t> work_areas;
  std::map<std::string, std::uint64_t> refusals;  ///< By rule.
  std::vector<ReviewedOutput> outputs;            ///< Produced in the period.
  std::vector<std::string>
      standing_changes;  ///< "2018-10-01T12:00:00Z agreement.suspended X by admin: why".
  std::vector<governance::QueuedAlert> alerts;
  std::vector<governance::SharingAudit> audits;  ///< Of the agreement, in the period or open.
  ObligationsView obligations;
  std::uint64_t log_events = 0;  ///< Of the log, which was verified for this.
  std::string log_head;
};

/// Gathers the review of an agreement from the day `from` to the day `to` (YYYY-MM-DD; "": the year that ends today). For administrators
/// and auditors. Errors: `not_found`; `not_permitted`; `invalid_input` for days; `corrupt` if the log is not what was written.
[[nodiscard]] Result<UseReview> review_use(Session& session, const std::string& agreement,
                                           const std::string& from, const std::string& to);

/// The review as a document in Markdown, for people.
[[nodiscard]] std::string to_markdown(const UseReview& review);

}  // namespace hdis::service
