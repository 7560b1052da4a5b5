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

/// With whom an output was shared.
struct ShareLine {
  std::string output;
  std::string recipient;       ///< Code.
  std::string recipient_name;  ///< Of the organisation.
  std::string by;
  Instant at{};
  std::string agreement;  ///< Reference with version.
};

/// Shares a released output with an organisation: its people with the role of a recipient can see and download it from then on.
///
/// Errors: `not_found`; `refused` if the agreement does not permit the recipient's kind; `conflict` if it was shared with it before or is
/// not released; `not_permitted`.
[[nodiscard]] Result<ShareLine> share_output(Session& session, const std::string& id,
                                             const std::string& recipient);

/// With whom an output was shared, oldest first. For who may see the output. Errors: `not_found`, `not_permitted`.
[[nodiscard]] Result<std::vector<ShareLine>> list_shares(Session& session, const std::string& id);

}  // namespace hdis::service
