#include "cases.hpp"

namespace hdis::query {
namespace {

using test::expect_mistaken;

TEST(Refused, StatementsThatAreNotQueries) {
  expect_mistaken(
      ErrorCode::refused,
      {
          {"COPY t TO 'x.csv'", {1, 1}, "query.statement_exports", "protected tables"},
          {"insert into t values (1)", {1, 1}, "query.statement_changes", "INSERT"},
          {"UPDATE t SET a = 1", {1, 1}, "query.statement_changes", "only read"},
          {"DELETE FROM t", {1, 1}, "query.statement_changes", "DELETE"},
          {"DROP VIEW v", {1, 1}, "query.statement_changes", "need not be dropped"},
          {"ALTER TABLE t", {1, 1}, "query.statement_changes", "ALTER"},
          {"SET x = 1", {1, 1}, "query.statement_settings", "settings"},
          {"PRAGMA x", {1, 1}, "query.statement_settings", "settings"},
          {"ATTACH 'x'", {1, 1}, "query.statement_reaches_out", "catalogue"},
          {"INSTALL httpfs", {1, 1}, "query.statement_reaches_out", "catalogue"},
          {"LOAD httpfs", {1, 1}, "query.statement_reaches_out", "catalogue"},
          {"EXPLAIN SELECT 1", {1, 1}, "query.statement_looks_inside", "in words"},
          {"DESCRIBE t", {1, 1}, "query.statement_looks_inside", "catalogue"},
          {"SHOW TABLES", {1, 1}, "query.statement_looks_inside", "catalogue"},
          {"CALL f()", {1, 1}, "query.statement_runs", "CALL"},
          {"GRANT x", {1, 1}, "query.statement_rights", "licences"},
          {"CACHE TABLE t", {1, 1}, "query.statement_caches", "by itself"},
          {"VALUES (1)", {1, 1}, "query.statement_rows", "GROUP BY"},
          {"CREATE TABLE x AS SELECT 1", {1, 8}, "query.statement_creates", "TEMPORARY VIEW"},
          {"CREATE OR REPLACE MACRO f() AS 1", {1, 19}, "query.statement_creates", "MACRO"},
          {"proc sql; SELECT a FROM t; quit;", {1, 1}, "query.statement_sas", "proc sql"},
          {"%let x = 1;", {1, 1}, "query.statement_macro", "%let"},
          {"GO", {1, 1}, "query.statement_separator", "semicolon"},
      });
}

TEST(Refused, WhatNoQueryMayHold) {
  expect_mistaken(
      ErrorCode::refused,
      {
          {"SELECT a INTO x FROM t", {1, 10}, "query.select_into", "INTO"},
          {"SELECT a FROM read_csv('x')", {1, 23}, "query.table_function", "read_csv"},
          {"SELECT a FROM 'x.parquet'", {1, 15}, "query.file_as_table", "file"},
          {"SELECT a FROM VALUES (1)", {1, 15}, "query.table_function", "no dataset"},
          {"SELECT a FROM t LATERAL VIEW explode(x)", {1, 17}, "query.table_function", "LATERAL"},
          {"SELECT a FROM t TABLESAMPLE (1 ROWS)", {1, 17}, "query.sample", "all records"},
          {"SELECT a FROM t UNPIVOT (x FOR y IN (z))", {1, 17}, "query.unpivot", "UNPIVOT"},
          {"SELECT a FROM t NATURAL JOIN u", {1, 17}, "query.join_of_rows", "NATURAL"},
          {"SELECT a FROM t LEFT ANTI JOIN u ON 1", {1, 22}, "query.join_of_rows", "ANTI"},
          {"SELECT a FROM t QUALIFY b = 1", {1, 17}, "query.window", "GROUP BY"},
          {"SELECT DISTINCT ON (a) b FROM t", {1, 17}, "query.distinct_on", "COUNT(*)"},
          {"SELECT P(0.5) WITHIN GROUP (ORDER BY a) FROM t",
           {1, 15},
           "query.ordered_set",
           "MEDIAN"},
          {"WITH RECURSIVE a AS (SELECT 1) SELECT 1", {1, 6}, "query.recursive", "RECURSIVE"},
      });
}

TEST(Refused, ARefusedStatementDecidesTheCodeWhateverElseIsWrong) {
  const auto parsed = parse("SELECT a,, b; DROP TABLE t");
  ASSERT_FALSE(parsed);
  EXPECT_EQ(parsed.error().code(), ErrorCode::refused);
  EXPECT_EQ(parsed.error().reasons().size(), 2U);
}

}  // namespace
}  // namespace hdis::query
