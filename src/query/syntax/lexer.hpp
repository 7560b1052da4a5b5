#pragma once

#include "syntax/notes.hpp"
#include "syntax/token.hpp"

#include <string_view>
#include <vector>

namespace hdis::query::syntax {

/// Cuts a text into tokens; the last is `TokenKind::end`. Comments and white space are dropped.
///
/// `text` is well-formed UTF-8 without NUL, and must outlive the tokens. What is not in the
/// language becomes a bad token, so that the statements around it can still be read. Linear in the
/// text's length.
[[nodiscard]] std::vector<Token> lex(std::string_view text, Notes& notes);

}  // namespace hdis::query::syntax
