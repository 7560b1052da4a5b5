#pragma once

#include "hdis/query/expression.hpp"

#include <string>
#include <vector>

/// Makers of predicates in normal form: equal conditions end as equal trees, however they were spelled.
/// A predicate here stands where it matters only whether it is true; "unknown" may become false.
namespace hdis::query {

/// The comparison that is true where `comparison` is false.
[[nodiscard]] Comparison opposite(Comparison comparison);
/// The comparison with its sides exchanged.
[[nodiscard]] Comparison mirrored(Comparison comparison);

/// `subject op value`. `value` has the type of the subject and is not NULL. Exclusive bounds of whole
/// numbers and dates become inclusive, a prefix taken by SUBSTRING becomes StartsWith.
[[nodiscard]] Predicate compare_constant(RowExpression subject, Comparison op, Value value);
/// `left op right` between two fields of one type.
[[nodiscard]] Predicate compare_fields(FieldRef left, Comparison op, FieldRef right);
/// Membership in constants of the subject's type, none of them NULL. An empty list is never true.
[[nodiscard]] Predicate in_list(RowExpression subject, std::vector<Value> values, bool negated);
/// Begins with one of `prefixes`.
[[nodiscard]] Predicate starts_with(RowExpression subject, std::vector<std::string> prefixes,
                                    bool negated);
/// SQL LIKE: `%` is any text, `_` any character.
[[nodiscard]] Predicate like(RowExpression subject, const std::string& pattern, bool negated);
/// An RE2 pattern that is known to be well formed, found anywhere.
[[nodiscard]] Predicate matches(RowExpression subject, const std::string& pattern, bool negated);

/// True if all (any) of the parts are. No parts: always true (false).
[[nodiscard]] Predicate all_of(const std::vector<Predicate>& parts);
[[nodiscard]] Predicate any_of(const std::vector<Predicate>& parts);

[[nodiscard]] bool is_constant(const Predicate& predicate, bool value);

}  // namespace hdis::query
