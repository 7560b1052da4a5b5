#pragma once

#include "hdis/core/result.hpp"
#include "hdis/governance/internal_output.hpp"
#include "hdis/governance/output.hpp"
#include "hdis/released/internal_table.hpp"
#include "hdis/service/outputs.hpp"
#include "hdis/service/session.hpp"

#include <optional>
#include <string>
#include <vector>

/// Outputs that may hold small numbers (M11): for the licensed analysts of the licensee, and for nobody else.
namespace hdis::service {

struct InternalLine {
  governance::InternalOutput output;
  Instant produced_at{};
  std::string agreement;  ///< Reference with version.
  std::optional<Instant> destroyed_at;
  std::string destroyed_why;
};

/// Internal outputs that the user may see, newest first.
[[nodiscard]] Result<std::vector<InternalLine>> list_internal_outputs(Session& session);

/// The tables of an internal output. Every call is audited, and nothing is handed over unless that succeeded; downloads count towards the
/// agreement's cap.
///
/// Errors: `not_found`; `not_permitted`; `conflict` if it is destroyed, or must be; `corrupt` if it was changed; `unavailable` without its key.
[[nodiscard]] Result<std::vector<released::InternalTable>> fetch_internal(Session& session,
                                                                          const std::string& id,
                                                                          Use use,
                                                                          const std::string& form);

/// Releases the suppressed version of an internal output, made of the same counts when they were counted: an output like any other, whose stamp
/// says what it was made from. For who may see the internal output.
///
/// Errors: `withheld` if no safe tables could be made of it; `conflict` if it was released before or the internal output is destroyed; as
/// `fetch_internal`.
[[nodiscard]] Result<governance::Output> suppress(Session& session, const std::string& id);

}  // namespace hdis::service
