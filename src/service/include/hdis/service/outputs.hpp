#pragma once

#include "hdis/core/result.hpp"
#include "hdis/governance/output.hpp"
#include "hdis/released/table.hpp"
#include "hdis/service/session.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace hdis::service {

struct OutputLine {
  governance::Output output;
  Instant produced_at{};
  std::string agreement;             ///< Reference with version.
  std::vector<std::string> reasons;  ///< Why it is withheld.
};

/// Outputs that the user may see, newest first.
[[nodiscard]] Result<std::vector<OutputLine>> list_outputs(Session& session);

/// How an output is to be used; recorded with its form.
enum class Use : std::uint8_t { view, download };

/// The tables of a released output, checked against the digests recorded when they were released.
///
/// `form` says what it is made into, e.g. "csv". Every call is audited, and nothing is handed over unless that succeeded.
/// Errors: `not_found`; `not_permitted`; `withheld` if it was not released; `corrupt` if it was changed since.
[[nodiscard]] Result<std::vector<released::Table>> fetch(Session& session, const std::string& id,
                                                         Use use, const std::string& form);

}  // namespace hdis::service
