#pragma once

#include "hdis/core/result.hpp"
#include "hdis/governance/agreement.hpp"
#include "hdis/governance/output.hpp"

#include <cstdint>

/// How much an agreement lets be used.
namespace hdis::governance {

/// The first moment of the calendar month (UTC) of `now`, from which runs count.
[[nodiscard]] Instant month_began(Instant now);

/// Whether one more run is within the agreement after `runs` that began in this month. Errors: `refused`.
[[nodiscard]] Status check_run_limit(const Agreement& agreement, std::uint64_t runs);

/// Whether one more download of an output is within the agreement after `downloads`. Errors: `refused`.
[[nodiscard]] Status check_download_limit(const Agreement& agreement, const std::string& output,
                                          std::uint64_t downloads);

}  // namespace hdis::governance
