#pragma once

#include "hdis/core/result.hpp"
#include "hdis/query/ast.hpp"

#include "syntax/cursor.hpp"

#include <string>
#include <string_view>

/// The grammar, one function for each of its rules. Each reads what it names from the cursor,
/// leaves the cursor behind it, and fails with the first mistake.
namespace hdis::query::syntax {

// parse_statement.cpp
[[nodiscard]] Result<ast::Statement> parse_statement(Cursor& cursor);

// parse_query.cpp
[[nodiscard]] Result<ast::Query> parse_query(Cursor& cursor);
/// ( query )
[[nodiscard]] Result<ast::Query> parse_bracketed_query(Cursor& cursor);
/// Whether a query begins at `index`, in however many brackets.
[[nodiscard]] bool is_query(const Cursor& cursor, std::size_t index);

// parse_select.cpp
/// A SELECT up to, and without, what may follow a UNION. TOP n is the limit of the select alone.
struct SelectWithTop {
  ast::Select select;
  std::optional<std::int64_t> top;
};
[[nodiscard]] Result<SelectWithTop> parse_select(Cursor& cursor);
/// Takes `*` or `t.*`, if it stands here: all columns of all tables, or of one.
[[nodiscard]] bool accept_star(Cursor& cursor);
[[nodiscard]] Result<ast::SelectItem> parse_select_item(Cursor& cursor);
/// A whole number for LIMIT, TOP or FETCH.
[[nodiscard]] Result<std::int64_t> parse_row_count(Cursor& cursor);

// parse_group_by.cpp
[[nodiscard]] Result<std::vector<ast::GroupBy>> parse_group_by(Cursor& cursor);

// parse_table.cpp
[[nodiscard]] Result<std::vector<ast::TableRef>> parse_from(Cursor& cursor);

// parse_pivot.cpp
[[nodiscard]] Result<ast::Pivot> parse_pivot(Cursor& cursor);

// parse_name.cpp
/// `what` completes "Expected ...", e.g. "the name of a table".
[[nodiscard]] Result<ast::Name> parse_name(Cursor& cursor, std::string_view what);
/// [AS] alias; "" if there is none. Without AS a word that is reserved is not an alias.
[[nodiscard]] Result<std::string> parse_alias(Cursor& cursor);

// parse_expression.cpp
[[nodiscard]] Result<ast::Expression> parse_expression(Cursor& cursor);
/// An expression without AND, OR, NOT and comparisons at its top.
[[nodiscard]] Result<ast::Expression> parse_operand(Cursor& cursor);
/// A type after CAST(.. AS or ::
[[nodiscard]] Result<std::string> parse_type(Cursor& cursor);

// parse_condition.cpp
/// A comparison, IN, BETWEEN, LIKE, RLIKE or IS NULL, or just an operand.
[[nodiscard]] Result<ast::Expression> parse_condition(Cursor& cursor);

// parse_primary.cpp
/// A constant, a name, a call, a CASE, or anything in brackets.
[[nodiscard]] Result<ast::Expression> parse_primary(Cursor& cursor);

// parse_case.cpp
[[nodiscard]] Result<ast::Expression> parse_case(Cursor& cursor);

// parse_call.cpp
/// A word and its bracket.
[[nodiscard]] Result<ast::Expression> parse_call(Cursor& cursor);

// double_quotes.cpp
/// An operand where a value is expected: "x" in double quotes is a text unless the text names a
/// column so.
[[nodiscard]] Result<ast::Expression> parse_value(Cursor& cursor);
/// The same for a whole expression, such as the result of a CASE.
[[nodiscard]] Result<ast::Expression> parse_value_expression(Cursor& cursor);
/// An expression where a column is expected: "x" in double quotes is a name.
[[nodiscard]] Result<ast::Expression> parse_column_expression(Cursor& cursor);
/// "x" as what it most likely is where nothing else decides.
[[nodiscard]] ast::Expression read_double_quoted(Cursor& cursor);
/// "x" as an item of a select list, in front of its alias: a text if it has one, unless it is spelt
/// as fields are, in capitals.
[[nodiscard]] ast::Expression as_select_item(Cursor& cursor, ast::Expression expression);

// build.cpp
[[nodiscard]] ast::Expression text_literal(std::string text, SourcePosition where);
/// Joins by AND or OR, balanced. `parts` is not empty.
[[nodiscard]] ast::Expression join(std::vector<ast::Expression> parts, ast::BinaryOperator op);

}  // namespace hdis::query::syntax
