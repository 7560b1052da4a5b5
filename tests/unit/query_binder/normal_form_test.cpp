#include "support.hpp"

#include <gtest/gtest.h>

// Conditions on 2017/18 admissions and the form they take. Expected forms are derived by hand from the
// meaning of SQL's operators.
namespace hdis::query {
namespace {

using test::condition_of;

struct Case {
  std::string written;
  std::string form;
};

void check(const std::vector<Case>& cases) {
  for (const auto& one : cases) EXPECT_EQ(condition_of(one.written), one.form) << one.written;
}

TEST(NormalForm, TheFieldStandsOnTheLeft) {
  check({{"'3' = EPISTAT", "EPISTAT = '3'"},
         {"5 < EPIORDER", "EPIORDER >= 6"},
         {"5 >= EPIORDER", "EPIORDER <= 5"},
         {"EPISTART = ADMIDATE", "ADMIDATE = EPISTART"},
         {"EPISTART > ADMIDATE", "ADMIDATE < EPISTART"}});
}

TEST(NormalForm, NegationGoesToTheLeaves) {
  check({{"NOT (EPIORDER <> 1)", "EPIORDER = 1"},
         {"NOT NOT SEX = '1'", "SEX = '1'"},
         {"NOT (SEX = '1' AND EPIORDER < 3)", "EPIORDER >= 3 OR SEX <> '1'"},
         {"NOT (SEX = '1' OR EPIORDER < 3)", "EPIORDER >= 3 AND SEX <> '1'"},
         {"NOT SEX IN ('1', '2')", "SEX NOT IN ('1', '2')"},
         {"NOT DIAG_4_01 LIKE 'J4%'", "DIAG_4_01 NOT LIKE 'J4%'"},
         {"NOT EPIORDER BETWEEN 2 AND 4", "EPIORDER <= 1 OR EPIORDER >= 5"},
         {"NOT ADMIMETH IS NULL", "ADMIMETH IS NOT NULL"}});
}

TEST(NormalForm, BoundsOfWholeNumbersIncludeThemselves) {
  check({{"EPIORDER < 19", "EPIORDER <= 18"},
         {"EPIORDER > 19", "EPIORDER >= 20"},
         {"EPIORDER < 2.5", "EPIORDER <= 2"},
         {"EPIORDER >= 2.5", "EPIORDER >= 3"},
         {"EPIORDER = 2.0", "EPIORDER = 2"},
         {"EPIORDER = 2.5", "FALSE"},
         {"STARTAGE_CALC < 19", "STARTAGE_CALC < 19.0"},
         {"EPIORDER > 9223372036854775807", "FALSE"}});
}

TEST(NormalForm, BoundsOfDatesIncludeThemselves) {
  check({{"ADMIDATE > '2017-03-31'", "ADMIDATE >= DATE '2017-04-01'"},
         {"ADMIDATE < DATE '2017-05-01'", "ADMIDATE <= DATE '2017-04-30'"},
         {"ADMIDATE BETWEEN '2017-04-01' AND '2017-06-30'",
          "ADMIDATE <= DATE '2017-06-30' AND ADMIDATE >= DATE '2017-04-01'"},
         {"ADMIDATE >= '2016-02-01' AND ADMIDATE < CAST('2016-03-01' AS DATE)",
          "ADMIDATE <= DATE '2016-02-29' AND ADMIDATE >= DATE '2016-02-01'"}});
}

TEST(NormalForm, ConstantsTakeTheTypeOfTheField) {
  check({{"EPISTAT = 3", "EPISTAT = '3'"},
         {"FAE = '1'", "FAE = 1"},
         {"FAE = TRUE", "FAE = 1"},
         {"ADMIMETH IN (21, '2A')", "ADMIMETH IN ('21', '2A')"},
         {"EPIORDER IN ('1', 2)", "EPIORDER IN (1, 2)"}});
}

TEST(NormalForm, PrefixesAreWrittenInOneWay) {
  check({{"SUBSTRING(ADMIMETH, 1, 1) = '2'", "ADMIMETH LIKE '2%'"},
         {"LEFT(ADMIMETH, 1) = '2'", "ADMIMETH LIKE '2%'"},
         {"ADMIMETH RLIKE '^2'", "ADMIMETH LIKE '2%'"},
         {"ADMIMETH RLIKE ('^2.*')", "ADMIMETH LIKE '2%'"},
         {"SUBSTRING(DIAG_4_01, 1, 3) IN ('J45', 'J44')", "DIAG_4_01 RLIKE '^(?:J44|J45)'"},
         {"DIAG_4_01 LIKE 'J44%' OR DIAG_4_01 LIKE 'J45%'", "DIAG_4_01 RLIKE '^(?:J44|J45)'"},
         {"DIAG_4_01 RLIKE '^J4[45]'", "DIAG_4_01 RLIKE '^(?:J44|J45)'"},
         {"DIAG_4_01 RLIKE '^(J44|J45)'", "DIAG_4_01 RLIKE '^(?:J44|J45)'"},
         {"DIAG_4_01 RLIKE '^J44|^J45'", "DIAG_4_01 RLIKE '^(?:J44|J45)'"},
         {"DIAG_4_01 LIKE 'J4%' OR DIAG_4_01 = 'J441'", "DIAG_4_01 LIKE 'J4%'"}});
}

// A part of a text is compared with what is longer or shorter than it.
TEST(NormalForm, PartsOfTextsOfAnotherLength) {
  check({{"SUBSTRING(ADMIMETH, 1, 1) = '21'", "FALSE"},
         {"SUBSTRING(ADMIMETH, 1, 1) <> '21'", "ADMIMETH IS NOT NULL"},
         {"SUBSTRING(DIAG_4_01, 1, 3) = 'J4'", "DIAG_4_01 = 'J4'"},
         {"SUBSTRING(ADMIMETH, 2, 1) = 'A'", "SUBSTRING(ADMIMETH, 2, 1) = 'A'"}});
}

TEST(NormalForm, PatternsAreWrittenInOneWay) {
  check(
      {{"DIAG_4_01 LIKE 'J441'", "DIAG_4_01 = 'J441'"},
       {"CLASSPAT RLIKE '^(1|2|5)$'", "CLASSPAT IN ('1', '2', '5')"},
       {"DIAG_4_CONCAT RLIKE 'E1[0-2]'", "DIAG_4_CONCAT RLIKE 'E10|E11|E12'"},
       {"DIAG_4_CONCAT LIKE '%E10%'", "DIAG_4_CONCAT RLIKE 'E10'"},
       {"DIAG_4_CONCAT RLIKE '.*E10.*'", "DIAG_4_CONCAT RLIKE 'E10'"},
       {"DIAG_4_CONCAT RLIKE 'E11|E10'", "DIAG_4_CONCAT RLIKE 'E10|E11'"},
       {"DIAG_4_CONCAT RLIKE 'E10' OR DIAG_4_CONCAT RLIKE 'E11'", "DIAG_4_CONCAT RLIKE 'E10|E11'"},
       {"DIAG_4_01 LIKE '%1'", "DIAG_4_01 RLIKE '1$'"},
       {"DIAG_4_01 LIKE 'J_1'", "DIAG_4_01 RLIKE '(?s)^J.1$'"},
       {"DIAG_4_01 LIKE '%'", "DIAG_4_01 IS NOT NULL"},
       {"DIAG_4_01 RLIKE 'J4[^5]'", "DIAG_4_01 RLIKE 'J4[^5]'"},
       {"DIAG_4_01 RLIKE 'J4.?1'", "DIAG_4_01 RLIKE 'J4.?1'"}});
}

TEST(NormalForm, ListsOfOneFieldAreOneList) {
  check({{"SEX = '2' OR SEX = '1'", "SEX IN ('1', '2')"},
         {"SEX IN ('1')", "SEX = '1'"},
         {"SEX IN ('2', '1', '2')", "SEX IN ('1', '2')"},
         {"SEX <> '9' AND SEX <> '0'", "SEX NOT IN ('0', '9')"},
         {"SEX IN ('1', '2') AND SEX IN ('2', '9')", "SEX = '2'"},
         {"SEX IN ('1', '2') AND SEX <> '1'", "SEX = '2'"},
         {"SEX IN ('1', '2') AND SEX <> '9'", "SEX IN ('1', '2')"},
         {"ADMIMETH IN ('11', '21') AND ADMIMETH NOT LIKE '2%'", "ADMIMETH = '11'"},
         {"SEX <> '1' OR SEX <> '2'", "SEX IS NOT NULL"},
         {"SEX NOT IN ('1', '2') OR SEX = '1'", "SEX <> '2'"},
         {"'J45' IN (DIAG_3_01, DIAG_3_02)", "DIAG_3_01 = 'J45' OR DIAG_3_02 = 'J45'"}});
}

TEST(NormalForm, NestingAndRepetitionMeanNothing) {
  check({{"((SEX = '1')) AND (EPIORDER = 1 AND SEX = '1')", "EPIORDER = 1 AND SEX = '1'"},
         {"SEX = '1' AND (TRUE AND 1 = 1)", "SEX = '1'"},
         {"SEX = '1' OR FALSE", "SEX = '1'"},
         {"EPIORDER = 1 OR (EPIORDER = 1 AND SEX = '1')", "EPIORDER = 1"},
         {"EPIORDER = 1 AND (EPIORDER = 1 OR SEX = '1')", "EPIORDER = 1"},
         {"(SEX = '1' AND EPIORDER = 1) OR (SEX = '1' AND EPISTAT = '3')",
          "(EPIORDER = 1 OR EPISTAT = '3') AND SEX = '1'"},
         {"(SEX = '1' OR EPIORDER = 1) AND (SEX = '1' OR EPISTAT = '3')",
          "(EPIORDER = 1 AND EPISTAT = '3') OR SEX = '1'"}});
}

// x = NULL, x NOT IN (.., NULL) are never true, negated or not.
TEST(NormalForm, NullInAListIsNeverFound) {
  check({{"SEX IN ('1', NULL)", "SEX = '1'"},
         {"SEX NOT IN ('1', NULL)", "FALSE"},
         {"NOT SEX IN ('1', NULL)", "FALSE"}});
}

TEST(NormalForm, TestsForNullBesideOtherConditions) {
  check({{"SEX IS NOT NULL AND SEX = '1'", "SEX = '1'"},
         {"SEX IS NOT NULL OR SEX = '1'", "SEX IS NOT NULL"},
         {"SEX IS NULL AND SEX = '1'", "FALSE"},
         {"SEX IS NULL OR SEX = '1'", "SEX = '1' OR SEX IS NULL"},
         {"SEX IS NULL OR SEX IS NOT NULL", ""},
         {"ADMIDATE IS NOT NULL AND ADMIDATE = EPISTART", "ADMIDATE = EPISTART"}});
}

TEST(NormalForm, CodeListsStandForThemselves) {
  check({{"NOT DIAG_4_01 IN CODELIST('stroke')", "DIAG_4_01 NOT IN CODELIST('stroke')"},
         {"DIAG_4_CONCAT IN CODELIST('stroke')", "DIAG_4_CONCAT IN CODELIST('stroke')"}});
}

TEST(NormalForm, ACodeListIsCopiedIntoThePlan) {
  const Plan plan =
      test::accepted("SELECT COUNT(*) FROM hes_apc_1718 WHERE DIAG_4_CONCAT IN CODELIST('stroke')")
          .plan;
  const auto& filter = plan.tables.front().parts.front().populations.front().filter;
  const auto& node = std::get<InCodeList>(filter.node);
  const auto* list = test::shipped().code_list("stroke");
  ASSERT_NE(list, nullptr);
  EXPECT_TRUE(node.any_position);
  EXPECT_EQ(node.prefixes, list->prefixes);
  EXPECT_EQ(node.except, list->except);
  EXPECT_EQ(node.version, list->version);
}

}  // namespace
}  // namespace hdis::query
