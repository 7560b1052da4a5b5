#pragma once

#include "block.hpp"

#include <string>
#include <vector>

namespace hdis::synth {

/// Names of a scenario looked up. Errors: `invalid_input`, one reason for each name that is not there.
[[nodiscard]] Result<std::vector<Planted>> look_up(const Options& options,
                                                   const Calibration& country,
                                                   const std::vector<std::string>& practices);

/// truth.json: what was planted and what came of it. Contains no record.
[[nodiscard]] std::string truth_text(const Options& options, const std::vector<Counted>& counted,
                                     const std::vector<Written>& files);

}  // namespace hdis::synth
