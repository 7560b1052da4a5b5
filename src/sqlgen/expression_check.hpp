#pragma once

#include "hdis/catalogue/catalogue.hpp"
#include "hdis/core/result.hpp"
#include "hdis/query/expression.hpp"

#include <string>

namespace hdis::sqlgen {

/// Checks expressions over the records of one dataset; see `check`.
class ExpressionCheck {
 public:
  ExpressionCheck(const catalogue::Catalogue& catalogue, const catalogue::Dataset& dataset)
      : catalogue_(catalogue), dataset_(dataset) {}

  [[nodiscard]] Status check(const query::FieldRef& field) const;
  /// Of the argument of COUNT(field): it may be the key of a record, which nothing else may be.
  [[nodiscard]] Status check_counted(const query::FieldRef& field) const;
  [[nodiscard]] Status check(const query::RowExpression& expression) const;
  [[nodiscard]] Status check(const query::Predicate& predicate) const;

 private:
  [[nodiscard]] Result<const catalogue::Field*> find(const query::FieldRef& field) const;

  [[nodiscard]] Status check_node(const query::Value& value) const;
  [[nodiscard]] Status check_node(const query::FieldRef& field) const { return check(field); }
  [[nodiscard]] Status check_node(const query::DatePart& part) const;
  [[nodiscard]] Status check_node(const query::Substring& substring) const;
  [[nodiscard]] Status check_node(const query::Banding& banding) const;

  [[nodiscard]] Status check_node(const query::Constant& constant) const;
  [[nodiscard]] Status check_node(const query::Compare& compare) const;
  [[nodiscard]] Status check_node(const query::InList& list) const;
  [[nodiscard]] Status check_node(const query::Matches& matches) const;
  [[nodiscard]] Status check_node(const query::StartsWith& starts) const;
  [[nodiscard]] Status check_node(const query::InCodeList& list) const;
  [[nodiscard]] Status check_node(const query::IsNull& is_null) const;
  [[nodiscard]] Status check_node(const query::PersonIn& person_in) const;
  [[nodiscard]] Status check_node(const query::All& all) const;
  [[nodiscard]] Status check_node(const query::Any& any) const;

  const catalogue::Catalogue& catalogue_;
  const catalogue::Dataset& dataset_;
};

/// The dataset of `population`, checked with its filter and its person key.
[[nodiscard]] Status check_population(const query::Population& population,
                                      const catalogue::Catalogue& catalogue);

/// `engine.plan_invalid` with a sentence that says what does not fit.
[[nodiscard]] tl::unexpected<Error> plan_invalid(std::string message);

}  // namespace hdis::sqlgen
