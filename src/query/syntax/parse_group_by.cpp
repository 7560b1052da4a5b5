#include "syntax/complaint.hpp"
#include "syntax/parse.hpp"

#include <fmt/format.h>

#include <iterator>
#include <utility>

namespace hdis::query::syntax {

namespace {

using ast::Expression;
using ast::GroupBy;
using ast::GroupingKind;
using Element = std::vector<Expression>;

bool is_grouping_call(const Cursor& cursor, std::string_view keyword) {
  return cursor.at(keyword) && cursor.ahead().is(Symbol::left_bracket);
}

bool is_grouping_sets(const Cursor& cursor) {
  return cursor.at("GROUPING", "SETS") && cursor.ahead(2).is(Symbol::left_bracket);
}

/// Whether the bracket at the cursor holds a list: (a, b) or ().
bool is_element_list(const Cursor& cursor) {
  const std::size_t open = cursor.index();
  const std::size_t close = cursor.partner(open);
  if (close == Cursor::nowhere || is_query(cursor, open + 1)) return false;
  if (close == open + 1) return true;
  for (std::size_t index = open + 1; index < close; ++index) {
    const bool inner = cursor.token(index).is(Symbol::left_bracket);
    if (cursor.token(index).is(Symbol::comma)) return true;
    if (inner) index = cursor.partner(index);
  }
  return false;
}

Result<Element> parse_element_list(Cursor& cursor) {
  const std::size_t open = cursor.index();
  cursor.take();
  Element element;
  if (cursor.accept(Symbol::right_bracket)) return element;
  do {
    HDIS_TRY(expression, parse_column_expression(cursor));
    element.push_back(std::move(expression));
  } while (cursor.accept(Symbol::comma));
  if (!cursor.accept(Symbol::right_bracket)) return fail(missing_close(cursor, open));
  return element;
}

Result<Element> parse_element(Cursor& cursor) {
  if (cursor.at(Symbol::left_bracket) && is_element_list(cursor)) return parse_element_list(cursor);
  HDIS_TRY(expression, parse_column_expression(cursor));
  Element element;
  element.push_back(std::move(expression));
  return element;
}

/// ( element {, element} ), behind ROLLUP, CUBE or GROUPING SETS.
Result<GroupBy> parse_grouping(Cursor& cursor, GroupingKind kind) {
  const std::size_t open = cursor.index();
  cursor.take();
  GroupBy group{kind, {}};
  do {
    HDIS_TRY(element, parse_element(cursor));
    group.elements.push_back(std::move(element));
  } while (cursor.accept(Symbol::comma));
  if (!cursor.accept(Symbol::right_bracket)) return fail(missing_close(cursor, open));
  return group;
}

/// One term of GROUP BY; a plain one is a GroupBy of a single element.
Result<GroupBy> parse_term(Cursor& cursor) {
  if (is_grouping_call(cursor, "ROLLUP") || is_grouping_call(cursor, "CUBE")) {
    const auto kind = cursor.take().is("ROLLUP") ? GroupingKind::rollup : GroupingKind::cube;
    return parse_grouping(cursor, kind);
  }
  if (is_grouping_sets(cursor)) {
    cursor.accept("GROUPING", "SETS");
    return parse_grouping(cursor, GroupingKind::sets);
  }
  if (cursor.at("ALL")) {
    const SourcePosition where = cursor.take().where;
    return GroupBy{GroupingKind::plain, {{{ast::Name{"", "ALL", where}, where}}}};
  }
  HDIS_TRY(element, parse_element(cursor));
  // The empty bracket is the grand total, which only a grouping set can say.
  const auto kind = element.empty() ? GroupingKind::sets : GroupingKind::plain;
  GroupBy group{kind, {}};
  group.elements.push_back(std::move(element));
  return group;
}

void append(std::vector<GroupBy>& groups, GroupBy group) {
  const bool extends = group.kind == GroupingKind::plain && !groups.empty() &&
                       groups.back().kind == GroupingKind::plain;
  if (!extends) {
    groups.push_back(std::move(group));
    return;
  }
  std::move(group.elements.begin(), group.elements.end(),
            std::back_inserter(groups.back().elements));
}

Error suffix_behind_grouping(const Cursor& cursor) {
  return complain(cursor, "query.grouping_twice", "The fields are already grouped in another way.",
                  "Write GROUP BY ROLLUP (a, b) and nothing behind it.");
}

/// WITH ROLLUP or WITH CUBE, or Spark's GROUPING SETS behind the fields that they use.
Status parse_suffix(Cursor& cursor, std::vector<GroupBy>& groups) {
  const bool rollup = cursor.at("WITH", "ROLLUP");
  const bool cube = cursor.at("WITH", "CUBE");
  const bool sets = is_grouping_sets(cursor);
  if (!rollup && !cube && !sets) return {};
  const bool plain = groups.size() == 1 && groups.front().kind == GroupingKind::plain;
  if (!plain) return fail(suffix_behind_grouping(cursor));
  cursor.take();
  cursor.take();
  if (sets) {
    HDIS_TRY(grouping, parse_grouping(cursor, GroupingKind::sets));
    groups.front() = std::move(grouping);
    return {};
  }
  groups.front().kind = rollup ? GroupingKind::rollup : GroupingKind::cube;
  return {};
}

Error trailing_comma(const Cursor& cursor) {
  return complain_at(cursor.before().where, "query.trailing_comma",
                     fmt::format("Nothing follows this comma but {}.", describe(cursor.now())),
                     "Delete the comma, or write the field that is missing.");
}

}  // namespace

Result<std::vector<GroupBy>> parse_group_by(Cursor& cursor) {
  std::vector<GroupBy> groups;
  do {
    const bool none = begins_clause(cursor.now()) || cursor.at_end();
    if (none && !groups.empty()) return fail(trailing_comma(cursor));
    HDIS_TRY(group, parse_term(cursor));
    append(groups, std::move(group));
  } while (cursor.accept(Symbol::comma));
  HDIS_CHECK(parse_suffix(cursor, groups));
  return groups;
}

}  // namespace hdis::query::syntax
