#pragma once

#include "part.hpp"

namespace hdis::disclosure {

/// Under a policy with exact numbers, hides sums, means and medians of a row in which a count is hidden: a mean of whole numbers
/// tells how many they are.
void hide_beside_hidden_counts(ProtectedPart& part, const Policy& policy);

}  // namespace hdis::disclosure
