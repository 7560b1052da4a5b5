#pragma once

#include "hdis/catalogue/catalogue.hpp"
#include "hdis/core/digest.hpp"

namespace hdis::ingest {

/// The digest of everything in the catalogue that decides what ingest stores of `dataset`: names, types, classes,
/// missing values, ranges, derivations, the codes of closed and padded fields, sorting. Labels and
/// descriptions are not in it, so that improving them does not make deliveries new.
[[nodiscard]] Digest definition_digest(const catalogue::Dataset& dataset,
                                       const catalogue::Catalogue& catalogue);

}  // namespace hdis::ingest
