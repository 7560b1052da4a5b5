#include "syntax/complaint.hpp"
#include "syntax/parse.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>

namespace hdis::query::syntax {

namespace {

using ast::Join;
using ast::JoinKind;
using ast::TableRef;

Result<TableRef> parse_table(Cursor& cursor);

Error table_function(const Cursor& cursor, const ast::Name& name) {
  return refuse(
      cursor, "query.table_function",
      fmt::format("{} is called like a function, and no function gives a table.", name.text),
      "Name a table of the catalogue, such as hes.hes_apc_1718.");
}

Error file_as_table(const Cursor& cursor) {
  return refuse(cursor, "query.file_as_table", "A query cannot read a file or a value as a table.",
                "Name a table of the catalogue, such as hes.hes_apc_1718.");
}

std::optional<Error> refused_source(const Cursor& cursor) {
  if (cursor.at(TokenKind::text)) return file_as_table(cursor);
  const bool produced = cursor.at("LATERAL") || cursor.at("VALUES") || cursor.at("UNNEST");
  if (!produced) return std::nullopt;
  return refuse(cursor, "query.table_function",
                fmt::format("{} makes rows that are in no dataset.", cursor.now().text),
                "Name a table of the catalogue, such as hes.hes_apc_1718.");
}

std::optional<Error> refused_suffix(const Cursor& cursor) {
  if (cursor.at("UNPIVOT")) {
    return refuse(cursor, "query.unpivot", "UNPIVOT is not part of the language.",
                  "Ask for one row a group with GROUP BY.");
  }
  if (cursor.at("TABLESAMPLE")) {
    return refuse(cursor, "query.sample", "A sample of records cannot be asked for.",
                  "Leave out TABLESAMPLE: counts are of all records.");
  }
  if (cursor.at("LATERAL")) {
    return refuse(cursor, "query.table_function", "LATERAL makes rows that are in no dataset.",
                  "Leave it out.");
  }
  return std::nullopt;
}

Status parse_table_alias(Cursor& cursor, TableRef& table) {
  const std::size_t start = cursor.index();
  HDIS_TRY(alias, parse_alias(cursor));
  if (cursor.index() == start) return {};
  if (cursor.at(Symbol::left_bracket)) {
    return fail(complain(cursor, "query.column_list",
                         "Columns are not named behind a table's name.",
                         "Name them inside, with AS."));
  }
  table.alias = std::move(alias);
  return {};
}

/// [alias] [PIVOT (..)] [alias]
Status parse_suffixes(Cursor& cursor, TableRef& table) {
  HDIS_CHECK(parse_table_alias(cursor, table));
  if (auto error = refused_suffix(cursor)) return fail(*std::move(error));
  if (!cursor.at("PIVOT")) return {};
  if (table.pivot) {
    return fail(complain(cursor, "query.second_pivot", "A table can be pivoted once.",
                         "Pivot one field, and keep the other as a column."));
  }
  HDIS_TRY(pivot, parse_pivot(cursor));
  table.pivot = std::move(pivot);
  HDIS_CHECK(parse_table_alias(cursor, table));
  if (cursor.at("PIVOT")) return parse_suffixes(cursor, table);
  return {};
}

/// ( table joins ): brackets that change nothing, or make the right side of a join.
Result<TableRef> parse_bracketed_table(Cursor& cursor) {
  const std::size_t open = cursor.index();
  const Nesting nesting(cursor);
  if (nesting.too_deep()) return fail(too_deep(cursor));
  cursor.take();
  HDIS_TRY(table, parse_table(cursor));
  if (!cursor.accept(Symbol::right_bracket)) return fail(missing_close(cursor, open));
  const bool plain = table.joins.empty() && table.alias.empty();
  const bool word = cursor.at(TokenKind::word) && !is_reserved(cursor.now().text);
  if (!plain && (word || cursor.at("AS") || cursor.at("PIVOT"))) {
    return fail(complain(cursor, "query.name_of_join",
                         "A join in brackets cannot have a name or a PIVOT.",
                         "Write it as a query in brackets, with SELECT."));
  }
  return std::move(table);
}

Result<TableRef> parse_named_table(Cursor& cursor) {
  HDIS_TRY(name, parse_name(cursor, "the name of a table"));
  if (cursor.at(Symbol::left_bracket)) return fail(table_function(cursor, name));
  const SourcePosition where = name.where;
  return TableRef{std::move(name), "", {}, {}, where};
}

Result<TableRef> parse_source(Cursor& cursor) {
  const SourcePosition where = cursor.now().where;
  if (auto error = refused_source(cursor)) return fail(*std::move(error));
  if (!cursor.at(Symbol::left_bracket)) return parse_named_table(cursor);
  if (!is_query(cursor, cursor.index() + 1)) return parse_bracketed_table(cursor);
  HDIS_TRY(query, parse_bracketed_query(cursor));
  return TableRef{Box<ast::Query>(std::move(query)), "", {}, {}, where};
}

/// A table with its alias and PIVOT, without joins of its own unless it is in brackets.
Result<TableRef> parse_join_operand(Cursor& cursor) {
  HDIS_TRY(table, parse_source(cursor));
  HDIS_CHECK(parse_suffixes(cursor, table));
  return std::move(table);
}

Error row_join(const Cursor& cursor) {
  return refuse(cursor, "query.join_of_rows",
                fmt::format("A {} join is not part of the language.", cursor.now().text),
                "Aggregates are joined by LEFT JOIN or INNER JOIN on the fields they share.");
}

/// The kind of join at the cursor, which is left behind JOIN; nothing if there is none.
Result<std::optional<JoinKind>> accept_join(Cursor& cursor) {
  if (cursor.at("NATURAL")) return fail(row_join(cursor));
  if (cursor.accept("JOIN") || cursor.accept("INNER", "JOIN"))
    return std::optional(JoinKind::inner);
  if (cursor.accept("CROSS", "JOIN")) return std::optional(JoinKind::cross);
  if (cursor.accept("INNER") || cursor.accept("CROSS")) return fail(expected(cursor, "JOIN"));
  std::optional<JoinKind> kind;
  if (cursor.at("LEFT")) kind = JoinKind::left;
  if (cursor.at("RIGHT")) kind = JoinKind::right;
  if (cursor.at("FULL")) kind = JoinKind::full;
  if (!kind) return kind;
  cursor.take();
  if (cursor.at("SEMI") || cursor.at("ANTI")) return fail(row_join(cursor));
  cursor.accept("OUTER");
  if (!cursor.accept("JOIN")) return fail(expected(cursor, "JOIN"));
  return kind;
}

Status parse_using(Cursor& cursor, Join& join) {
  const std::size_t open = cursor.index();
  if (!cursor.accept(Symbol::left_bracket)) {
    return fail(expected(cursor, "names in brackets after USING"));
  }
  do {
    HDIS_TRY(name, parse_name(cursor, "the name of a column"));
    join.using_columns.push_back(std::move(name));
  } while (cursor.accept(Symbol::comma));
  if (!cursor.accept(Symbol::right_bracket)) return fail(missing_close(cursor, open));
  return {};
}

Result<Join> parse_join(Cursor& cursor, JoinKind kind, SourcePosition where) {
  HDIS_TRY(right, parse_join_operand(cursor));
  Join join{kind, std::move(right), {}, {}, where};
  if (cursor.accept("ON")) {
    HDIS_TRY(condition, parse_expression(cursor));
    join.on = std::move(condition);
  } else if (cursor.accept("USING")) {
    HDIS_CHECK(parse_using(cursor, join));
  }
  return join;
}

Result<TableRef> parse_table(Cursor& cursor) {
  HDIS_TRY(table, parse_join_operand(cursor));
  while (true) {
    const SourcePosition where = cursor.now().where;
    HDIS_TRY(kind, accept_join(cursor));
    if (!kind) return std::move(table);
    HDIS_TRY(join, parse_join(cursor, *kind, where));
    table.joins.push_back(std::move(join));
  }
}

}  // namespace

Result<std::vector<TableRef>> parse_from(Cursor& cursor) {
  std::vector<TableRef> tables;
  do {
    const bool none = begins_clause(cursor.now()) || cursor.at_end();
    if (none && !tables.empty()) return fail(missing_operand(cursor));
    HDIS_TRY(table, parse_table(cursor));
    tables.push_back(std::move(table));
  } while (cursor.accept(Symbol::comma));
  return tables;
}

}  // namespace hdis::query::syntax
