#pragma once

#include "part.hpp"

namespace hdis::disclosure {

/// Computes each mean that stands beside the sum of the same quantity from that sum as it is shown. To be done again
/// when sums were withheld.
///
/// Source: docs/methods/means-and-medians.md.
void set_means_beside_sums(ProtectedPart& part, const Policy& policy);

/// Under a policy with exact numbers, hides sums, means and medians of a row in which a count is hidden: a mean of whole numbers
/// tells how many they are.
void hide_beside_hidden_counts(ProtectedPart& part, const Policy& policy);

}  // namespace hdis::disclosure
