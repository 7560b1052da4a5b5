#pragma once

#include "hdis/core/box.hpp"
#include "hdis/core/error.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// What the user wrote, as a tree. Nothing here has been checked against the catalogue: names are
/// as written (case kept), and many trees that the grammar accepts are refused by the binder, which
/// can explain why.
///
/// `where` is the first character of the thing it stands in, except where said otherwise. Depth is
/// bounded whatever was written (about 3,000 at the very worst), so a tree may be walked
/// recursively.
namespace hdis::query::ast {

/// A name as written, with what stands before the last dot, e.g. `hes` . `hes_apc_1718` or `a` .
/// `SEX`.
struct Name {
  std::string qualifier;  ///< Everything before the last dot; may be "".
  std::string text;
  SourcePosition where;
};

struct Expression;
struct Query;

enum class LiteralKind : std::uint8_t { null, text, integer, decimal, boolean, date };

/// A constant. `text` holds the characters without quotes (numbers as written: "1718", "-0.5"; TRUE
/// and FALSE in upper case; "" for NULL). Whether a date exists in the calendar has not been
/// checked.
struct Literal {
  LiteralKind kind = LiteralKind::null;
  std::string text;
};

/// `SELECT *` or `t.*` in a select list, or the star of COUNT(*).
struct Star {};

enum class BinaryOperator : std::uint8_t {
  or_,
  and_,
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
  plus,
  minus,
  times,
  divide,
  modulo,
  concatenate,
};
/// A chain of AND, or of OR, is a balanced tree whatever its length: the grouping of such a chain
/// means nothing. The other operators lean to the left.
struct Binary {
  BinaryOperator op;
  Box<Expression> left, right;
};
enum class UnaryOperator : std::uint8_t { not_, minus, plus };
struct Unary {
  UnaryOperator op;
  Box<Expression> operand;
};
/// subject [NOT] IN (list). `IN CODELIST('x')`, with or without brackets, has the Call as only
/// element.
struct In {
  Box<Expression> subject;
  std::vector<Expression> list;
  bool negated = false;
};
/// subject [NOT] IN (SELECT ..)
struct InQuery {
  Box<Expression> subject;
  Box<Query> query;
  bool negated = false;
};
struct Between {
  Box<Expression> subject, low, high;
  bool negated = false;
};
enum class PatternKind : std::uint8_t { like, rlike };
/// subject [NOT] LIKE pattern, or RLIKE (REGEXP, REGEXP_LIKE(f, p) are spellings of it).
/// `LIKE ANY ('a%', 'b%')` arrives as one Pattern for each, joined by OR; `LIKE ALL` by AND.
struct Pattern {
  Box<Expression> subject, pattern;
  PatternKind kind;
  bool negated = false;
};
struct IsNull {
  Box<Expression> subject;
  bool negated = false;
};
struct CaseArm;
/// CASE [operand] WHEN .. THEN .. [ELSE ..] END
struct Case {
  std::optional<Box<Expression>> operand;
  std::vector<CaseArm> arms;
  std::optional<Box<Expression>> otherwise;
};
/// name([DISTINCT] arguments) [FILTER (WHERE ..)] [OVER (..)]; also EXTRACT(part FROM x)
struct Call {
  std::string name;  ///< Upper case: "COUNT", "EXTRACT".
  bool distinct = false;
  std::vector<Expression> arguments;  ///< EXTRACT(YEAR FROM d) has a Name "YEAR" first.
  std::optional<Box<Expression>> filter;
  bool windowed = false;  ///< OVER was written; its content is skipped, the binder refuses.
};
/// CAST(x AS type) or x::type
struct Cast {
  Box<Expression> operand;
  std::string type;  ///< Upper case, without spaces inside brackets: "INT", "DECIMAL(10,2)".
};
/// (SELECT ..) as a value, or EXISTS (SELECT ..); always refused, kept for its explanation.
struct Subquery {
  Box<Query> query;
  bool exists = false;
};

struct Expression {
  std::variant<Name, Literal, Star, Binary, Unary, In, InQuery, Between, Pattern, IsNull, Case,
               Call, Cast, Subquery>
      node;
  SourcePosition where;
};
struct CaseArm {
  Expression when, then;
};

struct SelectItem {
  Expression expression;
  std::string alias;  ///< As written; "" if none.
  SourcePosition where;
};

struct PivotValue {
  Expression value;
  std::string alias;
};
/// PIVOT ( aggregate [AS a], ... FOR column IN (value [AS alias], ...) )
struct Pivot {
  std::vector<SelectItem> aggregates;
  Name column;
  std::vector<PivotValue> values;
  SourcePosition where;
};

enum class JoinKind : std::uint8_t { inner, left, right, full, cross };

struct TableRef;
struct Join {
  JoinKind kind;
  Box<TableRef> right;
  std::optional<Expression> on;
  std::vector<Name> using_columns;
  SourcePosition where;
};
struct TableRef {
  std::variant<Name, Box<Query>> source;  ///< A table, view or CTE name, or a derived table.
  std::string alias;
  std::optional<Pivot> pivot;
  std::vector<Join> joins;  ///< Joins whose left side is everything before.
  SourcePosition where;
};

enum class GroupingKind : std::uint8_t { plain, rollup, cube, sets };
struct GroupBy {
  GroupingKind kind = GroupingKind::plain;
  /// plain/rollup/cube: each inner list is one element (usually of one expression). sets: each is
  /// one set, and an empty one is the grand total. `GROUP BY ALL` is the plain element of the Name
  /// ALL.
  std::vector<std::vector<Expression>> elements;
};

/// NULLS FIRST and NULLS LAST are read, noted in a finding and not kept.
struct OrderItem {
  Expression expression;
  bool descending = false;
};

struct Select {
  bool distinct = false;
  std::vector<SelectItem> items;
  std::vector<TableRef> from;  ///< More than one: a comma join.
  std::optional<Expression> where_condition;
  /// Usually one; `GROUP BY a, ROLLUP(b)` gives two, which multiply.
  std::vector<GroupBy> group_by;
  std::optional<Expression> having;
  SourcePosition where;
};

enum class SetOperator : std::uint8_t { union_all, union_distinct, intersect, except };

struct CommonTable {
  Name name;
  Box<Query> query;
};

/// [WITH ..] select {UNION [ALL] select} [ORDER BY ..] [LIMIT n]
struct Query {
  std::vector<CommonTable> with;
  /// At least one; Box<Query>: a bracketed query.
  std::vector<std::variant<Select, Box<Query>>> terms;
  std::vector<SetOperator> operators;  ///< One fewer than terms, in the order written.
  std::vector<OrderItem> order_by;
  std::optional<std::int64_t> limit;
  SourcePosition where;
};

/// CREATE [OR REPLACE] [TEMP|TEMPORARY] VIEW name AS [(]query[)]
struct CreateView {
  Name name;
  Query query;
};

struct Statement {
  std::variant<Query, CreateView> node;
  SourcePosition where;
};

/// A whole file: statements between semicolons; comments are gone.
struct Script {
  std::vector<Statement> statements;
};

}  // namespace hdis::query::ast
