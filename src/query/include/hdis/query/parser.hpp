#pragma once

#include "hdis/core/result.hpp"
#include "hdis/query/ast.hpp"
#include "hdis/query/finding.hpp"

#include <string_view>
#include <vector>

namespace hdis::query {

/// A parsed text with what the lexer had to forgive (smart quotes, a byte-order mark, a full-width
/// space).
struct Parsed {
  ast::Script script;
  std::vector<Finding> findings;
};

/// Reads a text in the query language. Pure: needs neither catalogue nor data.
///
/// `text` is UTF-8, at most 1 MiB; nesting at most 200 deep. Linear in the length of the text.
///
/// Errors: `invalid_input` for what is not in the grammar; `refused` if something is recognised but
/// never allowed (COPY, INSERT, DROP, SET, EXPLAIN, ...). The first mistake of each statement, at
/// most 20; each has a position and, where there is one, a suggestion.
[[nodiscard]] Result<Parsed> parse(std::string_view text);

}  // namespace hdis::query
