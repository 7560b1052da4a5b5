#pragma once

#include "bind/context.hpp"

#include <string>

namespace hdis::query {

/// The first SELECT that was written: the one to correct.
[[nodiscard]] const ast::Select& first_select(const ast::Query& query);

/// What to ask instead of the records `rows`, for which `query` asks: a query that counts them, which binds by itself, without
/// the views that stood before it; if none comes to mind, words.
[[nodiscard]] std::string counted_instead(Context& context, const ast::Query& query,
                                          const RowRelation& rows);

}  // namespace hdis::query
