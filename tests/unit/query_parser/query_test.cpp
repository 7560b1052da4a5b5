#include "cases.hpp"

namespace hdis::query {
namespace {

using test::expect_accepted;

TEST(Query, SelectWithAllItsClauses) {
  expect_accepted({
      {"select distinct A, b as c from t where d = 1 group by a, 2 having count(*) > 5 order by 1 "
       "desc,"
       " b asc limit 10",
       "SELECT DISTINCT A, b AS c FROM t WHERE (d = 1) GROUP BY a, 2 HAVING (COUNT(*) > 5) ORDER "
       "BY 1 "
       "DESC, b LIMIT 10"},
      {"SELECT ALL *, t.* FROM t", "SELECT *, * FROM t"},
      {"SELECT 1", "SELECT 1"},
  });
}

TEST(Query, AliasesInEveryForm) {
  expect_accepted({
      {"SELECT a b, c AS d, e AS 'f g', h AS \"i\", j `k l`, m \"n o\", p AS [q] FROM t",
       "SELECT a AS b, c AS d, e AS `f g`, h AS i, j AS `k l`, m AS `n o`, p AS q FROM t"},
      {"SELECT a AS 2017_18 FROM t GROUP BY 2017_18",
       "SELECT a AS `2017_18` FROM t GROUP BY `2017_18`"},
      {"SELECT COUNT(*) count, year, month, date, COUNT(*) over FROM t",
       "SELECT COUNT(*) AS count, year, month, date, COUNT(*) AS over FROM t"},
  });
}

TEST(Query, GroupingInEveryForm) {
  expect_accepted({
      {"SELECT a FROM t GROUP BY ALL", "SELECT a FROM t GROUP BY `ALL`"},
      {"SELECT a FROM t GROUP BY ROLLUP (a, b)", "SELECT a FROM t GROUP BY ROLLUP (a, b)"},
      {"SELECT a FROM t GROUP BY ROLLUP(a, (b, c)), d",
       "SELECT a FROM t GROUP BY ROLLUP (a, (b, c)), d"},
      {"SELECT a FROM t GROUP BY CUBE (a, b)", "SELECT a FROM t GROUP BY CUBE (a, b)"},
      {"SELECT a FROM t GROUP BY a, b WITH ROLLUP", "SELECT a FROM t GROUP BY ROLLUP (a, b)"},
      {"SELECT a FROM t GROUP BY a, b WITH CUBE", "SELECT a FROM t GROUP BY CUBE (a, b)"},
      {"SELECT a FROM t GROUP BY GROUPING SETS ((a, b), a, ())",
       "SELECT a FROM t GROUP BY GROUPING SETS ((a, b), (a), ())"},
      {"SELECT a FROM t GROUP BY a, b GROUPING SETS ((a), (b))",
       "SELECT a FROM t GROUP BY GROUPING SETS ((a), (b))"},
      {"SELECT a FROM t GROUP BY ()", "SELECT a FROM t GROUP BY GROUPING SETS (())"},
      {"SELECT a FROM t GROUP BY (a), (b, c), (d + e) * f",
       "SELECT a FROM t GROUP BY a, (b, c), ((d + e) * f)"},
  });
}

TEST(Query, SetOperationsInTheOrderWritten) {
  expect_accepted({
      {"SELECT a UNION ALL SELECT b UNION SELECT c UNION DISTINCT SELECT d",
       "SELECT a UNION ALL SELECT b UNION SELECT c UNION SELECT d"},
      {"SELECT a INTERSECT SELECT b EXCEPT SELECT c MINUS SELECT d",
       "SELECT a INTERSECT SELECT b EXCEPT SELECT c EXCEPT SELECT d"},
      {"(SELECT a LIMIT 1) UNION (SELECT b UNION SELECT c) ORDER BY 1",
       "(SELECT a LIMIT 1) UNION (SELECT b UNION SELECT c) ORDER BY 1"},
      {"((SELECT a))", "SELECT a"},
      {"(SELECT a LIMIT 5) ORDER BY a", "(SELECT a LIMIT 5) ORDER BY a"},
  });
}

TEST(Query, LimitsInEveryForm) {
  expect_accepted({
      {"SELECT a FROM t FETCH FIRST 10 ROWS ONLY", "SELECT a FROM t LIMIT 10"},
      {"SELECT a FROM t FETCH NEXT 1 ROW ONLY", "SELECT a FROM t LIMIT 1"},
      {"SELECT TOP 10 a FROM t ORDER BY a", "SELECT a FROM t ORDER BY a LIMIT 10", {"query.top"}},
      {"SELECT TOP (10) a FROM t", "SELECT a FROM t LIMIT 10", {"query.top"}},
      {"SELECT TOP 3 a FROM t UNION SELECT b FROM u",
       "(SELECT a FROM t LIMIT 3) UNION SELECT b FROM u",
       {"query.top"}},
      {"SELECT top, a FROM t", "SELECT top, a FROM t"},
      {"SELECT a FROM t ORDER BY a NULLS FIRST, b DESC NULLS LAST",
       "SELECT a FROM t ORDER BY a, b DESC",
       {"query.nulls_order"}},
  });
}

TEST(Query, TablesAndJoins) {
  expect_accepted({
      {"SELECT a FROM hes.t x, db.hes.u AS y", "SELECT a FROM hes.t AS x, db.hes.u AS y"},
      {"SELECT a FROM t LEFT OUTER JOIN u ON t.a = u.a INNER JOIN v USING (a, b) RIGHT JOIN w ON 1 "
       "FULL JOIN x ON 2 CROSS JOIN y JOIN z",
       "SELECT a FROM t LEFT JOIN u ON (t.a = u.a) JOIN v USING (a, b) RIGHT JOIN w ON 1 FULL JOIN "
       "x "
       "ON 2 CROSS JOIN y JOIN z"},
      {"SELECT a FROM (t JOIN u ON 1) JOIN v ON 2", "SELECT a FROM t JOIN u ON 1 JOIN v ON 2"},
      {"SELECT a FROM t JOIN (u JOIN v ON 1) ON 2", "SELECT a FROM t JOIN (u JOIN v ON 1) ON 2"},
      {"SELECT a FROM ((t)) x", "SELECT a FROM t AS x"},
      {"SELECT a FROM (SELECT b FROM t), (SELECT c FROM u) AS d",
       "SELECT a FROM (SELECT b FROM t), (SELECT c FROM u) AS d"},
      {"SELECT a FROM ((SELECT b) UNION (SELECT c)) d",
       "SELECT a FROM ((SELECT b) UNION (SELECT c)) AS d"},
      {"SELECT a FROM ((SELECT b) x JOIN (SELECT c) y ON 1)",
       "SELECT a FROM (SELECT b) AS x JOIN (SELECT c) AS y ON 1"},
  });
}

TEST(Query, Pivots) {
  expect_accepted({
      {"SELECT * FROM t PIVOT (SUM(a) FOR b IN ('x', 'y'))",
       "SELECT * FROM t PIVOT (SUM(a) FOR b IN ('x', 'y'))"},
      {"SELECT * FROM (SELECT a FROM t) PIVOT (SUM(a) AS s, COUNT(*) FOR b IN (1718 AS c, '1617' "
       "d)) p",
       "SELECT * FROM (SELECT a FROM t) PIVOT (SUM(a) AS s, COUNT(*) FOR b IN (1718 AS c, '1617' "
       "AS d)) "
       "AS p"},
      {"SELECT * FROM t x PIVOT (SUM(a) FOR \"b c\" IN (\"x\" AS 'y z'))",
       "SELECT * FROM t PIVOT (SUM(a) FOR `b c` IN ('x' AS `y z`)) AS x",
       {"query.double_quoted_text"}},
  });
}

TEST(Query, CommonTablesAndViews) {
  expect_accepted({
      {"WITH a AS (SELECT 1), b AS (SELECT * FROM a) SELECT * FROM b",
       "WITH a AS (SELECT 1), b AS (SELECT * FROM a) SELECT * FROM b"},
      {"SELECT * FROM (WITH a AS (SELECT 1) SELECT * FROM a)",
       "SELECT * FROM (WITH a AS (SELECT 1) SELECT * FROM a)"},
      {"create temp view v as select a; SELECT * FROM v",
       "CREATE OR REPLACE TEMPORARY VIEW v AS SELECT a; SELECT * FROM v"},
      {"CREATE OR REPLACE GLOBAL TEMPORARY VIEW x.v AS (SELECT a)",
       "CREATE OR REPLACE TEMPORARY VIEW x.v AS SELECT a"},
      {"CREATE VIEW IF NOT EXISTS v AS WITH a AS (SELECT 1) SELECT * FROM a",
       "CREATE OR REPLACE TEMPORARY VIEW v AS WITH a AS (SELECT 1) SELECT * FROM a"},
  });
}

TEST(Query, EmptyStatementsAreNothing) {
  expect_accepted({{";; SELECT a;; ; -- done\nSELECT b;", "SELECT a; SELECT b"}});
}

TEST(Query, PlacesAreThoseOfTheText) {
  const auto parsed = parse("SELECT a,\n  b + c AS d\nFROM hes.t;\n\n SELECT e");
  ASSERT_TRUE(parsed);
  const auto& first = std::get<ast::Query>(parsed->script.statements.at(0).node);
  const auto& select = std::get<ast::Select>(first.terms.at(0));
  EXPECT_EQ(select.items.at(1).where, (SourcePosition{2, 3}));
  EXPECT_EQ(select.items.at(1).expression.where, (SourcePosition{2, 3}));
  EXPECT_EQ(std::get<ast::Binary>(select.items.at(1).expression.node).right->where,
            (SourcePosition{2, 7}));
  EXPECT_EQ(select.from.at(0).where, (SourcePosition{3, 6}));
  EXPECT_EQ(parsed->script.statements.at(1).where, (SourcePosition{5, 2}));
}

TEST(Query, PrintsWithBracketsOnlyWhereNeeded) {
  const auto parsed =
      parse("SELECT ((a + (b * c))) - (d - e) FROM t WHERE ((x) OR (y AND (NOT (z = 1))))");
  ASSERT_TRUE(parsed);
  EXPECT_EQ(print(parsed->script), "SELECT a + b * c - (d - e) FROM t WHERE x OR y AND NOT z = 1");
}

}  // namespace
}  // namespace hdis::query
