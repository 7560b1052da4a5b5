#include "cases.hpp"

namespace hdis::query {
namespace {

using test::expect_mistaken;

TEST(Mistakes, InConditions) {
  expect_mistaken(
      ErrorCode::invalid_input,
      {
          {"SELECT a FROM t WHERE EPISTAT = IN ('1','3')",
           {1, 33},
           "query.two_comparisons",
           "the ="},
          {"SELECT a FROM t WHERE a = NOT IN ('1')", {1, 27}, "query.two_comparisons", "the ="},
          {"SELECT a FROM t WHERE a = > 1", {1, 27}, "query.two_comparisons", "<>"},
          {"SELECT a FROM t WHERE a LIKE = 'x'", {1, 30}, "query.two_comparisons", "LIKE"},
          {"SELECT a FROM t WHERE b = NULL", {1, 27}, "query.compared_with_null", "Write IS NULL."},
          {"SELECT a FROM t WHERE b <> NULL", {1, 28}, "query.compared_with_null", "IS NOT NULL"},
          {"SELECT a FROM t WHERE a = 1 AND AND b",
           {1, 33},
           "query.doubled_connective",
           "Delete one"},
          {"SELECT a FROM t WHERE a = 1 AND", {1, 32}, "query.missing_condition", "the AND"},
          {"SELECT a FROM t WHERE a OR GROUP BY a", {1, 28}, "query.missing_condition", "GROUP"},
          {"SELECT a FROM t WHERE a LIKE 'x%' OR LIKE 'y%'",
           {1, 38},
           "query.missing_field",
           "a LIKE"},
          {"SELECT a FROM t WHERE IN ('1')", {1, 23}, "query.missing_field", "WHERE and IN"},
          {"SELECT a FROM t WHERE STARTAGE 18", {1, 32}, "query.missing_comparison", "of 18"},
          {"SELECT a FROM t WHERE a = GROUP BY a", {1, 27}, "query.missing_value", "behind ="},
          {"SELECT a FROM t WHERE a = 1, b = 2", {1, 28}, "query.comma_in_condition", "AND"},
          {"SELECT a FROM t WHERE b = '1' c = '2'",
           {1, 31},
           "query.missing_connective",
           "front of c"},
          {"SELECT a FROM t WHERE (b = '1' c = '2')",
           {1, 32},
           "query.missing_connective",
           "line 1, column 23"},
          {"SELECT a FROM t WHERE 0 < a < 10", {1, 29}, "query.chained_comparison", "BETWEEN"},
          {"SELECT a FROM t WHERE a IS NULL = 1", {1, 33}, "query.chained_comparison", "AND"},
          {"SELECT a FROM t WHERE b BETWEEN 1", {1, 34}, "query.between_without_and", "BETWEEN 18"},
          {"SELECT a FROM t WHERE a NOT = 1", {1, 25}, "query.not_comparison", "<>"},
          {"SELECT a FROM t WHERE a NOT NULL", {1, 25}, "query.not_null", "IS NOT NULL"},
          {"SELECT a FROM t WHERE a NOT b", {1, 25}, "query.stray_not", "NOT IN"},
          {"SELECT a FROM t WHERE a IS TRUE", {1, 28}, "query.is_without_null", "IS NOT NULL"},
          {"SELECT a FROM t WHERE a = ANY (SELECT 1)", {1, 27}, "query.quantifier", "IN ("},
      });
}

TEST(Mistakes, InListsAndPatterns) {
  expect_mistaken(
      ErrorCode::invalid_input,
      {
          {"SELECT a FROM t WHERE a IN ()", {1, 29}, "query.empty_list", "at least one"},
          {"SELECT a FROM t WHERE a IN '1'", {1, 28}, "query.list_without_brackets", "CODELIST"},
          {"SELECT a FROM t WHERE a IN ('1' '2')", {1, 33}, "query.missing_comma", "'2'"},
          {"SELECT a FROM t WHERE a IN ('1',)", {1, 33}, "query.trailing_comma", "comma"},
          {"SELECT a FROM t WHERE a IN ('1',,'2')", {1, 33}, "query.doubled_comma", "Two commas"},
          {"SELECT a FROM t WHERE a IN ('1', '2' AND b",
           {1, 38},
           "query.unclosed_bracket",
           "line 1, column 28"},
          {"SELECT a FROM t WHERE (a, b) = 1", {1, 25}, "query.list_out_of_place", "after IN"},
          {"SELECT a FROM t WHERE a LIKE ('x%', 'y%')", {1, 35}, "query.pattern_list", "LIKE ANY"},
          {"SELECT a FROM t WHERE a NOT LIKE ANY ('x')",
           {1, 34},
           "query.not_like_any",
           "NOT (field"},
          {"SELECT a FROM t WHERE a ILIKE 'x'", {1, 25}, "query.ilike", "capitals"},
          {"SELECT a FROM t WHERE a SIMILAR TO 'x'", {1, 25}, "query.similar_to", "RLIKE"},
          {"SELECT a FROM t WHERE a LIKE 'x' ESCAPE '!'", {1, 34}, "query.escape", "RLIKE"},
          {"SELECT a FROM t WHERE REGEXP_LIKE(a, 'x', 'i')",
           {1, 47},
           "query.too_many_arguments",
           "REGEXP_LIKE(field, 'pattern')"},
          {"SELECT a FROM t WHERE a+1+2+3+4+5+6+7+8+9 LIKE ANY ('x')",
           {1, 48},
           "query.long_subject",
           "field"},
      });
}

TEST(Mistakes, InSelectLists) {
  expect_mistaken(
      ErrorCode::invalid_input,
      {
          {"SELECT a, b, FROM t", {1, 12}, "query.trailing_comma", "FROM"},
          {"SELECT a,, b FROM t", {1, 10}, "query.doubled_comma", "Two commas"},
          {"SELECT SEX COUNT(*) FROM t", {1, 12}, "query.missing_comma", "COUNT"},
          {"SELECT SEX AS s FYEAR FROM t", {1, 17}, "query.missing_comma", "FYEAR"},
          {"SELECT COUNT(a b) FROM t", {1, 16}, "query.missing_comma", "line 1, column 13"},
          {"SELECT COUNT(* FROM t", {1, 16}, "query.unclosed_bracket", "line 1, column 13"},
          {"SELECT COUNT DISTINCT x FROM t", {1, 14}, "query.stray_distinct", "COUNT(DISTINCT"},
          {"SELECT FROM t", {1, 8}, "query.syntax", "columns"},
          {"SELECT a AS end FROM t", {1, 13}, "query.keyword_as_name", "\"end\""},
          {"SELECT a AS 2018 FROM t", {1, 13}, "query.number_as_name", "\"2018\""},
          {"SELECT a AS '' FROM t", {1, 13}, "query.empty_name", "name"},
          {"SELECT a AS FROM t", {1, 13}, "query.syntax", "a name after AS"},
          {"SELECT SELECT a", {1, 8}, "query.subquery_without_brackets", "(SELECT"},
          {"SELECT a.f(x) FROM t", {1, 11}, "query.unknown_function", "COUNT(*)"},
          {"SELECT a + * FROM t", {1, 12}, "query.stray_star", "COUNT(*)"},
      });
}

TEST(Mistakes, InCases) {
  expect_mistaken(
      ErrorCode::invalid_input,
      {
          {"SELECT CASE WHEN a THEN 'x' ELSE IF b THEN 'y' END", {1, 34}, "query.else_if", "WHEN"},
          {"SELECT CASE WHEN a THEN 'x' ELSEIF b THEN 'y' END", {1, 29}, "query.else_if", "WHEN"},
          {"SELECT CASE WHEN a THEN 'x' ELSE 'y' AS z",
           {1, 38},
           "query.case_without_end",
           "line 1, column 8"},
          {"SELECT CASE WHEN a 'x' END", {1, 20}, "query.when_without_then", "THEN result"},
          {"SELECT CASE a THEN 'x' END", {1, 15}, "query.case_without_when", "WHEN"},
          {"SELECT CASE WHEN a THEN 1 ELSE 2 WHEN b THEN 3 END",
           {1, 34},
           "query.else_not_last",
           "ELSE"},
          {"SELECT CASE WHEN a THEN 1 END WHEN b THEN 2 END", {1, 31}, "query.stray_case", "CASE"},
      });
}

TEST(Mistakes, InTheOrderOfClauses) {
  expect_mistaken(
      ErrorCode::invalid_input,
      {
          {"SELECT a FROM t GROUP BY a WHERE b = 1",
           {1, 28},
           "query.clause_order",
           "WHERE must stand in front of GROUP BY"},
          {"SELECT a FROM t ORDER BY a GROUP BY a", {1, 28}, "query.clause_order", "GROUP BY must"},
          {"SELECT a FROM t WHERE a = 1 WHERE b = 2",
           {1, 29},
           "query.clause_order",
           "second WHERE"},
          {"SELECT a FROM t ORDER BY a UNION SELECT b",
           {1, 28},
           "query.clause_order",
           "last SELECT"},
          {"SELECT a FROM t GROUP BY a, ORDER BY a", {1, 27}, "query.trailing_comma", "ORDER"},
          {"SELECT a FROM t GROUP a", {1, 23}, "query.syntax", "BY after GROUP"},
          {"SELECT a FROM t ORDER a", {1, 23}, "query.syntax", "BY after ORDER"},
          {"SELECT a FROM t GROUP BY ROLLUP (a) WITH CUBE",
           {1, 37},
           "query.grouping_twice",
           "ROLLUP"},
          {"SELECT a FROM t SELECT b FROM u", {1, 17}, "query.missing_semicolon", "semicolon"},
          {"FROM t SELECT a", {1, 1}, "query.from_first", "SELECT"},
          {"SELECT a FROM t WHERE b PIVOT (SUM(x) FOR y IN ('a'))",
           {1, 25},
           "query.pivot_out_of_place",
           "FROM (SELECT"},
          {"SELECT a FROM t LIMIT 10 OFFSET 5", {1, 26}, "query.offset", "LIMIT"},
          {"SELECT a FROM t LIMIT 10, 5", {1, 25}, "query.offset", "LIMIT"},
          {"SELECT a FROM t LIMIT x", {1, 23}, "query.syntax", "number of rows"},
          {"SELECT a FROM t LIMIT 99999999999999999999",
           {1, 23},
           "query.large_number",
           "too large"},
      });
}

TEST(Mistakes, InSpelling) {
  expect_mistaken(
      ErrorCode::invalid_input,
      {
          {"SELCT a FROM t", {1, 1}, "query.syntax", "should be SELECT"},
          {"SELECT a FORM t", {1, 10}, "query.misspelt_keyword", "should be FROM"},
          {"SELECT a FROM t WERE b = 1", {1, 17}, "query.misspelt_keyword", "should be WHERE"},
          {"SELECT a FROM t WHERE b = 1 GRUOP BY a",
           {1, 29},
           "query.misspelt_keyword",
           "should be GROUP"},
      });
}

TEST(Mistakes, InTables) {
  expect_mistaken(
      ErrorCode::invalid_input,
      {
          {"SELECT a FROM", {1, 14}, "query.syntax", "the name of a table"},
          {"SELECT a FROM t, WHERE b = 1", {1, 18}, "query.trailing_comma", "WHERE"},
          {"SELECT a FROM t INNER u ON 1", {1, 23}, "query.syntax", "Expected JOIN"},
          {"SELECT a FROM t UNION ALL", {1, 26}, "query.missing_term", "last UNION"},
          {"SELECT a FROM t LEFT u ON 1", {1, 22}, "query.syntax", "JOIN"},
          {"SELECT a FROM t JOIN u USING a", {1, 30}, "query.syntax", "brackets after USING"},
          {"SELECT a FROM t x (b, c)", {1, 19}, "query.column_list", "AS"},
          {"WITH x (b) AS (SELECT 1) SELECT 1", {1, 8}, "query.column_list", "AS"},
          {"CREATE VIEW x (b) AS SELECT 1", {1, 15}, "query.column_list", "AS"},
          {"SELECT a FROM (t JOIN u ON 1) x", {1, 31}, "query.name_of_join", "SELECT"},
          {"SELECT a FROM t PIVOT (SUM(a) FOR (b, c) IN (1))", {1, 35}, "query.wide_pivot", "CASE"},
          {"SELECT a FROM t PIVOT (SUM(a) FOR b IN (SELECT 1))",
           {1, 41},
           "query.open_pivot",
           "List"},
          {"SELECT a FROM t PIVOT (SUM(a) FOR b IN (1)) PIVOT (SUM(a) FOR c IN (1))",
           {1, 45},
           "query.second_pivot",
           "once"},
      });
}

TEST(Mistakes, InBracketsAndQuotes) {
  expect_mistaken(
      ErrorCode::invalid_input,
      {
          {"SELECT a FROM t)", {1, 16}, "query.unopened_bracket", "no opening"},
          {"SELECT a FROM t WHERE (a AND (b) GROUP BY a",
           {1, 34},
           "query.unclosed_bracket",
           "line 1, column 23"},
          {"SELECT a FROM (SELECT b FROM t",
           {1, 31},
           "query.unclosed_bracket",
           "line 1, column 15"},
          {"SELECT a\nFROM t WHERE b = 'x", {2, 18}, "query.unterminated_text", "closing quote"},
          {"SELECT a FROM t WHERE b = \"x", {1, 27}, "query.unterminated_text", "double quote"},
          {"SELECT `a FROM t", {1, 8}, "query.unterminated_name", "`name`"},
          {"SELECT `` FROM t", {1, 8}, "query.empty_name", "name"},
          {"SELECT a /* b /* c */", {1, 10}, "query.unterminated_comment", "nest"},
          // The mistake shows late; where it most likely is, is said as well.
          {"SELECT a FROM t WHERE a = 'x AND b = 1\nAND c = 'y'",
           {2, 10},
           "query.missing_connective",
           "line 1, column 27"},
          {"SELECT a FROM t WHERE a = 'x AND b IN ('y')",
           {1, 41},
           "query.missing_connective",
           "line 1, column 27"},
      });
}

TEST(Mistakes, FromOtherLanguages) {
  expect_mistaken(
      ErrorCode::invalid_input,
      {
          {"SELECT a FROM t WHERE a = @x", {1, 27}, "query.variable", "@x"},
          {"SELECT a FROM t WHERE a = ${x}", {1, 27}, "query.variable", "${x}"},
          {"SELECT a FROM t WHERE a = &x", {1, 27}, "query.variable", "&x"},
          {"SELECT a FROM t WHERE a = :x", {1, 27}, "query.variable", ":x"},
          {"SELECT a FROM t WHERE a = ?", {1, 27}, "query.variable", "complete in itself"},
          {"SELECT a FROM t WHERE a => 1", {1, 25}, "query.mistaken_sign", "Write >=."},
          {"SELECT a FROM t WHERE a && b", {1, 25}, "query.mistaken_sign", "Write AND."},
          {"SELECT a FROM t WHERE a ^= 1", {1, 25}, "query.mistaken_sign", "Write <>."},
          {"SELECT a FROM t WHERE a EQ '1'", {1, 25}, "query.mistaken_sign", "Write =."},
          {"SELECT a FROM t WHERE d > '01APR2017'd",
           {1, 27},
           "query.sas_date",
           "DATE '2017-04-01'"},
          {"SELECT a FROM t WHERE d > TIMESTAMP '2017-04-01'", {1, 27}, "query.time_value", "DATE"},
          {"SELECT a FROM t WHERE a IN (4D1)", {1, 29}, "query.number_then_letters", "'4D1'"},
          {"SELECT a FROM t WHERE a = 1.5x", {1, 27}, "query.number_then_letters", "1.5x"},
          {"SELECT a # b", {1, 10}, "query.other_comment", "--"},
          {"SELECT a // b", {1, 10}, "query.other_comment", "--"},
          {"* a comment;", {1, 1}, "query.other_comment", "--"},
          {"SELECT a \u2013 b", {1, 10}, "query.dash", "hyphens"},
          {"SELECT \u00e9 FROM t", {1, 8}, "query.letter", "double quotes"},
          {"SELECT \u20ac FROM t", {1, 8}, "query.character", "U+20AC"},
          {"SELECT a\x01", {1, 9}, "query.control_character", "U+0001"},
      });
}

TEST(Mistakes, ColumnsCountCharactersNotBytes) {
  expect_mistaken(
      ErrorCode::invalid_input,
      {{"SELECT '\u00e9\u20ac\U0001F600' AS x, FROM t", {1, 18}, "query.trailing_comma", ""}});
}

TEST(Mistakes, OneOfEachStatementIsTold) {
  const auto parsed = parse("SELECT a,, b;\nSELECT c FROM t;\nSELECT d FROM t)");
  ASSERT_FALSE(parsed);
  ASSERT_EQ(parsed.error().reasons().size(), 2U);
  EXPECT_EQ(parsed.error().reasons()[0].where, (SourcePosition{1, 10}));
  EXPECT_EQ(parsed.error().reasons()[1].where, (SourcePosition{3, 16}));
}

TEST(Mistakes, NoMoreThanTwentyAreTold) {
  std::string text;
  for (int i = 0; i < 30; ++i) text += "oops;";
  const auto parsed = parse(text);
  ASSERT_FALSE(parsed);
  EXPECT_EQ(parsed.error().reasons().size(), 20U);
}

}  // namespace
}  // namespace hdis::query
