#include "syntax/complaint.hpp"
#include "syntax/parse.hpp"

#include <utility>

namespace hdis::query::syntax {

namespace {

using ast::Pivot;
using ast::PivotValue;

Result<PivotValue> parse_pivot_value(Cursor& cursor) {
  HDIS_TRY(value, parse_value(cursor));
  HDIS_TRY(alias, parse_alias(cursor));
  return PivotValue{std::move(value), std::move(alias)};
}

Result<std::vector<PivotValue>> parse_pivot_values(Cursor& cursor) {
  const std::size_t open = cursor.index();
  if (!cursor.accept(Symbol::left_bracket)) {
    return fail(expected(cursor, "the values that become columns, in brackets"));
  }
  if (is_query(cursor, cursor.index()) || cursor.at("ANY")) {
    return fail(complain(cursor, "query.open_pivot",
                         "The columns of a PIVOT must be known beforehand.",
                         "List its values: IN ('1' AS male, '2' AS female)."));
  }
  std::vector<PivotValue> values;
  do {
    HDIS_TRY(value, parse_pivot_value(cursor));
    values.push_back(std::move(value));
  } while (cursor.accept(Symbol::comma));
  if (!cursor.accept(Symbol::right_bracket)) return fail(missing_close(cursor, open));
  return values;
}

Status parse_pivot_column(Cursor& cursor, Pivot& pivot) {
  if (!cursor.accept("FOR")) return fail(expected(cursor, "FOR and the field to pivot"));
  if (cursor.at(Symbol::left_bracket)) {
    return fail(complain(cursor, "query.wide_pivot", "PIVOT turns one field into columns.",
                         "Band two fields into one by CASE, and pivot that."));
  }
  HDIS_TRY(column, parse_name(cursor, "the field to pivot"));
  pivot.column = std::move(column);
  return {};
}

}  // namespace

Result<Pivot> parse_pivot(Cursor& cursor) {
  Pivot pivot;
  pivot.where = cursor.take().where;
  const std::size_t open = cursor.index();
  if (!cursor.accept(Symbol::left_bracket)) return fail(expected(cursor, "a bracket after PIVOT"));
  do {
    HDIS_TRY(aggregate, parse_select_item(cursor));
    pivot.aggregates.push_back(std::move(aggregate));
  } while (cursor.accept(Symbol::comma));
  HDIS_CHECK(parse_pivot_column(cursor, pivot));
  if (!cursor.accept("IN")) return fail(expected(cursor, "IN and the values that become columns"));
  HDIS_TRY(values, parse_pivot_values(cursor));
  pivot.values = std::move(values);
  if (!cursor.accept(Symbol::right_bracket)) return fail(missing_close(cursor, open));
  return pivot;
}

}  // namespace hdis::query::syntax
