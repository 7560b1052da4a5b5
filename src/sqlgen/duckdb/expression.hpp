#pragma once

#include "hdis/catalogue/catalogue.hpp"
#include "hdis/query/expression.hpp"
#include "hdis/sqlgen/value_type.hpp"

#include "duckdb/constants.hpp"

#include <string>

namespace hdis::sqlgen::duckdb {

/// Writes expressions over the records of one dataset. They must have passed `check`.
class ExpressionWriter {
 public:
  /// Texts are added to `constants`, which has to outlive this. `depth` counts the populations around this one: each has a table name of its own, so that no name of
  /// an inner one can be taken for a column of an outer one.
  ExpressionWriter(const catalogue::Catalogue& catalogue, const catalogue::Dataset& dataset,
                   Constants& constants, unsigned depth);

  /// The name by which the records of this population go in the statement.
  [[nodiscard]] std::string table() const;
  [[nodiscard]] std::string field(const query::FieldRef& field) const;
  /// The person of the record, NULL if the dataset has no person key.
  [[nodiscard]] std::string person() const;
  [[nodiscard]] std::string row_expression(const query::RowExpression& expression) const;
  /// As `type`, converted to text if that is `text` and the expression is something else.
  [[nodiscard]] std::string row_expression(const query::RowExpression& expression,
                                           ValueType type) const;
  [[nodiscard]] std::string predicate(const query::Predicate& predicate) const;

 private:
  [[nodiscard]] std::string write(const query::Value& value) const;
  [[nodiscard]] std::string write(const query::FieldRef& ref) const { return field(ref); }
  [[nodiscard]] std::string write(const query::DatePart& part) const;
  [[nodiscard]] std::string write(const query::Substring& substring) const;
  [[nodiscard]] std::string write(const query::Banding& banding) const;

  [[nodiscard]] std::string write(const query::Constant& constant) const;
  [[nodiscard]] std::string write(const query::Compare& compare) const;
  [[nodiscard]] std::string write(const query::InList& list) const;
  [[nodiscard]] std::string write(const query::Matches& matches) const;
  [[nodiscard]] std::string write(const query::StartsWith& starts) const;
  [[nodiscard]] std::string write(const query::InCodeList& list) const;
  [[nodiscard]] std::string write(const query::IsNull& is_null) const;
  [[nodiscard]] std::string write(const query::PersonIn& person_in) const;
  [[nodiscard]] std::string write(const query::All& all) const;
  [[nodiscard]] std::string write(const query::Any& any) const;

  const catalogue::Catalogue& catalogue_;
  const catalogue::Dataset& dataset_;
  Constants& constants_;
  unsigned depth_;
};

/// The records of `population` as a source of FROM, named as `writer` names them.
[[nodiscard]] std::string source(const query::Population& population,
                                 const ExpressionWriter& writer);

}  // namespace hdis::sqlgen::duckdb
