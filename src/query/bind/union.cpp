#include "bind/ast_text.hpp"
#include "bind/table_shape.hpp"
#include "bind/table_union.hpp"
#include "plan/visit.hpp"

#include <algorithm>

namespace hdis::query {
namespace {

constexpr std::size_t most_branches = 200;

bool check_operators(Context& context, const ast::Query& query) {
  for (const auto op : query.operators) {
    if (op != ast::SetOperator::intersect && op != ast::SetOperator::except) continue;
    context.diagnostics.refuse(
        "query.set_operator",
        op == ast::SetOperator::except
            ? "EXCEPT takes one table from another and would show the difference."
            : "INTERSECT shows which rows two tables have in common.",
        "Write the conditions in WHERE: AND, NOT.", query.where);
    return false;
  }
  return true;
}

std::optional<Relation> bind_term(Context& context, const ast::Query& query, std::size_t index,
                                  const Names& names) {
  const auto& term = query.terms[index];
  if (const auto* select = std::get_if<ast::Select>(&term)) {
    return bind_select(context, *select, nullptr, names);
  }
  return bind_query(context, *std::get<Box<ast::Query>>(term), names);
}

std::nullopt_t differs(Context& context, const std::string& message, SourcePosition where) {
  context.diagnostics.mistake("query.union_shape", message,
                              "Give every part of the UNION the same columns, in the same order.",
                              where);
  return std::nullopt;
}

// Records of several parts put under one another, column by column.
std::optional<Relation> union_of_rows(Context& context, std::vector<RowRelation> parts,
                                      const ast::Query& query) {
  RowRelation all = parts.front();
  all.where = query.where;
  for (std::size_t i = 1; i < parts.size(); ++i) {
    auto& part = parts[i];
    if (part.all_fields != all.all_fields || part.columns.size() != all.columns.size()) {
      return differs(context, "The parts of this UNION have different columns.", part.where);
    }
    all.branches.insert(all.branches.end(), part.branches.begin(), part.branches.end());
    for (std::size_t c = 0; c < part.columns.size(); ++c) {
      auto& expressions = all.columns[c].by_branch;
      const auto& more = part.columns[c].by_branch;
      expressions.insert(expressions.end(), more.begin(), more.end());
    }
    all.limited = all.limited || part.limited;
    all.distinct = all.distinct || part.distinct;
  }
  if (all.branches.size() > most_branches) {
    context.diagnostics.mistake("query.too_large", "This UNION has too many parts.",
                                "Name several years in one part: WHERE FYEAR IN ('1617', '1718').",
                                query.where);
    return std::nullopt;
  }
  const bool distinct = std::find(query.operators.begin(), query.operators.end(),
                                  ast::SetOperator::union_distinct) != query.operators.end();
  if (distinct) {
    context.diagnostics.refuse("query.union_distinct",
                               "UNION without ALL drops records that look alike, so that what is "
                               "left are no longer records.",
                               "Write UNION ALL.", query.where);
    return std::nullopt;
  }
  all.limited = all.limited || query.limit.has_value();
  return Relation{std::move(all)};
}

}  // namespace

std::optional<Relation> bind_union(Context& context, const ast::Query& query, const Names& names) {
  if (!check_operators(context, query)) return std::nullopt;
  std::vector<RowRelation> rows;
  std::vector<TableRelation> tables;
  bool complete = true;
  for (std::size_t i = 0; i < query.terms.size(); ++i) {
    auto bound = bind_term(context, query, i, names);
    complete = complete && bound.has_value();
    if (!bound) continue;
    if (auto* part = std::get_if<RowRelation>(&*bound)) {
      rows.push_back(std::move(*part));
    } else {
      tables.push_back(std::move(std::get<TableRelation>(*bound)));
    }
  }
  if (!complete) return std::nullopt;
  if (!rows.empty() && !tables.empty()) {
    context.diagnostics.refuse("query.union_mixed",
                               "One part of this UNION counts records and another lists them.",
                               "Count in every part.", rows.front().where);
    return std::nullopt;
  }
  if (!rows.empty()) return union_of_rows(context, std::move(rows), query);
  return union_of_tables(context, std::move(tables), query);
}

}  // namespace hdis::query
