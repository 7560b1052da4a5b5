#include "syntax/refused_statement.hpp"

#include "hdis/core/text.hpp"

#include "syntax/complaint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string>
#include <string_view>

namespace hdis::query::syntax {

namespace {

/// Statements that are refused for one reason.
struct Group {
  std::string_view rule;
  std::string_view why;
  std::string_view instead;
  std::span<const std::string_view> keywords;
};

constexpr std::string_view exports[] = {"COPY", "EXPORT", "UNLOAD", "SAVE", "SPOOL"};
constexpr std::string_view changes[] = {"INSERT",  "UPDATE",   "DELETE", "MERGE",
                                        "REPLACE", "UPSERT",   "DROP",   "ALTER",
                                        "RENAME",  "TRUNCATE", "COMMENT"};
constexpr std::string_view settings[] = {"SET",     "PRAGMA", "RESET",     "USE",
                                         "OPTIONS", "VACUUM", "CHECKPOINT"};
constexpr std::string_view reaches[] = {"ATTACH", "DETACH", "INSTALL", "LOAD",
                                        "IMPORT", "ADD",    "LIBNAME", "FILENAME"};
constexpr std::string_view looks[] = {"EXPLAIN", "DESCRIBE", "DESC",      "SHOW",
                                      "ANALYZE", "ANALYSE",  "SUMMARIZE", "LIST"};
constexpr std::string_view runs[] = {"CALL",  "EXEC",      "EXECUTE", "PREPARE", "DEALLOCATE",
                                     "DO",    "DECLARE",   "BEGIN",   "COMMIT",  "ROLLBACK",
                                     "START", "SAVEPOINT", "LOCK",    "KILL"};
constexpr std::string_view rights[] = {"GRANT", "REVOKE", "DENY"};
constexpr std::string_view caches[] = {"CACHE", "UNCACHE", "REFRESH", "CLEAR", "OPTIMIZE", "MSCK"};
constexpr std::string_view rows[] = {"VALUES", "TABLE", "PIVOT", "UNPIVOT"};
constexpr std::string_view sas[] = {"PROC", "QUIT", "RUN", "DATA", "ENDSAS", "TITLE", "FOOTNOTE"};
constexpr std::string_view separators[] = {"GO"};

constexpr std::string_view only_select =
    "Keep the SELECT; its table is handed over once it is protected.";

constexpr Group groups[] = {
    {"query.statement_exports", "writes data to a file, and only protected tables leave the system",
     "Delete the statement. The table that a SELECT gives can be downloaded once it is released.",
     exports},
    {"query.statement_changes", "changes tables, and queries only read",
     "Delete the statement; views of a query need not be dropped.", changes},
    {"query.statement_settings", "changes settings, which queries cannot", "Delete the statement.",
     settings},
    {"query.statement_reaches_out",
     "reaches for something outside, and queries use the catalogue alone",
     "Delete the statement and name a table of the catalogue, such as hes.hes_apc_1718.", reaches},
    {"query.statement_looks_inside", "shows how data are stored or a query is run",
     "Delete the statement. The catalogue lists tables and fields; a check of the query says in "
     "words "
     "what it computes.",
     looks},
    {"query.statement_runs", "runs something other than a query", only_select, runs},
    {"query.statement_rights", "changes rights, which are given by licences",
     "Delete the statement.", rights},
    {"query.statement_caches", "manages memory, which the system does by itself",
     "Delete the statement.", caches},
    {"query.statement_rows", "gives rows", "Write SELECT with COUNT(*) and GROUP BY.", rows},
    {"query.statement_sas", "is part of a SAS program, of which only the query itself is needed",
     // not SQL: advice to the user
     "Delete proc sql, quit, run and the like. CREATE TABLE becomes CREATE TEMPORARY VIEW, or "
     "goes.",
     sas},
    {"query.statement_separator", "separates batches in another tool",
     "Separate queries by a semicolon.", separators},
};

Error refuse_group(const Cursor& cursor, const Group& group) {
  const std::string keyword = to_upper(cursor.now().text);
  return refuse(cursor, std::string(group.rule), fmt::format("{} {}.", keyword, group.why),
                std::string(group.instead));
}

// %let, %macro, and %sql of a notebook.
bool is_percent_command(const Cursor& cursor) {
  return cursor.at(Symbol::percent) && cursor.ahead().kind == TokenKind::word;
}

Error percent_command(const Cursor& cursor) {
  return refuse(cursor, "query.statement_macro",
                fmt::format("%{} is a command of a notebook or of a SAS macro, not of a query.",
                            cursor.ahead().text),
                "Delete it and write the values themselves.");
}

Error star_comment(const Cursor& cursor) {
  return complain(cursor, "query.other_comment", "A star does not begin a comment here.",
                  "Begin the comment with two hyphens: -- like this.");
}

}  // namespace

std::optional<Error> refused_statement(const Cursor& cursor) {
  if (is_percent_command(cursor)) return percent_command(cursor);
  if (cursor.at(Symbol::star)) return star_comment(cursor);
  for (const Group& group : groups) {
    const bool listed = std::any_of(group.keywords.begin(), group.keywords.end(),
                                    [&](std::string_view word) { return cursor.at(word); });
    if (listed) return refuse_group(cursor, group);
  }
  return std::nullopt;
}

}  // namespace hdis::query::syntax
