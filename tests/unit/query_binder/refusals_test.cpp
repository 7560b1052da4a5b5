#include "support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hdis::query {
namespace {

using test::rejected;
using test::rules_of;
using testing::Contains;

struct Case {
  std::string query;
  std::string rule;
};

void check(const std::vector<Case>& cases) {
  for (const auto& one : cases) {
    const auto error = rejected(one.query);
    EXPECT_THAT(rules_of(error), Contains(one.rule)) << one.query << "\n" << error.to_text();
    // Not `not_found`, which is for files and things of a store: `query check` ends with 2 and nothing else.
    EXPECT_TRUE(error.code() == ErrorCode::refused || error.code() == ErrorCode::invalid_input)
        << one.query;
    for (const auto& reason : error.reasons()) {
      EXPECT_TRUE(reason.where) << one.query;
      EXPECT_FALSE(reason.suggestion.empty()) << one.query << ": " << reason.message;
    }
  }
}

std::string over_records(const std::string& items) {
  return "SELECT " + items + " FROM hes_apc_1718";
}
std::string where(const std::string& condition) {
  return "SELECT COUNT(*) FROM hes_apc_1718 WHERE " + condition;
}
std::string by(const std::string& dimension) {
  return "SELECT " + dimension + ", COUNT(*) FROM hes_apc_1718 GROUP BY " + dimension;
}

TEST(Refusals, RowsInAnyDress) {
  check({{over_records("SEX"), "query.rows_requested"},
         {over_records("DISTINCT SEX"), "query.distinct_rows"},
         {over_records("*"), "query.star_of_rows"},
         {"SELECT * FROM hes_apc_1718 UNION ALL SELECT * FROM hes_apc_1617", "query.star_of_rows"},
         {"SELECT SEX FROM hes_apc_1718 GROUP BY SEX", "query.groups_without_count"},
         {"SELECT *, COUNT(*) FROM hes_apc_1718 GROUP BY SEX", "query.star_with_aggregates"},
         {"SELECT SEX, COUNT(*) FROM (SELECT SEX FROM hes_apc_1718 LIMIT 1) GROUP BY SEX",
          "query.limit_on_rows"},
         {"SELECT SEX, COUNT(*) FROM (SELECT DISTINCT SEX, LSOA11 FROM hes_apc_1718) GROUP BY SEX",
          "query.distinct_rows"}});
}

TEST(Refusals, IdentifiersAndKeys) {
  check({{by("PSEUDO_HESID"), "query.person_key"},
         {by("EPIKEY"), "query.record_key"},
         {where("PSEUDO_HESID = 'A'"), "query.person_key"},
         {where("PSEUDO_HESID IS NOT NULL"), "query.person_key"},
         {where("EPIKEY IN ('1', '2')"), "query.record_key"},
         {over_records("COUNT(PSEUDO_HESID)"), "query.person_key"},
         {over_records("COUNT(*) FILTER (WHERE EPIKEY LIKE '5%')"), "query.record_key"},
         {by("CASE WHEN EPIKEY < '5' THEN 'a' ELSE 'b' END"), "query.record_key"},
         {by("SUBSTRING(PSEUDO_HESID, 1, 4)"), "query.person_key"},
         {by("CASE WHEN SEX = '1' THEN PSEUDO_HESID END"), "query.person_key"},
         {"SELECT k, COUNT(*) FROM (SELECT EPIKEY AS k FROM hes_apc_1718) GROUP BY k",
          "query.record_key"}});
}

TEST(Refusals, ExactDates) {
  check(
      {{by("ADMIDATE"), "query.exact_date"},
       {where("ADMIDATE = '2017-04-01'"), "query.exact_date"},
       {where("ADMIDATE <> '2017-04-01'"), "query.exact_date"},
       {where("ADMIDATE IN ('2017-04-01', '2017-05-01')"), "query.exact_date"},
       {where("ADMIDATE >= '2017-04-02'"), "query.date_inside_period"},
       {where("ADMIDATE <= '2017-04-01'"), "query.date_inside_period"},
       {where("ADMIDATE BETWEEN '2017-04-01' AND '2017-04-29'"), "query.date_inside_period"},
       {where("NOT (ADMIDATE > '2017-04-01')"), "query.date_inside_period"},
       {by("CASE WHEN ADMIDATE < '2017-04-03' THEN 'a' ELSE 'b' END"), "query.date_inside_period"},
       {by("EXTRACT(DAY FROM ADMIDATE)"), "query.date_part"},
       {by("DAY(ADMIDATE)"), "query.unknown_function"}});
}

TEST(Refusals, TooFineDimensions) {
  check({{by("STARTAGE_CALC"), "query.bands_only"},
         {by("DIAG_4_CONCAT"), "query.list_dimension"},
         {"SELECT LSOA11, DIAG_4_01, COUNT(*) FROM hes_apc_1718 GROUP BY 1, 2",
          "query.too_fine_together"},
         {by("CASE WHEN SEX = '1' THEN STARTAGE_CALC END"), "query.bands_only"}});
}

// One more band than a table may have.
TEST(Refusals, HundredsOfBands) {
  std::string bands = "CASE";
  for (int i = 0; i < 201; ++i) {
    bands += " WHEN SPELDUR = " + std::to_string(i) + " THEN '" + std::to_string(i) + "'";
  }
  check({{by(bands + " END"), "query.too_many_bands"}});
}

TEST(Refusals, AggregatesThatShowSingleRecords) {
  check({{over_records("MAX(SPELDUR)"), "query.extreme"},
         {over_records("MIN(ADMIDATE)"), "query.extreme"},
         {over_records("MODE(SEX)"), "query.unknown_aggregate"},
         {over_records("STDDEV(SPELDUR)"), "query.unknown_aggregate"},
         {over_records("PERCENTILE(SPELDUR, 0.99)"), "query.quantile"},
         {over_records("COLLECT_LIST(SPELDUR)"), "query.unknown_aggregate"},
         {over_records("COUNT(DISTINCT PROCODE3)"), "query.distinct_values"},
         {over_records("SUM(DISTINCT SPELDUR)"), "query.distinct_values"},
         {over_records("COUNT(*) OVER ()"), "query.window"},
         {over_records("SUM(EPIORDER)"), "query.not_a_quantity"},
         {over_records("AVG(FAE)"), "query.mean_of_flag"},
         {over_records("SUM(CASE WHEN SEX = '1' THEN 2 ELSE 0 END)"), "query.aggregate_argument"},
         {over_records("SUM(CASE WHEN SEX = '1' THEN 1 ELSE 5 END)"), "query.case_in_aggregate"},
         {over_records("SUM(SPELDUR * 1000)"), "query.arithmetic"}});
}

TEST(Refusals, CalculationsWithCounts) {
  check({{over_records("COUNT(*) - SUM(FAE)"), "query.calculation"},
         {over_records("COUNT(*) + 1"), "query.calculation"},
         {over_records("COUNT(*) * COUNT(*)"), "query.calculation"},
         {over_records("1 - COUNT(*) / SUM(FAE)"), "query.calculation"},
         {over_records("COUNT(*) % 2"), "query.calculation"},
         {over_records("CASE WHEN COUNT(*) < 5 THEN 1 END"), "query.calculation"},
         {over_records("AVG(SPELDUR) / AVG(DIAG_COUNT)"), "query.ratio_of_averages"},
         {"SELECT n - m FROM (SELECT COUNT(*) AS n, SUM(FAE) AS m FROM hes_apc_1718)",
          "query.calculation"},
         {"SELECT SEX, COUNT(*) FROM hes_apc_1718 GROUP BY SEX HAVING COUNT(*) > 10",
          "query.having"}});
}

TEST(Refusals, CalculationsWithRecords) {
  check({{where("1 / SPELDUR > 0"), "query.arithmetic"},
         {where("SPELDUR + 1 = 3"), "query.arithmetic"},
         {where("-SPELDUR = 3"), "query.arithmetic"},
         {where("SEX || CLASSPAT = '11'"), "query.arithmetic"},
         {where("CAST(ADMIMETH AS INT) > 20"), "query.cast"},
         {where("ADMIMETH::INT > 20"), "query.cast"},
         {where("UPPER(SEX) = 'M'"), "query.unknown_function"},
         {where("SQRT(SPELDUR) = 2"), "query.unknown_function"},
         {where("EXISTS (SELECT 1 FROM hes_op_1718)"), "query.subquery"},
         {where("SPELDUR > (SELECT AVG(SPELDUR) FROM hes_apc_1718)"), "query.subquery"},
         {where("SEX IN (SELECT SEX FROM hes_op_1718)"), "query.subquery"}});
}

TEST(Refusals, PersonSetsOfAnotherShape) {
  check({{where("PSEUDO_HESID IN (SELECT SEX FROM hes_op_1718)"), "query.person_set"},
         {where("PSEUDO_HESID IN (SELECT * FROM hes_op_1718)"), "query.person_set"},
         {where("PSEUDO_HESID IN (SELECT COUNT(*) FROM hes_op_1718)"), "query.person_set"},
         {over_records("COUNT(*) FILTER (WHERE PSEUDO_HESID IN (SELECT PSEUDO_HESID FROM "
                       "hes_op_1718))"),
          "query.person_set_here"}});
}

TEST(Refusals, JoinsAndTables) {
  check(
      {{"SELECT COUNT(*) FROM hes_apc_1718 a JOIN hes_op_1718 b ON a.PSEUDO_HESID = b.PSEUDO_HESID",
        "query.join_of_rows"},
       {"SELECT COUNT(*) FROM hes_apc_1718, hes_op_1718", "query.join_of_rows"},
       {"SELECT COUNT(*) FROM my_table", "query.unknown_table"},
       {"SELECT COUNT(*) FROM hes_apx_1718", "query.unknown_table"},
       {"SELECT a.SEX, n, m FROM (SELECT SEX, CLASSPAT, COUNT(*) AS n FROM hes_apc_1718 GROUP BY "
        "1, "
        "2) a JOIN (SELECT SEX, COUNT(*) AS m FROM hes_op_1718 GROUP BY 1) b ON a.SEX = b.SEX",
        "query.join"},
       {"SELECT n, m FROM (SELECT SEX, COUNT(*) AS n FROM hes_apc_1718 GROUP BY 1) a JOIN "
        "(SELECT SEX, COUNT(*) AS m FROM hes_op_1718 GROUP BY 1) b ON a.SEX = b.SEX AND n > m",
        "query.join_condition"},
       {"SELECT n, m FROM (SELECT SEX, COUNT(*) AS n FROM hes_apc_1718 GROUP BY 1) a CROSS JOIN "
        "(SELECT SEX, COUNT(*) AS m FROM hes_op_1718 GROUP BY 1) b",
        "query.join"}});
}

// The attack: a small group counted several times passes for a large one.
TEST(Refusals, UnionsThatCountARecordTwice) {
  const std::string one = "SELECT SEX FROM hes_apc_1718 WHERE DIAG_3_01 = 'G31'";
  check({{"SELECT SEX, COUNT(*) FROM (" + one + " UNION ALL " + one + ") GROUP BY SEX",
          "query.union_counts_twice"},
         {"SELECT COUNT(*) FROM (SELECT * FROM hes_apc UNION ALL SELECT * FROM hes_apc_1718)",
          "query.union_counts_twice"},
         {"CREATE VIEW v AS " + one +
              "; CREATE VIEW w AS SELECT SEX FROM v UNION ALL SELECT SEX FROM v; "
              "SELECT SEX, COUNT(*) FROM w GROUP BY SEX",
          "query.union_counts_twice"},
         {"SELECT SEX, COUNT(*) FROM (SELECT SEX, 'a' AS part FROM hes_apc_1718 UNION ALL "
          "SELECT SEX, 'b' AS part FROM hes_apc_1718) GROUP BY ROLLUP (part), SEX",
          "query.union_counts_twice"},
         {"SELECT SEX, COUNT(*) FROM (" + one + " UNION " + one + ") GROUP BY SEX",
          "query.union_distinct"},
         {"SELECT SEX, COUNT(*) FROM hes_apc_1718 GROUP BY SEX EXCEPT "
          "SELECT SEX, COUNT(*) FROM hes_apc_1617 GROUP BY SEX",
          "query.set_operator"}});
}

TEST(Refusals, AggregatesOfAggregates) {
  const std::string inner = "(SELECT SEX, CLASSPAT, COUNT(*) AS n FROM hes_apc_1718 GROUP BY 1, 2)";
  check({{"SELECT SEX, SUM(n) FROM " + inner + " GROUP BY SEX", "query.aggregate_of_aggregate"},
         {"SELECT MAX(n) FROM " + inner, "query.aggregate_of_aggregate"},
         {"SELECT SEX, n FROM " + inner + " WHERE n < 8", "query.condition_on_table"}});
}

TEST(Refusals, MistakesSayWhatIsMeant) {
  check(
      {{by("SEXX"), "query.unknown_field"},
       {by("AEARRIVALMODE"), "query.field_of_other_dataset"},
       {where("x.SEX = '1'"), "query.unknown_qualifier"},
       {where("SEX = M"), "query.unknown_field"},
       {where("EPIORDER = 'first'"), "query.type_mismatch"},
       {where("ADMIDATE >= '01/04/2017'"), "query.type_mismatch"},
       {where("FYEAR = 2017"), "query.unknown_year"},
       {where("SEX"), "query.not_a_condition"},
       {where("DIAG_4_01 RLIKE '^(J4'"), "query.bad_pattern"},
       {where("EPIORDER LIKE '1%'"), "query.pattern_of_number"},
       {where("DIAG_4_01 IN CODELIST('strokes')"), "query.unknown_code_list"},
       {where("SEX IN CODELIST('stroke')"), "query.code_list_of_other_codes"},
       {over_records("SEX, COUNT(*)"), "query.missing_group_by"},
       {"SELECT SEX, COUNT(*) FROM hes_apc_1718 GROUP BY 3", "query.group_position"},
       {"SELECT SEX, COUNT(*) FROM hes_apc_1718 GROUP BY SEX ORDER BY 3", "query.order_position"},
       {"SELECT SEX, COUNT(*) FROM hes_apc_1718 GROUP BY SEX ORDER BY LSOA11",
        "query.order_outside_table"},
       {"SELECT SEX, COUNT(*) AS n FROM hes_apc_1718 GROUP BY SEX, n", "query.group_by_aggregate"},
       {"CREATE VIEW v AS SELECT * FROM hes_apc_1718", "query.no_question"}});
}

TEST(Refusals, MeasuresThatTheirPopulationsDoNotFit) {
  const std::string rate = "MEASURE('emergency_admission_rate')";
  check({{"SELECT " + rate + " FROM hes_op_1718", "query.measure_of_other_dataset"},
         {"SELECT " + rate + " FROM hes_apc", "query.measure_without_years"},
         {"SELECT SEX, " + rate + " FROM hes_apc_1718 GROUP BY SEX", "query.measure_dimension"},
         {"SELECT " + rate + " FROM hes_apc_1718 WHERE CCG_RESPONSIBILITY = '00C'",
          "query.measure_dimension"},
         {"SELECT CCG_RESPONSIBILITY, " + rate + " FROM hes_apc_1718 GROUP BY ROLLUP (1)",
          "query.measure_dimension"},
         {"SELECT CCG_RESPONSIBILITY, " + rate + " FROM hes_apc_0910 GROUP BY 1",
          "query.no_population"},
         {"SELECT MEASURE('unheard_of') FROM hes_apc_1718", "query.unknown_measure"}});
}

TEST(Refusals, SayAllThatIsWrongInTheOrderOfTheText) {
  const auto error = rejected(
      "SELECT ADMIDATE, MAX(SPELDUR)\n"
      "FROM hes_apc_1718\n"
      "WHERE EPIKEY = '1' AND SEXX = '1'\n"
      "GROUP BY ADMIDATE\n"
      "HAVING COUNT(*) > 1");
  EXPECT_EQ(error.code(), ErrorCode::refused);
  EXPECT_THAT(rules_of(error),
              testing::ElementsAre("query.extreme", "query.record_key", "query.unknown_field",
                                   "query.exact_date", "query.having"));
}

// Views of views double in size with each step; the binder stops before the machine does.
TEST(Refusals, QuestionsThatGrowWithoutBound) {
  std::string text = "CREATE VIEW v0 AS SELECT SEX FROM hes_apc_1718;";
  for (int i = 1; i <= 30; ++i) {
    const std::string before = "SELECT SEX FROM v" + std::to_string(i - 1);
    text += "CREATE VIEW v" + std::to_string(i) + " AS " + before + " UNION ALL " + before + ";";
  }
  check({{text + "SELECT SEX, COUNT(*) FROM v30 GROUP BY SEX", "query.too_large"}});

  std::string bands = "CREATE VIEW w0 AS SELECT SEX AS s FROM hes_apc_1718;";
  for (int i = 1; i <= 40; ++i) {
    bands += "CREATE VIEW w" + std::to_string(i) +
             " AS SELECT CASE WHEN s = '1' THEN '2' WHEN s = '3' THEN '4' ELSE s END AS s FROM w" +
             std::to_string(i - 1) + ";";
  }
  check({{bands + "SELECT s, COUNT(*) FROM w40 GROUP BY s", "query.too_large"}});
}

}  // namespace
}  // namespace hdis::query
