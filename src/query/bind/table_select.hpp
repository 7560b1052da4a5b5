#pragma once

#include "bind/context.hpp"

namespace hdis::query {

/// A SELECT over a finished table: it may select, rename, order, limit and divide its columns.
[[nodiscard]] std::optional<Relation> bind_table_select(Context& context, const ast::Select& select,
                                                        const ast::Query* query,
                                                        TableRelation source);

/// Joins tables on all their dimensions. Empty, with a reason, if they cannot be.
[[nodiscard]] std::optional<TableRelation> bind_join(Context& context, TableRelation left,
                                                     TableRelation right, const ast::Join& join);

/// PIVOT of records or of a table.
[[nodiscard]] std::optional<Relation> bind_pivot(Context& context, const ast::Pivot& pivot,
                                                 const Names& names, Relation source);

/// A SELECT over a table whose columns were made by PIVOT: it may choose and rename them.
[[nodiscard]] std::optional<Relation> bind_select_of_pivot(Context& context,
                                                           const ast::Select& select,
                                                           const ast::Query* query,
                                                           TableRelation source);

/// The column that a name stands for, as an index; empty, with a reason, if there is none.
[[nodiscard]] std::optional<std::size_t> find_table_column(Context& context,
                                                           const TableRelation& table,
                                                           const ast::Name& name);

}  // namespace hdis::query
