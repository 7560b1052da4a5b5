// Questions of an adversary, and what each must come to.
#include "support.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hdis::query {
namespace {

using test::accepted;
using test::fingerprint_of;
using test::rejected;
using test::rewritten;
using test::rules_of;
using testing::Contains;
using testing::ElementsAre;

const std::string from = " FROM hes_apc_1718 ";

bool national(const std::string& text) {
  const auto plan = accepted(text).plan;
  return is_national(plan.tables.front().parts.front(), 0, test::shipped());
}

// COUNT(field) is a filter on the field, so a place in it is a place.
TEST(CountOfAField, IsNationalOnlyIfTheFieldSaysNoPlace) {
  EXPECT_TRUE(national("SELECT SEX, COUNT(*), COUNT(DIAG_4_01)" + from + "GROUP BY SEX"));
  EXPECT_TRUE(national("SELECT SEX, AVG(EPIDUR)" + from + "GROUP BY SEX"));
  for (const auto* place : {"GPPRAC", "LSOA11", "CONSULT", "PROCODE3"}) {
    EXPECT_FALSE(
        national(fmt::format("SELECT SEX, COUNT(*), COUNT({}){}GROUP BY SEX", place, from)))
        << place;
    EXPECT_FALSE(
        national(fmt::format("SELECT COUNT(CASE WHEN SEX = '1' THEN {} END){}", place, from)))
        << place;
  }
}

TEST(CountOfAField, IsOneQuestionHoweverItIsSpelled) {
  const std::string question =
      fingerprint_of("SELECT SEX, COUNT(GPPRAC) AS n" + from + "GROUP BY SEX");
  for (const auto* spelling :
       {"COUNT(*) FILTER (WHERE GPPRAC IS NOT NULL)",
        "SUM(CASE WHEN GPPRAC IS NOT NULL THEN 1 END)",
        "COUNT(CASE WHEN GPPRAC IS NOT NULL THEN 1 END)", "COUNT_IF(NOT GPPRAC IS NULL)"}) {
    EXPECT_EQ(fingerprint_of(fmt::format("SELECT SEX, {} AS n{}GROUP BY SEX", spelling, from)),
              question)
        << spelling;
  }
  EXPECT_EQ(fingerprint_of("SELECT COUNT(GPPRAC) FILTER (WHERE LSOA11 IS NOT NULL)" + from),
            fingerprint_of("SELECT COUNT(LSOA11) FILTER (WHERE GPPRAC IS NOT NULL)" + from));
  EXPECT_EQ(fingerprint_of("SELECT COUNT(*) FILTER (WHERE GPPRAC IS NOT NULL)" + from +
                           "WHERE GPPRAC = 'A'"),
            fingerprint_of("SELECT COUNT(*)" + from + "WHERE GPPRAC = 'A'"));
  EXPECT_THAT(
      rewritten("SELECT COUNT(*) FILTER (WHERE GPPRAC IS NOT NULL AND SEX = '1') AS n" + from),
      testing::HasSubstr("COUNT(GPPRAC) FILTER (WHERE SEX = '1')"));
}

// Rows are divided by what is shown: with constants that look alike, each column doubled how often a record was counted.
TEST(UnionOfLookalikes, CountsTwice) {
  const auto rules = [](const std::string& a, const std::string& b) {
    return rules_of(rejected("SELECT x, RESGOR, COUNT(*) FROM (SELECT " + a + " AS x, RESGOR" +
                             from + "UNION ALL SELECT " + b + " AS x, RESGOR" + from +
                             ") t GROUP BY x, RESGOR"));
  };
  const std::vector<std::pair<std::string, std::string>> alike = {
      {"'1'", "1"},
      {"1", "1.0"},
      {"'1.5'", "1.5"},
      {"'01'", "1"},
      {"0", "-0"},
      {"DATE '2017-01-01'", "'2017-01-01'"},
      {"NULL", "''"},
      {"CASE WHEN SEX = '1' THEN 1 ELSE 2 END", "'1'"},
      {"9007199254740993", "9007199254740992.0"}};
  for (const auto& [a, b] : alike) {
    EXPECT_THAT(rules(a, b), Contains("query.union_counts_twice")) << a << " and " << b;
  }
  (void)accepted("SELECT x, RESGOR, COUNT(*) FROM (SELECT '1' AS x, RESGOR" + from +
                 "UNION ALL SELECT '2' AS x, RESGOR" + from + ") t GROUP BY x, RESGOR");
}

std::string by(const std::string& dimensions) {
  return "SELECT " + dimensions + ", COUNT(*)" + from + "GROUP BY " + dimensions;
}

// With enough labels each row is one record, whatever its number shows.
TEST(Breadth, ATableHasAtMostFiveDimensions) {
  (void)accepted(by("SEX, ETHNOS, CLASSPAT, ADMIMETH, LSOA11"));
  for (const auto& query :
       {by("SEX, ETHNOS, CLASSPAT, ADMIMETH, LSOA11, DISMETH"),
        "SELECT SEX, ETHNOS, CLASSPAT, ADMIMETH, LSOA11, DISMETH, COUNT(*)" + from + "GROUP BY ALL",
        "SELECT SEX, ETHNOS, CLASSPAT, ADMIMETH, LSOA11, DISMETH, COUNT(*)" + from +
            "GROUP BY GROUPING SETS ((SEX, ETHNOS, CLASSPAT), (ADMIMETH, LSOA11, DISMETH))",
        by("SEX, ETHNOS, CLASSPAT, ADMIMETH, MONTH(EPISTART), YEAR(EPISTART)")}) {
    EXPECT_THAT(rules_of(rejected(query)), ElementsAre("query.too_many_dimensions")) << query;
  }
}

TEST(Breadth, TablesThatCanBeJoinedHaveAtMostFiveTogether) {
  const std::string wide = by("SEX, ETHNOS, CLASSPAT, LSOA11");
  (void)accepted(wide + "; " + by("SEX, ETHNOS, LSOA11, ADMIMETH"));
  (void)accepted(wide + "; " + by("DISMETH") + "; " + by("ADMIMETH, DISDEST"));
  for (const auto& query :
       {wide + "; " + by("LSOA11, ADMIMETH, DISMETH"),
        // Joined through a third, in whatever order they stand.
        wide + "; " + by("ADMIMETH, DISMETH") + "; " + by("LSOA11, DISMETH"),
        // The same field in another dress.
        wide + "; " + by("CASE WHEN SEX = '1' THEN 'm' ELSE 'f' END, ADMIMETH, DISMETH")}) {
    EXPECT_THAT(rules_of(rejected(query)), ElementsAre("query.too_many_dimensions_together"))
        << query;
  }
}

// Columns that only name the parts of a union tell nothing of a record.
TEST(Breadth, NamesOfPartsAreNoDimensions) {
  const std::string five = "SEX, ETHNOS, CLASSPAT, ADMIMETH, LSOA11";
  (void)accepted("SELECT 'a' AS part, " + five + ", COUNT(*) AS n FROM hes_apc_1617 GROUP BY " +
                 five + " UNION ALL SELECT 'b' AS part, " + five +
                 ", COUNT(*) AS n FROM hes_apc_1718 GROUP BY " + five);
}

// Each step names the one before twice: 24 of them would be sixteen million conditions. Wherever the last of them that is too large stands, it
// is a refusal, and what is accepted can be written out.
TEST(Size, OfPersonSetsMadeFromOneAnotherIsBounded) {
  std::string query = "WITH p0 AS (SELECT PSEUDO_HESID" + from + "WHERE SEX = '1')";
  for (int i = 1; i < 25; ++i) {
    query += fmt::format(
        ", p{0} AS (SELECT PSEUDO_HESID{1}WHERE PSEUDO_HESID IN (SELECT PSEUDO_HESID FROM p{2}) OR "
        "PSEUDO_HESID NOT IN (SELECT PSEUDO_HESID FROM p{2}))",
        i, from, i - 1);
    const auto bound =
        compile(fmt::format("{} SELECT RESGOR, COUNT(*){}WHERE PSEUDO_HESID IN (SELECT "
                            "PSEUDO_HESID FROM p{}) GROUP BY RESGOR",
                            query, from, i),
                test::shipped());
    if (bound) {
      EXPECT_TRUE(compile(to_query_text(bound->plan, test::shipped()), test::shipped())) << i;
      EXPECT_LT(i, 13);
    } else {
      EXPECT_THAT(rules_of(bound.error()), ElementsAre("query.too_large"));
      EXPECT_GT(i, 8);
    }
  }
}

}  // namespace
}  // namespace hdis::query
