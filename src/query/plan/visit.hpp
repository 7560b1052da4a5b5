#pragma once

#include "hdis/query/expression.hpp"

#include <functional>

namespace hdis::query {

/// Called for each field that an expression reads, with the dataset to which it belongs.
using FieldVisitor = std::function<void(const catalogue::DatasetId&, const FieldRef&)>;

/// Every field that `expression`, standing over records of `dataset`, reads.
void visit_fields(const RowExpression& expression, const catalogue::DatasetId& dataset,
                  const FieldVisitor& visit);
/// Every field that `predicate` reads, person sets included.
void visit_fields(const Predicate& predicate, const catalogue::DatasetId& dataset,
                  const FieldVisitor& visit);
/// Called for every population inside `predicate` (person sets), however deep.
void visit_populations(const Predicate& predicate,
                       const std::function<void(const Population&)>& visit);

/// Number of nodes: a measure of how much text would be needed to write it.
[[nodiscard]] std::size_t size_of(const RowExpression& expression);
[[nodiscard]] std::size_t size_of(const Predicate& predicate);

/// The type of the values of `expression`; text where it has only NULL.
[[nodiscard]] catalogue::FieldType type_of(const RowExpression& expression);

/// The conditions that must all be true: the parts of an All, or the predicate itself; none if it is
/// always true.
[[nodiscard]] std::vector<Predicate> conjuncts(const Predicate& predicate);

}  // namespace hdis::query
