#pragma once

#include "hdis/engine/reference_engine.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>

namespace hdis::engine::reference {

/// SQL's three truth values; ordered so that AND is the least and OR the greatest.
enum class Truth : std::uint8_t { no, unknown, yes };

/// The persons of a population.
using Persons = std::set<std::string>;

/// A record and what evaluating an expression over it needs.
struct Subject {
  const Record& record;
  const catalogue::Dataset& dataset;
  /// Finds the persons of a population inside a condition.
  const std::function<const Persons&(const query::Population&)>& persons_of;
};

/// The value of a field; NULL if the record lacks it.
[[nodiscard]] query::Value field_of(const Record& record, const std::string& name);
/// The person of the record, if it has a key.
[[nodiscard]] std::optional<std::string> person_of(const Record& record,
                                                   const catalogue::Dataset& dataset);

[[nodiscard]] query::Value evaluate(const query::RowExpression& expression, const Subject& subject);
[[nodiscard]] Truth evaluate(const query::Predicate& predicate, const Subject& subject);

}  // namespace hdis::engine::reference
