#include "standing.hpp"

#include "case.hpp"

#include <algorithm>

namespace hdis::service {

Result<UseOfAgreement> use_of(store::Reader& reader, const std::string& stem, governance::User user,
                              Instant now) {
  HDIS_TRY(agreement, agreement_that_counts(reader, stem, now));
  HDIS_TRY(organisation, reader.organisation(user.organisation));
  HDIS_TRY(holders, reader.licensed(stem));
  HDIS_TRY(accepted, reader.accepted_terms(stem, user.id));
  HDIS_TRY(standing, reader.agreement_standing(stem));
  const bool holds = std::ranges::find(holders, user.id) != holders.end();
  return UseOfAgreement{std::move(agreement),
                        std::move(user),
                        std::move(organisation),
                        holds ? governance::Licensed::yes : governance::Licensed::no,
                        std::move(accepted),
                        standing,
                        now};
}

}  // namespace hdis::service
