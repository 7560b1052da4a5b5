#pragma once

#include "bind/measures.hpp"

#include <optional>
#include <vector>

namespace hdis::query {

/// One SELECT of aggregates over records, while it is being bound.
class GroupedSelect {
 public:
  GroupedSelect(Context& context, const ast::Select& select, const Names& names,
                const RowRelation& rows);

  /// The table, with `written` for bind_ordering. Empty if it failed.
  [[nodiscard]] std::optional<TableRelation> bind(std::vector<const ast::Expression*>& written);

 private:
  using ByBranch = std::vector<RowExpression>;
  using Sets = std::vector<std::vector<std::size_t>>;

  // grouped_select.cpp
  std::optional<ByBranch> in_every_branch(const ast::Expression& expression);
  void bind_plain_items();
  void bind_aggregate_items();
  void report_missing(const std::vector<std::size_t>& items);
  std::optional<decltype(Column::content)> aggregate_content(const ast::Expression& expression);
  void check_dimensions();
  [[nodiscard]] std::string name_of(const ast::SelectItem& item) const;
  /// Whether an expression is made from aggregates: its own, or those of other items by their alias.
  bool counts(const ast::Expression& expression);

  // grouping.cpp
  void bind_grouping();
  std::optional<Sets> sets_of(const ast::GroupBy& group);
  std::optional<std::vector<std::size_t>> dimensions_of(
      const std::vector<ast::Expression>& expressions);
  std::optional<std::size_t> dimension_of(const ast::Expression& expression);
  const ast::SelectItem* item_at(const ast::Expression& expression);
  const ast::SelectItem* item_called(const ast::Expression& expression);
  std::size_t add_dimension(ByBranch expressions, const std::string& name, SourcePosition where);
  std::vector<std::size_t> all_plain_items();

  // rates.cpp
  std::optional<RateColumn> rate(const ast::Call& call, SourcePosition where);
  std::optional<std::size_t> rate_numerator(const catalogue::Measure& measure,
                                            SourcePosition where);
  std::optional<std::size_t> area_dimension(const catalogue::Measure& measure, SourcePosition where,
                                            bool& failed);

  Context& context_;
  const ast::Select& select_;
  const Names& names_;
  const RowRelation& rows_;
  MeasureBinder measures_;
  Aggregation aggregation_;
  std::vector<SourcePosition> dimension_places_;
  std::vector<std::optional<Column>> columns_;  ///< One for each item.
};

}  // namespace hdis::query
