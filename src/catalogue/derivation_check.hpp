#pragma once

#include "drafts.hpp"

#include <string>

namespace hdis::catalogue {

/// What is wrong with `field`'s derivation, in words; "" if nothing is.
[[nodiscard]] std::string derivation_defect(const Field& field, const Dataset& dataset,
                                            const Drafts& drafts);

/// What is wrong with `dataset`'s own derivation, in words; "" if nothing is, or if it has none.
[[nodiscard]] std::string dataset_derivation_defect(const Dataset& dataset, const Drafts& drafts);

}  // namespace hdis::catalogue
