#include "cases.hpp"

namespace hdis::query {
namespace {

using test::expect_accepted;

// The expression as the condition of SELECT n FROM t WHERE ..
std::string condition(std::string_view text) {
  const auto parsed = parse("SELECT n FROM t WHERE " + std::string(text));
  if (!parsed) return parsed.error().to_text();
  const auto& query = std::get<ast::Query>(parsed->script.statements.at(0).node);
  return print(*std::get<ast::Select>(query.terms.at(0)).where_condition, Brackets::every);
}

TEST(Expression, AndBindsMoreThanOrAndNotMoreThanAnd) {
  EXPECT_EQ(condition("a OR b AND c"), "(a OR (b AND c))");
  EXPECT_EQ(condition("(a OR b) AND c"), "((a OR b) AND c)");
  EXPECT_EQ(condition("NOT a AND b"), "((NOT a) AND b)");
  EXPECT_EQ(condition("NOT a = 1"), "(NOT (a = 1))");
  EXPECT_EQ(condition("NOT NOT a"), "(NOT (NOT a))");
  EXPECT_EQ(condition("NOT (a RLIKE 'x')"), "(NOT (a RLIKE 'x'))");
}

TEST(Expression, ArithmeticLeansToTheLeft) {
  EXPECT_EQ(condition("a - b - c"), "((a - b) - c)");
  EXPECT_EQ(condition("a + b * c % d"), "(a + ((b * c) % d))");
  EXPECT_EQ(condition("a / b / c || d"), "(((a / b) / c) || d)");
  EXPECT_EQ(condition("(a + b) * c = 1"), "(((a + b) * c) = 1)");
}

TEST(Expression, SignsOfNumbersBelongToThem) {
  EXPECT_EQ(condition("a = -1"), "(a = -1)");
  EXPECT_EQ(condition("a - -0.5"), "(a - -0.5)");
  EXPECT_EQ(condition("-a"), "(-a)");
  EXPECT_EQ(condition("- -1"), "(- -1)");
  EXPECT_EQ(condition("+1"), "(+1)");
}

TEST(Expression, EveryComparisonIsRead) {
  EXPECT_EQ(condition("a = 1"), "(a = 1)");
  EXPECT_EQ(condition("a <> 1"), "(a <> 1)");
  EXPECT_EQ(condition("a != 1"), "(a <> 1)");
  EXPECT_EQ(condition("a < 1"), "(a < 1)");
  EXPECT_EQ(condition("a<=1"), "(a <= 1)");
  EXPECT_EQ(condition("a > 1"), "(a > 1)");
  EXPECT_EQ(condition("a>=1"), "(a >= 1)");
  EXPECT_EQ(condition("'3' = epistat"), "('3' = epistat)");
}

TEST(Expression, ListsOfAnyKind) {
  EXPECT_EQ(condition("a IN ('1', 2, -3)"), "(a IN ('1', 2, -3))");
  EXPECT_EQ(condition("a NOT IN ('1')"), "(a NOT IN ('1'))");
  EXPECT_EQ(condition("a IN CODELIST('stroke')"), "(a IN (CODELIST('stroke')))");
  EXPECT_EQ(condition("a NOT IN (codelist('stroke'))"), "(a NOT IN (CODELIST('stroke')))");
  EXPECT_EQ(condition("a IN (SELECT b FROM u)"), "(a IN (SELECT b FROM u))");
  EXPECT_EQ(condition("a IN ((SELECT b FROM u))"), "(a IN (SELECT b FROM u))");
}

TEST(Expression, AListOfThousandsStaysFlat) {
  std::string list = "a IN (0";
  for (int i = 1; i < 5000; ++i) list += ", " + std::to_string(i);
  list += ")";
  EXPECT_EQ(condition(list), "(" + list + ")");
}

TEST(Expression, Ranges) {
  EXPECT_EQ(condition("a BETWEEN 1 AND 2 AND b"), "((a BETWEEN 1 AND 2) AND b)");
  EXPECT_EQ(condition("a NOT BETWEEN 1 AND 2 + 3"), "(a NOT BETWEEN 1 AND (2 + 3))");
}

TEST(Expression, PatternsInEverySpelling) {
  EXPECT_EQ(condition("a LIKE ('2%')"), "(a LIKE '2%')");
  EXPECT_EQ(condition("a NOT LIKE '2%'"), "(a NOT LIKE '2%')");
  EXPECT_EQ(condition("a RLIKE ('E1[0-4]')"), "(a RLIKE 'E1[0-4]')");
  EXPECT_EQ(condition("a NOT RLIKE 'x'"), "(a NOT RLIKE 'x')");
  EXPECT_EQ(condition("a REGEXP 'x'"), "(a RLIKE 'x')");
  EXPECT_EQ(condition("REGEXP_LIKE(a, 'x')"), "(a RLIKE 'x')");
  EXPECT_EQ(condition("RLIKE(a, \"x|y\")"), "(a RLIKE 'x|y')");
  EXPECT_EQ(condition("NOT RLIKE(a, 'x')"), "(NOT (a RLIKE 'x'))");
}

TEST(Expression, LikeAnyIsOrAndLikeAllIsAnd) {
  EXPECT_EQ(condition("a LIKE ANY ('x%', 'y%')"), "((a LIKE 'x%') OR (a LIKE 'y%'))");
  EXPECT_EQ(condition("a LIKE ALL ('x%', 'y%')"), "((a LIKE 'x%') AND (a LIKE 'y%'))");
  EXPECT_EQ(condition("a RLIKE ANY ('x') AND b"), "((a RLIKE 'x') AND b)");
}

TEST(Expression, NullTests) {
  EXPECT_EQ(condition("a IS NULL"), "(a IS NULL)");
  EXPECT_EQ(condition("a IS NOT NULL"), "(a IS NOT NULL)");
  EXPECT_EQ(condition("ISNULL(a)"), "(a IS NULL)");
  EXPECT_EQ(condition("IsNotNull(a)"), "(a IS NOT NULL)");
  EXPECT_EQ(condition("ISNULL(a, 0) = 1"), "(ISNULL(a, 0) = 1)");
}

TEST(Expression, Constants) {
  EXPECT_EQ(condition("a = 'it''s'"), "(a = 'it''s')");
  EXPECT_EQ(condition("a = ''"), "(a = '')");
  EXPECT_EQ(condition("a = DATE '2017-04-01'"), "(a = DATE '2017-04-01')");
  EXPECT_EQ(condition("a = true OR b = FALSE OR null"), "((a = TRUE) OR (b = FALSE) OR NULL)");
  EXPECT_EQ(condition("a = .5 OR a = 0.50"), "((a = .5) OR (a = 0.50))");
  EXPECT_EQ(condition("a = 00123456789012345678901234567890"),
            "(a = 00123456789012345678901234567890)");
  EXPECT_EQ(condition("a = 'E1\\.[0-4]'"), "(a = 'E1\\.[0-4]')");
}

TEST(Expression, CaseInBothForms) {
  EXPECT_EQ(condition("case when a = 1 then 'x' when b then 'y' else 'z' end = 'x'"),
            "(CASE WHEN (a = 1) THEN 'x' WHEN b THEN 'y' ELSE 'z' END = 'x')");
  EXPECT_EQ(condition("CASE a WHEN 1 THEN 2 END"), "CASE a WHEN 1 THEN 2 END");
  EXPECT_EQ(condition("CASE WHEN a THEN CASE WHEN b THEN 1 END ELSE 2 END"),
            "CASE WHEN a THEN CASE WHEN b THEN 1 END ELSE 2 END");
}

TEST(Expression, Calls) {
  EXPECT_EQ(condition("count(*) > 1"), "(COUNT(*) > 1)");
  EXPECT_EQ(condition("COUNT(DISTINCT x) = COUNT(DISTINCT(x))"),
            "(COUNT(DISTINCT x) = COUNT(DISTINCT x))");
  EXPECT_EQ(condition("Count ( ALL x )"), "COUNT(x)");
  EXPECT_EQ(condition("f()"), "F()");
  EXPECT_EQ(condition("EXTRACT(year FROM d) = YEAR(d)"), "(EXTRACT(YEAR FROM d) = YEAR(d))");
  EXPECT_EQ(condition("EXTRACT('month' FROM d)"), "EXTRACT(MONTH FROM d)");
  EXPECT_EQ(condition("SUBSTRING(x FROM 1 FOR 2)"), "SUBSTRING(x, 1, 2)");
  EXPECT_EQ(condition("LEFT(x, 3) = RIGHT(x, 3)"), "(LEFT(x, 3) = RIGHT(x, 3))");
  EXPECT_EQ(condition("SUM(x) FILTER (WHERE a = 1)"), "SUM(x) FILTER (WHERE (a = 1))");
  EXPECT_EQ(condition("SUM(x) OVER (PARTITION BY (y) ORDER BY z) = 1"), "(SUM(x) OVER () = 1)");
  EXPECT_EQ(condition("SUM(x) OVER w"), "SUM(x) OVER ()");
}

TEST(Expression, Casts) {
  EXPECT_EQ(condition("CAST(a AS decimal(10, 2))"), "a::DECIMAL(10,2)");
  EXPECT_EQ(condition("a::int::text"), "a::INT::TEXT");
  EXPECT_EQ(condition("CAST(a + 1 AS double precision)"), "(a + 1)::DOUBLE PRECISION");
  EXPECT_EQ(condition("CAST(-1 AS INT)"), "(-1)::INT");
}

TEST(Expression, SubqueriesForTheBinderToRefuse) {
  EXPECT_EQ(condition("a = (SELECT b FROM u)"), "(a = (SELECT b FROM u))");
  EXPECT_EQ(condition("NOT EXISTS (SELECT 1)"), "(NOT EXISTS (SELECT 1))");
  EXPECT_EQ(condition("((SELECT 1) + 1) = 2"), "(((SELECT 1) + 1) = 2)");
}

TEST(Expression, NamesInEveryQuotation) {
  EXPECT_EQ(condition("hes.t.a = `b c`.[d] AND [e f] AND a.`select`"),
            "((hes.t.a = `b c`.d) AND `e f` AND a.`select`)");
  EXPECT_EQ(condition("`a``b`"), "`a``b`");
}

// Nesting would be as deep as the chain is long if it leant to one side.
TEST(Expression, ALongChainOfOrIsShallow) {
  std::string chain = "a = 0";
  for (int i = 1; i < 20000; ++i) chain += " OR a = " + std::to_string(i);
  EXPECT_TRUE(condition(chain).starts_with("((a = 0) OR (a = 1) OR (a = 2)"));
}

// In standard SQL "x" is a name; users of Spark and SAS mean a text by it.
TEST(Expression, DoubleQuotesAreReadByWhereTheyStand) {
  expect_accepted({
      {"SELECT n FROM t WHERE SEX = \"1\"",
       "SELECT n FROM t WHERE (SEX = '1')",
       {"query.double_quoted_text"}},
      {"SELECT n FROM t WHERE SEX IN (\"M\", \"F\")",
       "SELECT n FROM t WHERE (SEX IN ('M', 'F'))",
       {"query.double_quoted_text"}},
      {"SELECT n FROM t WHERE a BETWEEN \"A00\" AND \"B99\"",
       "SELECT n FROM t WHERE (a BETWEEN 'A00' AND 'B99')",
       {"query.double_quoted_text"}},
      {"SELECT n FROM t WHERE a RLIKE (\"I20\")",
       "SELECT n FROM t WHERE (a RLIKE 'I20')",
       {"query.double_quoted_text"}},
      {"SELECT CASE WHEN a THEN \"male\" ELSE \"other\" END FROM t",
       "SELECT CASE WHEN a THEN 'male' ELSE 'other' END FROM t",
       {"query.double_quoted_text"}},
      {"SELECT \"Regional\" AS area FROM t",
       "SELECT 'Regional' AS area FROM t",
       {"query.double_quoted_text"}},
      {"SELECT \"it\"\"s\" AS x FROM t",
       "SELECT 'it\"s' AS x FROM t",
       {"query.double_quoted_text"}},
      // Names: on the left of a comparison, spelt like a field, qualified, or given by the text.
      {"SELECT n FROM t WHERE \"Sex\" = '1'", "SELECT n FROM t WHERE (Sex = '1')"},
      {"SELECT \"Sex\", \"SEX\" AS s FROM t", "SELECT Sex, SEX AS s FROM t"},
      {"SELECT \"SEX\", \"t\".\"x y\" FROM t", "SELECT SEX, t.`x y` FROM t"},
      {"SELECT \"Year end\" FROM (SELECT y AS \"Year end\" FROM t)",
       "SELECT `Year end` FROM (SELECT y AS `Year end` FROM t)"},
      {"SELECT y \"Year end\" FROM t GROUP BY \"Year end\" ORDER BY \"Year end\"",
       "SELECT y AS `Year end` FROM t GROUP BY `Year end` ORDER BY `Year end`"},
      {"SELECT n FROM u JOIN v ON u.a = \"b\" WHERE \"b\" IN (SELECT x AS \"b\" FROM w)",
       "SELECT n FROM u JOIN v ON (u.a = b) WHERE (b IN (SELECT x AS b FROM w))"},
  });
}

}  // namespace
}  // namespace hdis::query
