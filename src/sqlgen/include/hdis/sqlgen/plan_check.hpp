#pragma once

#include "hdis/catalogue/catalogue.hpp"
#include "hdis/core/result.hpp"
#include "hdis/query/plan.hpp"

#include <vector>

namespace hdis::sqlgen {

/// Whether an engine can take `aggregation` without ever failing on data: every field exists in the dataset
/// of its population with the type that the plan says and is no identifier, both sides of every comparison
/// have one type, every pattern is a valid RE2 pattern, every constant can be written, every index is in
/// range.
///
/// The binder makes no other plans. This is checked again here because a plan that compares a text with a
/// number would make a database convert what is in the records, and its failure would tell about them.
/// Errors: `invalid_input` (`engine.plan_invalid`), with the field's name but no constant of the plan.
[[nodiscard]] Status check(const query::Aggregation& aggregation,
                           const catalogue::Catalogue& catalogue);

/// All populations of `aggregation`, those of person sets inside conditions included. Borrowed.
[[nodiscard]] std::vector<const query::Population*> populations_of(
    const query::Aggregation& aggregation);

}  // namespace hdis::sqlgen
