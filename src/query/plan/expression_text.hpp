#pragma once

#include "hdis/catalogue/catalogue.hpp"
#include "hdis/query/expression.hpp"

#include <string>

namespace hdis::query {

/// Writes expressions over records of one dataset, either in the query language (to be compiled again)
/// or in the canonical form by which parts are ordered and questions are told apart.
class ExpressionWriter {
 public:
  /// Canonical form: like the query language, with the versions of code lists and whole populations.
  ExpressionWriter() = default;
  /// The query language; `catalogue` must hold `dataset` and outlive the writer.
  ExpressionWriter(const catalogue::Catalogue& catalogue, const catalogue::DatasetId& dataset)
      : catalogue_(&catalogue), dataset_(catalogue.dataset(dataset)) {}

  [[nodiscard]] std::string text(const RowExpression& expression) const;
  [[nodiscard]] std::string text(const Predicate& predicate) const;

 private:
  [[nodiscard]] std::string code_list_text(const InCodeList& node) const;
  [[nodiscard]] std::string person_text(const PersonIn& node) const;
  [[nodiscard]] std::string joined(const std::vector<Predicate>& parts,
                                   std::string_view word) const;

  const catalogue::Catalogue* catalogue_ = nullptr;
  const catalogue::Dataset* dataset_ = nullptr;
};

/// Canonical forms: equal exactly if the expressions are.
[[nodiscard]] std::string canonical_text(const RowExpression& expression);
[[nodiscard]] std::string canonical_text(const Predicate& predicate);
[[nodiscard]] std::string canonical_text(const Population& population);

/// "equal" as "=", and so on.
[[nodiscard]] std::string_view sign_of(Comparison comparison);
/// "YEAR", "QUARTER", "MONTH".
[[nodiscard]] std::string_view word_of(DatePartKind part);

/// `FROM table WHERE condition` for the records of a population of at most one financial year, or of
/// several where the dataset has a field that tells years apart.
[[nodiscard]] std::string from_where_text(const Population& population,
                                          const catalogue::Catalogue& catalogue);

}  // namespace hdis::query
