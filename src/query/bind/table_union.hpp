#pragma once

#include "bind/context.hpp"

namespace hdis::query {

/// UNION of finished tables of one shape: one table, of which each part is some of the rows. Empty, with a
/// reason, if their columns do not mean the same.
[[nodiscard]] std::optional<Relation> union_of_tables(Context& context,
                                                      std::vector<TableRelation> tables,
                                                      const ast::Query& query);

}  // namespace hdis::query
