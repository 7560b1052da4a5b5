#pragma once

#include "hdis/query/plan.hpp"

#include "duckdb/expression.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace hdis::sqlgen::duckdb {

/// What the records of all populations are reduced to before they are counted: a column for each dimension,
/// the person, and for each measure what it needs.
class Records {
 public:
  Records(const query::Aggregation& aggregation, const catalogue::Catalogue& catalogue);
  // The writers of expressions refer to the constants.
  Records(const Records&) = delete;
  Records& operator=(const Records&) = delete;

  /// Name of the column of a dimension, added where it is new.
  std::string dimension(std::size_t index);
  /// Name of a column that is true for the records that contribute to `measure`; empty if all do. For
  /// measures without a number (counts, sums of flags).
  std::optional<std::string> contributes(const query::Measure& measure);
  /// Name of a column with the number of `measure` where the record contributes, else NULL.
  std::string number(const query::Measure& measure);
  /// Name of the column with the person.
  std::string person();

  /// The SELECTs, one for each population, put together.
  [[nodiscard]] std::string text() const;
  /// Its constants.
  [[nodiscard]] const Constants& constants() const { return constants_; }

 private:
  /// A column, as each population writes it.
  struct Column {
    std::string name;
    std::vector<std::string> by_population;
  };
  std::string add(char kind, std::vector<std::string> by_population);
  template <class Write>
  std::vector<std::string> for_each_population(const Write& write) const;
  [[nodiscard]] std::string select(std::size_t population) const;

  const query::Aggregation& aggregation_;
  Constants constants_;
  std::vector<ExpressionWriter> writers_;
  std::vector<Column> columns_;
};

/// The type in which all populations can show a dimension.
[[nodiscard]] ValueType type_of(const query::Dimension& dimension);

}  // namespace hdis::sqlgen::duckdb
