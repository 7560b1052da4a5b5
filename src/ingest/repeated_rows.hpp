#pragma once

#include "hdis/catalogue/catalogue.hpp"
#include "hdis/duck/database.hpp"

#include "stages.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace hdis::ingest {

/// Finds rows of the view `complete` that repeat another by `dataset.duplicates`, and puts all but the fullest of each
/// into `staging.rejected`, with `reason`. Does nothing where the dataset has no rule, or where a field of it is not `there`: on
/// fewer fields rows would be taken for the same that are not. Method: docs/methods/duplicates.md.
[[nodiscard]] Status reject_repeated(duck::Connection& connection,
                                     const catalogue::Dataset& dataset,
                                     const std::vector<const catalogue::Field*>& there,
                                     std::size_t reason, Stages& stages, double done);

/// The rule in words, as a reason of a rejection.
[[nodiscard]] std::string repeated_reason(const catalogue::DuplicateRule& rule);

}  // namespace hdis::ingest
