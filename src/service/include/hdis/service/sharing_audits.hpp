#pragma once

#include "hdis/core/result.hpp"
#include "hdis/governance/sharing_audit.hpp"
#include "hdis/service/session.hpp"

#include <cstddef>
#include <string>
#include <vector>

/// Data sharing audits (`governance::SharingAudit`). What changes one is for auditors and administrators who work for the custodian, and is
/// an event with the digest of the audit as it is then. Errors beside those of the steps: `not_found`; `not_permitted`.
namespace hdis::service {

/// The words of the catalogue. Errors: `not_found`, `invalid_input`.
[[nodiscard]] Result<governance::AuditWords> audit_words(Session& session);

struct AuditOpening {
  std::string agreement;  ///< Reference; the version that counts now is audited.
  std::vector<std::string> scope;
  std::string occasion;
};
[[nodiscard]] Result<governance::SharingAudit> open_audit(Session& session,
                                                          const AuditOpening& opening);

[[nodiscard]] Result<governance::SharingAudit> add_audit_finding(
    Session& session, const std::string& id, const governance::AuditFinding& finding);

struct ActionInput {
  std::size_t finding = 0;  ///< From 1.
  std::string what;
  std::string owner;
  std::string due;  ///< YYYY-MM-DD
};
[[nodiscard]] Result<governance::SharingAudit> add_audit_action(Session& session,
                                                                const std::string& id,
                                                                const ActionInput& input);

[[nodiscard]] Result<governance::SharingAudit> report_audit(Session& session, const std::string& id,
                                                            const std::string& rating,
                                                            const std::string& conclusion);

struct EvidenceInput {
  std::size_t finding = 0;  ///< From 1.
  std::size_t action = 0;   ///< From 1.
  std::string evidence;
};
[[nodiscard]] Result<governance::SharingAudit> close_audit_action(Session& session,
                                                                  const std::string& id,
                                                                  const EvidenceInput& input);

/// The post-audit review, with the risk that is left.
[[nodiscard]] Result<governance::SharingAudit> review_audit(Session& session, const std::string& id,
                                                            const std::string& review,
                                                            const std::string& rating);

/// Audits of an agreement ("": of all), oldest first. Administrators, auditors and reviewers see all; others those of their own organisation
/// once they are reported.
[[nodiscard]] Result<std::vector<governance::SharingAudit>> list_audits(
    Session& session, const std::string& agreement);
/// One of these.
[[nodiscard]] Result<governance::SharingAudit> show_audit(Session& session, const std::string& id);

}  // namespace hdis::service
