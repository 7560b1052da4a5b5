#pragma once

#include "hdis/query/expression.hpp"

#include "plan/regular_expression.hpp"

#include <optional>
#include <vector>

namespace hdis::query {

/// Drops every alternative whose texts another one finds anyway: `J441` beside the prefix `J44`.
/// Sorted afterwards, without repetition.
void remove_implied(std::vector<LiteralAlternative>& alternatives);

/// Whether a pattern of `alternative` finds something in `text`.
[[nodiscard]] bool finds(const LiteralAlternative& alternative, const std::string& text);

/// The conditions, at most one of each kind, of which any must be true (all, if negated) for `subject` to
/// be (not be) among `alternatives`: prefixes, whole values, texts found anywhere.
[[nodiscard]] std::vector<Predicate> alternative_conditions(
    const RowExpression& subject, std::vector<LiteralAlternative> alternatives, bool negated);

/// The alternatives that a condition on a text stands for, if it is such a condition and is (not) negated.
[[nodiscard]] std::optional<std::vector<LiteralAlternative>> alternatives_of(
    const Predicate& condition, bool negated);

}  // namespace hdis::query
