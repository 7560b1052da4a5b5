#pragma once

#include "hdis/catalogue/catalogue.hpp"
#include "hdis/core/result.hpp"
#include "hdis/query/plan.hpp"
#include "hdis/sqlgen/value_type.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace hdis::sqlgen {

enum class Dialect : std::uint8_t { duckdb };

/// Where the statement's result has the numbers of one measure, as column indices.
struct MeasureColumns {
  std::size_t records = 0;
  std::size_t people = 0;  ///< At most raw::enough_people.
  std::size_t value = 0;
  /// The largest, second largest and total share of one person; only of sums and means of quantities.
  struct Shares {
    std::size_t largest = 0;
    std::size_t second = 0;
    std::size_t total = 0;
  };
  std::optional<Shares> shares;
  /// The value is made of fractions, whose last digits depend on the order in which they are added.
  bool inexact = false;
};

/// Where the statement's result has one dimension.
struct KeyColumn {
  std::size_t column = 0;
  ValueType type = ValueType::text;
};

/// How to read the result of a statement. Measures of equal numbers share columns.
struct Layout {
  /// One for each dimension; empty if no grouping set has it.
  std::vector<std::optional<KeyColumn>> keys;
  std::vector<MeasureColumns> measures;
  /// Column that names the grouping set of a row, and the sets of the plan for each of its values.
  std::size_t set_column = 0;
  std::map<std::int64_t, std::vector<std::size_t>> sets;
};

/// One SELECT. All names in it come from the catalogue; what a user wrote is in the parameters alone.
struct Sql {
  std::string text;
  std::vector<std::string> parameters;  ///< To be bound to $1, $2, ...
  Layout layout;
};

/// The statement that counts what `aggregation` asks for, of at most `most_rows` rows.
///
/// Reads the views that `view_name` names. Nothing in it can fail on data. Deterministic: equal
/// aggregations give equal texts.
/// Errors: those of `check`.
[[nodiscard]] Result<Sql> generate(const query::Aggregation& aggregation,
                                   const catalogue::Catalogue& catalogue, Dialect dialect,
                                   std::uint64_t most_rows);

}  // namespace hdis::sqlgen
