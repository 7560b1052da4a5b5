#include "hdis/core/text.hpp"

#include "syntax/complaint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

// What to say when a query seems complete and yet something follows.

namespace hdis::query::syntax {

namespace {

struct ClauseName {
  std::string_view keyword;  // Its first word.
  std::string_view name;
  Clause clause;
};

// In the order in which clauses are written.
constexpr std::array clauses = {
    ClauseName{"SELECT", "SELECT", Clause::select_list},
    ClauseName{"FROM", "FROM", Clause::from},
    ClauseName{"WHERE", "WHERE", Clause::where},
    ClauseName{"GROUP", "GROUP BY", Clause::group_by},
    ClauseName{"HAVING", "HAVING", Clause::having},
    ClauseName{"ORDER", "ORDER BY", Clause::order_by},
    ClauseName{"LIMIT", "LIMIT", Clause::limit},
};

// Comparisons as SAS writes them.
struct SasComparison {
  std::string_view word;
  std::string_view sign;
};
constexpr std::array sas_comparisons = {
    SasComparison{"EQ", "="},           SasComparison{"NE", "<>"}, SasComparison{"GT", ">"},
    SasComparison{"GE", ">="},          SasComparison{"LT", "<"},  SasComparison{"LE", "<="},
    SasComparison{"CONTAINS", "RLIKE"},
};

const ClauseName* clause_that_begins(const Token& token) {
  for (const ClauseName& clause : clauses) {
    if (token.is(clause.keyword)) return &clause;
  }
  return nullptr;
}

std::string_view name_of(Clause clause) {
  for (const ClauseName& known : clauses) {
    if (known.clause == clause) return known.name;
  }
  return "the query";
}

bool is_condition(Clause clause) { return clause == Clause::where || clause == Clause::having; }

// FROM hes_apc_1718 WITH (NOLOCK)
std::optional<Error> table_hint(const Cursor& cursor) {
  if (!cursor.at("WITH") || !cursor.ahead().is(Symbol::left_bracket)) return std::nullopt;
  return complain(cursor, "query.table_hint", "Hints to a database have no meaning here.",
                  "Leave out WITH (...).");
}

std::optional<Error> another_statement(const Cursor& cursor) {
  const bool begins = cursor.at("SELECT") || cursor.at("CREATE") || cursor.at("WITH");
  if (!begins) return std::nullopt;
  return complain(cursor, "query.missing_semicolon",
                  fmt::format("A new statement begins with {}, and the one before has not ended.",
                              to_upper(cursor.now().text)),
                  "Put a semicolon in front of it, or UNION ALL between two queries.");
}

std::optional<Error> clause_out_of_order(const Cursor& cursor) {
  const ClauseName* found = clause_that_begins(cursor.now());
  if (found == nullptr) return std::nullopt;
  if (found->clause == cursor.clause()) {
    return complain(cursor, "query.clause_order", fmt::format("There is a second {}.", found->name),
                    is_condition(found->clause) ? "Join the two conditions by AND."
                                                : "Each clause stands once.");
  }
  return complain(
      cursor, "query.clause_order",
      fmt::format("{} must stand in front of {}.", found->name, name_of(cursor.clause())),
      "Clauses come in the order FROM, WHERE, GROUP BY, ORDER BY, LIMIT.");
}

std::optional<Error> union_out_of_order(const Cursor& cursor) {
  const bool set =
      cursor.at("UNION") || cursor.at("INTERSECT") || cursor.at("EXCEPT") || cursor.at("MINUS");
  if (!set) return std::nullopt;
  return complain(cursor, "query.clause_order",
                  fmt::format("{} cannot follow {}.", cursor.now().text, name_of(cursor.clause())),
                  "Put ORDER BY and LIMIT once, behind the last SELECT.");
}

std::optional<Error> window(const Cursor& cursor) {
  if (!cursor.at("QUALIFY") && !cursor.at("WINDOW")) return std::nullopt;
  return refuse(cursor, "query.window", "Windows over rows are not part of the language.",
                "Ask for the groups with GROUP BY.");
}

std::optional<Error> pivot_out_of_place(const Cursor& cursor) {
  if (!cursor.at("PIVOT")) return std::nullopt;
  return complain(
      cursor, "query.pivot_out_of_place",
      fmt::format("PIVOT belongs to a table, and here it follows {}.", name_of(cursor.clause())),
      "Put the query in brackets: FROM (SELECT ...) PIVOT (...).");
}

std::optional<Error> case_part_without_case(const Cursor& cursor) {
  const bool part = cursor.at("WHEN") || cursor.at("THEN") || cursor.at("ELSE") || cursor.at("END");
  if (!part) return std::nullopt;
  return complain(cursor, "query.stray_case",
                  fmt::format("{} stands here without a CASE that is open.", cursor.now().text),
                  "An END may stand too early, or a CASE may be missing.");
}

std::optional<Error> other_language(const Cursor& cursor) {
  for (const SasComparison& known : sas_comparisons) {
    if (!cursor.at(known.word)) continue;
    return complain(cursor, "query.mistaken_sign",
                    fmt::format("The comparison {} is not used here.", cursor.now().text),
                    fmt::format("Write {}.", known.sign));
  }
  if (cursor.at("DISTINCT")) {
    return complain(cursor, "query.stray_distinct", "DISTINCT is out of place here.",
                    "Write COUNT(DISTINCT field), or SELECT DISTINCT.");
  }
  return std::nullopt;
}

std::optional<Error> stray_symbol(const Cursor& cursor) {
  if (cursor.at(Symbol::right_bracket)) {
    return complain(cursor, "query.unopened_bracket", "This closing bracket has no opening one.",
                    "Delete it, or open a bracket further up.");
  }
  if (cursor.at(Symbol::comma) && is_condition(cursor.clause())) {
    return complain(cursor, "query.comma_in_condition", "Conditions are not separated by commas.",
                    "Write AND or OR.");
  }
  return std::nullopt;
}

// A misspelt keyword is read as an alias, and the mistake shows one word later.
std::optional<Error> misspelt(const Cursor& cursor) {
  const Token* suspects[] = {&cursor.before(), &cursor.now()};
  for (const Token* suspect : suspects) {
    const std::string keyword = similar_keyword(*suspect);
    if (keyword.empty()) continue;
    return complain_at(suspect->where, "query.misspelt_keyword",
                       fmt::format("{} is not understood here.", suspect->text),
                       fmt::format("Perhaps it should be {}.", keyword));
  }
  return std::nullopt;
}

bool is_value(const Token& token) {
  return token.kind == TokenKind::text || token.kind == TokenKind::integer ||
         token.kind == TokenKind::decimal;
}

std::optional<Error> missing_separator(const Cursor& cursor) {
  if (!begins_operand(cursor.now())) return std::nullopt;
  const std::string found = describe(cursor.now());
  switch (cursor.clause()) {
    case Clause::select_list:
    case Clause::group_by:
    case Clause::order_by:
      return complain(cursor, "query.missing_comma",
                      fmt::format("A comma is missing in front of {}.", found),
                      "Separate columns by commas.");
    case Clause::where:
    case Clause::having:
      if (is_value(cursor.now())) {
        return complain(cursor, "query.missing_comparison",
                        fmt::format("A comparison is missing in front of {}.", found),
                        "Write =, <>, <, >, LIKE or another comparison.");
      }
      return complain(cursor, "query.missing_connective",
                      fmt::format("AND or OR is missing in front of {}.", found),
                      "Join conditions by AND or OR.");
    default:
      return std::nullopt;
  }
}

}  // namespace

Error unexpected_after_query(const Cursor& cursor) {
  using Check = std::optional<Error> (*)(const Cursor&);
  constexpr std::array<Check, 11> checks = {table_hint,
                                            another_statement,
                                            clause_out_of_order,
                                            union_out_of_order,
                                            pivot_out_of_place,
                                            window,
                                            case_part_without_case,
                                            other_language,
                                            stray_symbol,
                                            misspelt,
                                            missing_separator};
  if (cursor.at(TokenKind::bad)) return expected(cursor, "the end of the query");
  for (const Check check : checks) {
    if (auto error = check(cursor)) return *std::move(error);
  }
  return expected(cursor, "the end of the query");
}

}  // namespace hdis::query::syntax
