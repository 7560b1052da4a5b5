#pragma once

#include "bind/context.hpp"

/// Changes of a bound table that keep what it says.
namespace hdis::query {

/// Takes one dimension out of every part and set; no column may show it.
void remove_dimension(TablePlan& table, std::size_t dimension);

/// Makes every dimension visible: those that are the same in all records are dropped, others get a column
/// and a note, because rows could not be told apart without them.
void show_all_dimensions(Context& context, TablePlan& table, SourcePosition where);

/// Gives every column and dimension a name of its own (`n`, `n_2`), with a note where one is changed.
void make_names_unique(Context& context, TablePlan& table, SourcePosition where);

/// The value of a dimension that is the same in all records of the aggregation.
[[nodiscard]] std::optional<Value> common_value(const Aggregation& aggregation,
                                                std::size_t dimension,
                                                const catalogue::Catalogue& catalogue);

/// Labels and place of a dimension, from its expressions.
void describe_dimension(const catalogue::Catalogue& catalogue, Aggregation& aggregation,
                        std::size_t index);

/// The normal form of a whole table: populations that differ in years only are one, conditions that every
/// record satisfies are left out of measures, measures stand in the order of the columns.
void finish(TablePlan& table);

/// ORDER BY and LIMIT of `query`, applied to the table. `written` holds, for each column, the expression
/// from which it was made, or null.
void bind_ordering(Context& context, const ast::Query& query,
                   const std::vector<const ast::Expression*>& written, TablePlan& table);

}  // namespace hdis::query
