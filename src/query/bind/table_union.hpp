#pragma once

#include "bind/context.hpp"

namespace hdis::query {

/// UNION of finished tables of one shape: one table, of which each part is some of the rows. Empty, with a
/// reason, if their columns do not mean the same.
[[nodiscard]] std::optional<Relation> union_of_tables(Context& context,
                                                      std::vector<TableRelation> tables,
                                                      const ast::Query& query);

/// A UNION that adds totals of the same records by hand (`SELECT SEX, COUNT(*) ... UNION ALL SELECT 'All',
/// COUNT(*) ...`) is a table with grouping sets, and is protected as one. Empty if it is not such a union.
[[nodiscard]] std::optional<Relation> union_as_totals(Context& context,
                                                      const std::vector<TableRelation>& tables,
                                                      const ast::Query& query);

}  // namespace hdis::query
