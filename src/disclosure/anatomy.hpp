#pragma once

#include "hdis/core/result.hpp"

#include "part.hpp"

#include <functional>
#include <optional>
#include <vector>

namespace hdis::disclosure {

/// Records that nothing in a request tells apart: of one dataset and slice of years, alike in the expressions by which a
/// table divides them, and alike in every condition that the request makes.
struct Atom {
  std::size_t set = 0;         ///< Index into the sets of the anatomy.
  std::vector<PlaceKey> keys;  ///< One for each expression of the set.
  std::size_t slice = 0;
  std::vector<bool> satisfies;  ///< One for each condition.
  raw::RawMeasure records;
  raw::RawMeasure people;             ///< Only if the anatomy counts people.
  std::vector<raw::RawMeasure> sums;  ///< One for each amount.
};

/// The records of one dataset as the tables of a request cut them up. Every number that a request shows is a sum over atoms, and so
/// is every number that can be worked out from several of them; whatever the tables, totals, conditions and years.
struct Anatomy {
  catalogue::DatasetId dataset;
  std::vector<std::vector<FinancialYear>>
      slices;               ///< Disjoint; one that is empty is every loaded year.
  query::Predicate filter;  ///< What is true of all records that any table counts.
  std::vector<query::RowExpression> expressions;
  std::vector<query::Predicate> conditions;
  std::vector<query::FieldRef> amounts;
  bool people = false;
  /// Sorted indices of expressions: those of the tables, with every expression that follows from others, and
  /// what any two of them have in common.
  std::vector<std::vector<std::size_t>> sets;
  std::vector<Atom> atoms;
};

/// Where the records of one population of a part are found.
struct Reading {
  std::size_t anatomy = 0;
  std::vector<std::size_t> slices;
  std::optional<std::size_t>
      condition;  ///< That the population makes, if not all records satisfy it.
  /// For each dimension its expression, or none if it is the same for all records of the population.
  std::vector<std::optional<std::size_t>> expressions;
  /// For each measure the conditions that it makes.
  std::vector<std::vector<std::size_t>> conditions;
  std::vector<std::size_t> sets;  ///< For each grouping set of the part.
};

/// The anatomies of a request, with a reading for each population of each part.
struct Dissection {
  std::vector<Anatomy> anatomies;
  std::vector<std::vector<Reading>> readings;
};

/// Counts what an aggregation asks for.
using Count = std::function<Result<raw::RawTable>(const query::Aggregation&)>;

/// Takes a request apart. Where its only part says everything itself (one grouping set contains all others, and all
/// measures count the same records) nothing more is counted; otherwise `count` is called once or twice for each dataset.
///
/// Errors: those of `count`; `withheld` if the request makes so many distinctions that they cannot be followed.
[[nodiscard]] Result<Dissection> dissect(const std::vector<ProtectedPart>& parts,
                                         const Count& count);

}  // namespace hdis::disclosure
