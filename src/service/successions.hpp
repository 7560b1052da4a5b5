#pragma once

#include "hdis/store/store.hpp"

#include <optional>
#include <string>
#include <vector>

namespace hdis::service {

/// Into which organisation `code` had gone over by a day; empty while it is its own. Errors: those of the store.
[[nodiscard]] Result<std::optional<store::Succession>> succession_of(
    store::Reader& reader, const governance::OrganisationCode& code, Date day);

/// Whether a recipient still is what it was: what went over into another organisation receives nothing. Errors: `refused`.
[[nodiscard]] Status must_not_have_ended(store::Reader& reader,
                                         const governance::Organisation& recipient, Date day);

/// `code` and every organisation that had gone over into it by a day, directly or through others.
[[nodiscard]] Result<std::vector<governance::OrganisationCode>> predecessors_of(
    store::Reader& reader, const governance::OrganisationCode& code, Date day);

}  // namespace hdis::service
