#pragma once

#include "hdis/catalogue/catalogue.hpp"
#include "hdis/query/plan.hpp"

#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

/// What a FROM clause, or a query inside a query, stands for while it is being bound.
namespace hdis::query {

/// Records of one dataset: one side of a union, or all there is.
struct RowBranch {
  const catalogue::Dataset* dataset = nullptr;
  std::vector<FinancialYear> years;  ///< Sorted; empty: all.
  Predicate filter;
};

/// A column that a query over records has selected, renamed or banded.
struct RowColumn {
  std::string name;
  std::vector<RowExpression> by_branch;
};

/// Records: a step, never an answer.
struct RowRelation {
  std::vector<std::string> qualifiers;  ///< Names that may stand before a column, lower case.
  std::vector<RowBranch> branches;      ///< At least one.
  bool all_fields = false;              ///< Every field of the datasets can be named.
  std::vector<RowColumn> columns;
  bool distinct = false;  ///< SELECT DISTINCT was written.
  bool limited = false;   ///< LIMIT was written.
  SourcePosition where;
};

/// A table of aggregates.
struct TableRelation {
  TablePlan plan;
  /// For each column of the plan: the names that may stand before it, lower case.
  std::vector<std::vector<std::string>> qualifiers;
  SourcePosition where;
};

using Relation = std::variant<RowRelation, TableRelation>;

/// The column with this name, whatever its case.
[[nodiscard]] const RowColumn* find_column(const RowRelation& rows, std::string_view name);

/// Whether two texts are equal but for the case of ASCII letters.
[[nodiscard]] bool same_name(std::string_view a, std::string_view b);

/// Adds conditions, all of which must be true, to a branch. Those on the financial year become its years.
/// Returns false if no financial year is left: the branch is then empty and keeps its years.
[[nodiscard]] bool add_filter(RowBranch& branch, const std::vector<Predicate>& conditions);

/// The population that a branch is.
[[nodiscard]] Population population_of(const RowBranch& branch);

/// Whether no record can be in both, as far as years, datasets and plain conditions show.
[[nodiscard]] bool share_no_records(const Population& a, const Population& b);

/// Every value that `expression` can take over the records of `population`, if they can be listed.
[[nodiscard]] std::optional<std::set<Value>> values_of(const RowExpression& expression,
                                                       const Population& population,
                                                       const catalogue::Catalogue& catalogue);

/// The only value that `expression` takes over the records of `population`, if that is known: a constant,
/// or the financial year of a population of one year.
[[nodiscard]] std::optional<Value> only_value(const RowExpression& expression,
                                              const Population& population,
                                              const catalogue::Catalogue& catalogue);

}  // namespace hdis::query
