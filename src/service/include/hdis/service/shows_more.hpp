#pragma once

#include "hdis/core/result.hpp"
#include "hdis/service/session.hpp"

#include <string>
#include <vector>

namespace hdis::service {

/// A change to a question, and what it would change.
struct Suggestion {
  std::string
      change;  ///< "Divide by STP_RESIDENCE (Partnership of residence) instead of CCG_RESIDENCE."
  double suppressed =
      0;  ///< Share of the table's counts that would be suppressed, 0 to 1; estimated.
};

/// How much of a table is suppressed, and with what question less would be.
struct ShowsMore {
  double suppressed = 0;  ///< Share of its counts that are not 0, 0 to 1.
  /// Whether it shows exact numbers. Then nothing is suggested: beside them, what a coarser table shows exactly can give a suppressed number away.
  bool exact = false;
  std::vector<Suggestion>
      suggestions;  ///< Those that would help, the most helpful first; at most four.
};

/// For each table of an output: what would show more. Estimated from the table as it was released, and from nothing else: a suppressed
/// count is taken to be any that the policy suppresses, with the same chance. Recorded as a view of the output.
///
/// Errors: those of `fetch`; those of compiling the question anew.
[[nodiscard]] Result<std::vector<ShowsMore>> what_shows_more(Session& session,
                                                             const std::string& output);

}  // namespace hdis::service
