#pragma once

#include "hdis/governance/entitlement.hpp"
#include "hdis/store/store.hpp"

#include <string>

namespace hdis::service {

/// A person's use of an agreement at a moment, with everything that decides on it.
struct UseOfAgreement {
  governance::Agreement agreement;  ///< The version that counts.
  governance::User user;
  governance::Organisation organisation;  ///< The user's.
  governance::Licensed licensed = governance::Licensed::no;
  std::string accepted_terms;
  governance::Standing standing = governance::Standing::active;  ///< Of the agreement.
  Instant now{};

  [[nodiscard]] governance::Entitlement entitlement() const {
    return {agreement, user, organisation, licensed, now, accepted_terms, standing};
  }
};

/// Gathers it. Errors: `not_found`.
[[nodiscard]] Result<UseOfAgreement> use_of(store::Reader& reader, const std::string& stem,
                                            governance::User user, Instant now);

}  // namespace hdis::service
