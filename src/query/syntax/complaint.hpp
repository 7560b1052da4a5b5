#pragma once

#include "hdis/core/error.hpp"

#include "syntax/cursor.hpp"

#include <string>
#include <string_view>

/// What to say about a mistake. Each function looks at the current token and its surroundings, and
/// finds the most helpful words; a bad token explains itself first.
namespace hdis::query::syntax {

/// A mistake at the current token.
[[nodiscard]] Error complain(const Cursor& cursor, std::string rule, std::string message,
                             std::string suggestion = {});
/// A mistake at another place, for which the current token is not to blame.
[[nodiscard]] Error complain_at(SourcePosition where, std::string rule, std::string message,
                                std::string suggestion = {});
/// Something that is recognised and never allowed, at the current token.
[[nodiscard]] Error refuse(const Cursor& cursor, std::string rule, std::string message,
                           std::string suggestion = {});

/// "Expected .., but found ..".
[[nodiscard]] Error expected(const Cursor& cursor, std::string_view what);
/// A value, field or condition is missing in front of the current token.
[[nodiscard]] Error missing_operand(const Cursor& cursor);
/// A list or bracket goes on with something that cannot be there. `open` is the index of its
/// bracket.
[[nodiscard]] Error missing_close(const Cursor& cursor, std::size_t open);
/// A query is complete, and something follows that does not belong to it.
[[nodiscard]] Error unexpected_after_query(const Cursor& cursor);
/// A query that begins with FROM, which some engines allow.
[[nodiscard]] Error from_first(const Cursor& cursor);
/// Nested deeper than `Cursor::deepest`.
[[nodiscard]] Error too_deep(const Cursor& cursor);
/// More operators than `Cursor::most_operators`.
[[nodiscard]] Error too_many_operators(const Cursor& cursor);

/// The keyword that a word most likely was meant to be; "" if it is like none.
[[nodiscard]] std::string similar_keyword(const Token& token);

/// Whether the token can begin a value, a field or a condition.
[[nodiscard]] bool begins_operand(const Token& token);
/// Whether the token is a keyword that begins a clause: FROM, WHERE, GROUP, UNION, ...
[[nodiscard]] bool begins_clause(const Token& token);

}  // namespace hdis::query::syntax
