#pragma once

#include "hdis/core/result.hpp"
#include "hdis/governance/certificate.hpp"
#include "hdis/governance/obligations.hpp"
#include "hdis/service/session.hpp"

#include <string>
#include <vector>

/// What is owed at the end of agreements, and the proof that it was done.
namespace hdis::service {

/// An output and what becomes of it at the end.
struct KeptOutput {
  std::string id;
  std::string state;
  std::uint64_t downloads = 0;
  std::uint64_t shared_with = 0;  ///< Organisations.
};

/// An internal output, which must not outlive the agreement.
struct InternalCopy {
  std::string id;
  std::string state;
  std::uint64_t downloads = 0;  ///< Copies for which a certificate is needed.
  std::string destroyed_at;     ///< YYYY-MM-DDTHH:MM:SSZ; "" while it is kept.
  std::string why;              ///< It was destroyed.
  std::string
      key_fingerprint;  ///< Of the key that opens it, or opened it; the log has it since it was made.
  bool proved_gone = false;  ///< Looked up now: neither its key nor its tables are in the system.
};

/// Everything owed under one agreement, and what may be kept.
struct ObligationsView {
  std::string agreement;     ///< Reference with version: the newest.
  std::string organisation;  ///< Code of the licensee.
  Date ends{std::chrono::sys_days()};
  std::vector<governance::Obligation> obligations;
  /// Released outputs: their small numbers are suppressed, so they may be kept beyond the end. Access through the system ends with the agreement.
  std::vector<KeptOutput> kept_by_right;
  /// Internal outputs: the system destroys its own copies at the end or at a notice.
  std::vector<InternalCopy> internal;
  std::uint64_t certificates = 0;
};
/// Of the agreement with this reference, or of all ("") that owe something or have ended. Administrators, reviewers and auditors see all; others, those of their own organisation.
[[nodiscard]] Result<std::vector<ObligationsView>> list_obligations(Session& session,
                                                                    const std::string& agreement);

/// Asks for the destruction of what there is under an agreement by a day (YYYY-MM-DD). The system destroys its own copies of internal outputs at
/// once. For administrators.
/// Errors: `invalid_input` without a reason or for a day that has passed; `not_found`, `not_permitted`.
[[nodiscard]] Result<governance::DestructionNotice> issue_notice(Session& session,
                                                                 const std::string& agreement,
                                                                 const std::string& due,
                                                                 const std::string& reason);

struct CertificateInput {
  std::string agreement;  ///< Reference without version.
  std::string what;
  std::string destroyed_on;  ///< YYYY-MM-DD
  std::string how;
  std::string backups;          ///< "none", or what there is.
  std::string backups_gone_by;  ///< YYYY-MM-DD; "" for the day of the destruction.
};
/// Issues a certificate that the user who acts signs for their organisation, the licensee; signed with the key of the store. Possible after the agreement's end.
///
/// Errors: `invalid_input` with every defect; `not_found`; `not_permitted` for who does not work for the licensee.
[[nodiscard]] Result<std::string> issue_certificate(Session& session,
                                                    const CertificateInput& input);

/// The public key with which certificates of this store are verified. For every user of it.
[[nodiscard]] Result<std::string> certificate_key(Session& session);

}  // namespace hdis::service
