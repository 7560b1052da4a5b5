#pragma once

#include "hdis/disclosure/policy.hpp"
#include "hdis/released/cell.hpp"

#include <cstdint>
#include <optional>

namespace hdis::disclosure {

/// `factor` × numerator / denominator, from the parts as they are shown. Without `decimals`, as many as
/// give four digits after a factor of 1.
///
/// Source: docs/methods/ratios-and-rates.md.
[[nodiscard]] released::Cell protect_ratio(const released::Cell& numerator,
                                           const released::Cell& denominator, double factor,
                                           std::optional<std::uint32_t> decimals);

/// `per` × count / person-years, from the count as it is shown; `person_years` is published.
/// Not applicable where no population is published.
///
/// Source: docs/methods/ratios-and-rates.md.
[[nodiscard]] released::Cell protect_rate(const released::Cell& numerator,
                                          std::optional<double> person_years, double per,
                                          std::uint32_t decimals);

}  // namespace hdis::disclosure
