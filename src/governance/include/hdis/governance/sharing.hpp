#pragma once

#include "hdis/core/result.hpp"
#include "hdis/governance/entitlement.hpp"
#include "hdis/governance/organisation.hpp"
#include "hdis/governance/output.hpp"

namespace hdis::governance {

/// The facts by which an output may be shared. Refers to what the caller keeps alive.
struct SharingFacts {
  const Output& output;
  const Entitlement& sharer;  ///< Who shares, under the agreement of the output's request.
  const Organisation& recipient;
};

/// Whether an output may be shared with an organisation (M13): it is released, who shares may use the agreement, the agreement permits the
/// recipient's kind, and the recipient is another organisation than the licensee and not suspended. Everything that is released has its small
/// numbers suppressed, so nothing else can be shared.
///
/// Errors: `not_permitted`, `conflict` or `refused` with every rule of the group that is broken.
[[nodiscard]] Status may_share(const SharingFacts& facts);

/// Whether an organisation may sign up to the service of an agreement (M14): who enters it may use the agreement, and outputs under it might be
/// shared with the organisation.
///
/// Errors: as `may_share`.
[[nodiscard]] Status may_sign_up(const Entitlement& sharer, const Organisation& recipient);

/// Whether what was shared can still be seen by the recipient: the agreement is in force and not suspended, and so permits its kind.
[[nodiscard]] bool still_shared(const Agreement& agreement, Standing agreement_standing,
                                const Organisation& recipient, Instant now);

}  // namespace hdis::governance
