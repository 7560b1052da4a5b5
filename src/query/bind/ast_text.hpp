#pragma once

#include "hdis/query/ast.hpp"

#include <string>

namespace hdis::query {

/// What the author wrote, on one line, for messages, corrected queries and names of columns without an
/// alias. Keywords in capitals, names as written.
[[nodiscard]] std::string written_text(const ast::Expression& expression);
[[nodiscard]] std::string written_text(const ast::Select& select);

/// A name as the query language reads it back: in backticks where it is not a plain word.
[[nodiscard]] std::string name_text(const std::string& name);

/// Whether both are the same text but for case and, between names, for what stands before the dot.
[[nodiscard]] bool same_text(const ast::Expression& a, const ast::Expression& b);

}  // namespace hdis::query
