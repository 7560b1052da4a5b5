#pragma once

#include "hdis/query/expression.hpp"

#include <cstdint>
#include <vector>

namespace hdis::query {

enum class Junction : std::uint8_t { all, any };

/// Makes one condition of those that say something about the same subject: `x <> 1 AND x <> 2` is
/// `x NOT IN (1, 2)`, `x = 1 OR x LIKE '2%' OR x = 21` is `x = 1 OR x LIKE '2%'`.
[[nodiscard]] std::vector<Predicate> merge_subjects(Junction junction,
                                                    const std::vector<Predicate>& parts);

/// Takes out tests for NULL (or, in Any, what they cover) that say nothing beside conditions on the same
/// subject. Returns whether they decide the whole: `x IS NULL AND x = 1` is never true,
/// `x IS NULL OR x IS NOT NULL` always.
[[nodiscard]] bool resolve_null_tests(Junction junction, std::vector<Predicate>& parts);

}  // namespace hdis::query
