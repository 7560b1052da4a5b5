#include "support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

// The shapes of tables: what is grouped, joined, put under one another, turned into columns.
namespace hdis::query {
namespace {

using test::accepted;
using test::rewritten;
using testing::ElementsAre;
using testing::IsEmpty;

TablePlan table_of(const std::string& text) { return accepted(text).plan.tables.front(); }

std::vector<std::string> names_of(const Aggregation& part) {
  std::vector<std::string> names;
  for (const auto& dimension : part.dimensions) names.push_back(dimension.name);
  return names;
}

std::vector<std::string> years_of(const Population& population) {
  std::vector<std::string> years;
  for (const auto year : population.years) years.push_back(year.code());
  return years;
}

TEST(Grouping, ByNameAliasPositionOrRepeatedExpression) {
  const std::string expected =
      "SELECT EXTRACT(MONTH FROM ADMIDATE) AS m, COUNT(*) AS n FROM hes_apc_1718 GROUP BY m";
  for (const std::string group :
       {"m", "1", "MONTH(ADMIDATE)", "EXTRACT(MONTH FROM admidate)", "ALL"}) {
    EXPECT_EQ(
        rewritten("SELECT MONTH(ADMIDATE) AS m, COUNT(*) AS n FROM hes_apc_1718 GROUP BY " + group),
        expected);
  }
}

TEST(Grouping, AnAliasIsMeantWhereItShadowsAField) {
  const auto part = table_of(
                        "SELECT SUBSTRING(ADMIMETH, 1, 1) AS ADMIMETH, COUNT(*) FROM hes_apc_1718 "
                        "GROUP BY ADMIMETH")
                        .parts.front();
  ASSERT_EQ(part.dimensions.size(), 1U);
  EXPECT_TRUE(
      std::holds_alternative<Substring>(part.dimensions.front().by_population.front().node));
}

TEST(Grouping, SetsOfRollupCubeAndTheirProducts) {
  const auto sets = [](const std::string& group) {
    return table_of("SELECT SEX, CLASSPAT, EPISTAT, COUNT(*) FROM hes_apc_1718 GROUP BY " + group)
        .parts.front()
        .grouping_sets;
  };
  using Sets = std::vector<std::vector<std::size_t>>;
  EXPECT_EQ(sets("SEX, CLASSPAT, EPISTAT"), (Sets{{0, 1, 2}}));
  EXPECT_EQ(sets("ROLLUP (SEX, CLASSPAT, EPISTAT)"), (Sets{{0, 1, 2}, {0, 1}, {0}, {}}));
  EXPECT_EQ(sets("SEX, ROLLUP (CLASSPAT, EPISTAT)"), (Sets{{0, 1, 2}, {0, 1}, {0}}));
  EXPECT_EQ(sets("SEX, CUBE (CLASSPAT, EPISTAT)"), (Sets{{0, 1, 2}, {0, 1}, {0, 2}, {0}}));
  EXPECT_EQ(sets("GROUPING SETS ((SEX, CLASSPAT), (EPISTAT), ())"), (Sets{{0, 1}, {2}, {}}));
}

TEST(Grouping, AYearThatIsTheSameInEveryRowNeedNotBeShown) {
  const auto one = table_of("SELECT SEX, COUNT(*) FROM hes_apc_1718 GROUP BY FYEAR, SEX");
  EXPECT_THAT(names_of(one.parts.front()), ElementsAre("SEX"));
  const auto two = table_of(
      "SELECT SEX, COUNT(*) AS n FROM hes_apc WHERE FYEAR IN (1617, 1718) GROUP BY FYEAR, SEX");
  EXPECT_THAT(shown_columns(two), ElementsAre("SEX", "FYEAR", "n"));
}

TEST(Grouping, ConstantsDivideNothing) {
  const auto table =
      table_of("SELECT 'Regional' AS kind, SEX, COUNT(*) AS n FROM hes_apc_1718 GROUP BY 1, 2");
  EXPECT_THAT(names_of(table.parts.front()), ElementsAre("SEX"));
  EXPECT_EQ(std::get<ConstantColumn>(table.columns.front().content).value,
            Value{std::string("Regional")});
}

TEST(Grouping, LabelsAndPlacesOfDimensions) {
  const auto part =
      table_of(
          "SELECT SEX, CCG_RESPONSIBILITY, CASE WHEN SEX = '1' THEN 'm' END AS s, COUNT(*) "
          "FROM hes_apc_1718 GROUP BY 1, 2, 3")
          .parts.front();
  EXPECT_EQ(part.dimensions[0].codes, catalogue::CodeSystemId("sex"));
  EXPECT_FALSE(part.dimensions[0].place);
  EXPECT_TRUE(part.dimensions[1].place);
  EXPECT_FALSE(part.dimensions[2].codes);
}

TEST(Measures, HaveTheUnitsOfTheCatalogue) {
  const auto part =
      table_of(
          "SELECT COUNT(*), COUNT(DISTINCT PSEUDO_HESID), SUM(SPELDUR), COUNT(ADMIMETH) "
          "FROM hes_apc_1718")
          .parts.front();
  std::vector<std::string> units;
  for (const auto& measure : part.measures) units.push_back(measure.unit);
  EXPECT_THAT(units, ElementsAre("episodes", "people", "days", "episodes"));
}

TEST(Measures, AConditionOfAllRecordsIsLeftOut) {
  const auto part =
      table_of(
          "SELECT COUNT(*) FILTER (WHERE SEX = '1' AND EPISTAT = '3') FROM hes_apc_1718 "
          "WHERE EPISTAT = '3'")
          .parts.front();
  ASSERT_TRUE(part.measures.front().filter);
  EXPECT_EQ(
      rewritten("SELECT COUNT(*) FILTER (WHERE SEX = '1' AND EPISTAT = '3') AS n FROM hes_apc_1718 "
                "WHERE EPISTAT = '3'"),
      "SELECT COUNT(*) FILTER (WHERE SEX = '1') AS n FROM hes_apc_1718 WHERE EPISTAT = '3'");
}

TEST(Ratios, AreReadInEveryUsualSpelling) {
  const auto factor_of = [](const std::string& text) {
    const auto table =
        table_of("SELECT " + text + " AS r, COUNT(*) AS n, SUM(FAE) AS f FROM hes_apc_1718");
    return std::get<RatioColumn>(table.columns.front().content);
  };
  EXPECT_EQ(factor_of("SUM(FAE) / COUNT(*)").factor, 1);
  EXPECT_EQ(factor_of("100 * SUM(FAE) / COUNT(*)").factor, 100);
  EXPECT_EQ(factor_of("100.0 * SUM(FAE) / COUNT(*)").factor, 100);
  EXPECT_EQ(factor_of("SUM(FAE) * 100 / COUNT(*)").factor, 100);
  EXPECT_EQ(factor_of("SUM(FAE) / COUNT(*) * 1000").factor, 1000);
  EXPECT_EQ(factor_of("CAST(SUM(FAE) AS DOUBLE) / NULLIF(COUNT(*), 0)").factor, 1);
  EXPECT_EQ(factor_of("f / n").factor, 1);
  EXPECT_EQ(factor_of("ROUND(100.0 * SUM(FAE) / COUNT(*), 1)").decimals, 1U);
  EXPECT_EQ(factor_of("ROUND(SUM(FAE) / COUNT(*))").decimals, 0U);
}

TEST(Rates, TakeThePopulationOfTheAreasAndYears) {
  const auto rate = std::get<RateColumn>(
      table_of("SELECT CCG_RESPONSIBILITY, MEASURE('emergency_admission_rate') AS r FROM "
               "hes_apc_1718 GROUP BY 1")
          .columns.back()
          .content);
  EXPECT_EQ(rate.population, catalogue::PopulationId("ccg2016_mid2017"));
  EXPECT_EQ(rate.area_dimension, 0U);
  EXPECT_EQ(rate.per, 100000);
  EXPECT_EQ(rate.years, 1U);
}

TEST(Rates, CountPersonYearsUnlessTheTableIsDividedByYear) {
  const auto years = [](const std::string& items, const std::string& group) {
    const auto table = table_of("SELECT " + items +
                                "MEASURE('emergency_admission_rate') AS r FROM hes_apc "
                                "WHERE FYEAR IN ('1617', '1718') " +
                                group);
    return std::get<RateColumn>(table.columns.back().content).years;
  };
  EXPECT_EQ(years("", ""), 2U);
  EXPECT_EQ(years("FYEAR, ", "GROUP BY FYEAR"), 1U);
}

TEST(Unions, OfYearsAreOnePopulation) {
  const auto part = table_of(
                        "SELECT FYEAR, COUNT(*) FROM hes_apc_1718 GROUP BY FYEAR UNION ALL "
                        "SELECT FYEAR, COUNT(*) FROM hes_apc_1516 GROUP BY FYEAR UNION ALL "
                        "SELECT FYEAR, COUNT(*) FROM hes_apc_1617 GROUP BY FYEAR")
                        .parts.front();
  ASSERT_EQ(part.populations.size(), 1U);
  EXPECT_THAT(years_of(part.populations.front()), ElementsAre("1516", "1617", "1718"));
}

TEST(Unions, OfLabelledPartsKeepTheirPopulations) {
  const auto table = table_of(
      "SELECT 'asthma' AS what, COUNT(*) AS n FROM hes_apc_1718 WHERE DIAG_3_01 = 'J45' "
      "UNION ALL "
      "SELECT 'all', COUNT(*) FROM hes_apc_1718");
  EXPECT_EQ(table.parts.front().populations.size(), 2U);
  EXPECT_THAT(names_of(table.parts.front()), ElementsAre("what"));
  EXPECT_THAT(shown_columns(table), ElementsAre("what", "n"));
}

// Without a name for each part their rows would be added up, which SQL does not do.
TEST(Unions, OfUnnamedPartsGetNumbers) {
  const auto table = table_of(
      "SELECT SEX, COUNT(*) AS n FROM hes_apc_1617 GROUP BY SEX UNION ALL "
      "SELECT SEX, COUNT(*) AS n FROM hes_apc_1718 GROUP BY SEX");
  EXPECT_THAT(shown_columns(table), ElementsAre("query_part", "SEX", "n"));
}

TEST(Unions, OfRecordsThatShareNone) {
  EXPECT_EQ(
      table_of("SELECT SEX, COUNT(*) FROM (SELECT SEX FROM hes_apc_1617 UNION ALL SELECT SEX FROM "
               "hes_apc_1718) GROUP BY SEX")
          .parts.front()
          .populations.size(),
      1U);
  // By their own conditions.
  EXPECT_EQ(table_of("SELECT COUNT(*) FROM (SELECT SEX FROM hes_apc_1718 WHERE SEX = '1' UNION ALL "
                     "SELECT SEX FROM hes_apc_1718 WHERE SEX = '2')")
                .parts.front()
                .populations.size(),
            2U);
}

TEST(Unions, OfDatasetsCountRecords) {
  const auto part =
      table_of(
          "SELECT SEX, COUNT(*), COUNT(DISTINCT PSEUDO_HESID) FROM (SELECT SEX, PSEUDO_HESID "
          "FROM hes_apc_1718 UNION ALL SELECT SEX, PSEUDO_HESID FROM hes_op_1718) GROUP BY SEX")
          .parts.front();
  EXPECT_EQ(part.populations.size(), 2U);
  EXPECT_EQ(part.measures.front().unit, "records");
}

TEST(Joins, PutFiguresSideBySide) {
  const std::string a =
      "(SELECT SEX, CLASSPAT, COUNT(*) AS n FROM hes_apc_1617 GROUP BY SEX, CLASSPAT) a";
  const std::string b =
      "(SELECT CLASSPAT AS c, SEX AS s, COUNT(*) AS m FROM hes_apc_1718 GROUP BY 1, 2) b";
  const auto table = table_of("SELECT a.SEX, a.CLASSPAT, n, m FROM " + a + " FULL JOIN " + b +
                              " ON b.s = a.SEX AND a.CLASSPAT = b.c");
  ASSERT_EQ(table.parts.size(), 2U);
  EXPECT_EQ(table.join_rows, JoinRows::all);
  EXPECT_EQ(std::get<MeasureColumn>(table.columns[3].content).measure, (MeasureRef{1, 0}));
  // In the same order in both.
  const auto field = [](const Aggregation& part, std::size_t index) {
    return std::get<FieldRef>(part.dimensions[index].by_population.front().node).name;
  };
  for (const auto& part : table.parts) {
    EXPECT_EQ(field(part, 0), "SEX");
    EXPECT_EQ(field(part, 1), "CLASSPAT");
  }
}

TEST(Joins, KeepTheRowsThatTheirKindSays) {
  const auto rows = [](const std::string& kind) {
    return table_of(
               "WITH a AS (SELECT SEX, COUNT(*) AS n FROM hes_apc_1617 GROUP BY SEX), "
               "b AS (SELECT SEX, COUNT(*) AS m FROM hes_apc_1718 GROUP BY SEX) "
               "SELECT a.SEX, n, m FROM a " +
               kind + " JOIN b USING (SEX)")
        .join_rows;
  };
  EXPECT_EQ(rows(""), JoinRows::in_both);
  EXPECT_EQ(rows("LEFT"), JoinRows::in_first);
  EXPECT_EQ(rows("RIGHT OUTER"), JoinRows::in_last);
  EXPECT_EQ(rows("FULL"), JoinRows::all);
}

TEST(Joins, LeaveOutTheYearOfATableOfOneYear) {
  const auto table = table_of(
      "SELECT a.SEX, a.FYEAR AS y, n, m FROM "
      "(SELECT FYEAR, SEX, COUNT(*) AS n FROM hes_apc_1617 GROUP BY 1, 2) a JOIN "
      "(SELECT FYEAR, SEX, COUNT(*) AS m FROM hes_apc_1718 GROUP BY 1, 2) b ON a.SEX = b.SEX");
  EXPECT_THAT(names_of(table.parts.front()), ElementsAre("SEX"));
  EXPECT_EQ(std::get<ConstantColumn>(table.columns[1].content).value, Value{std::string("1617")});
}

TEST(Pivots, TurnOneDimensionIntoColumns) {
  const auto table = table_of(
      "SELECT * FROM (SELECT CLASSPAT, SEX, FAE, SPELDUR FROM hes_apc_1718) PIVOT (SUM(FAE) "
      "AS n, AVG(SPELDUR) AS days FOR SEX IN (1 AS male, '2'))");
  EXPECT_THAT(shown_columns(table),
              ElementsAre("CLASSPAT", "male_n", "male_days", "2_n", "2_days"));
  ASSERT_TRUE(table.pivot);
  EXPECT_EQ(table.pivot->entries.front().value, Value{std::string("1")});
}

TEST(Pivots, OfAFinishedTablePutItsFiguresSideBySide) {
  const auto table = table_of(
      "SELECT * FROM (SELECT FYEAR, SEX, COUNT(*) AS n FROM hes_apc WHERE FYEAR IN (1617, "
      "1718) GROUP BY 1, 2) PIVOT (SUM(n) FOR FYEAR IN (1617 AS y1, 1718 AS y2)) ORDER BY y2 DESC");
  EXPECT_THAT(shown_columns(table), ElementsAre("SEX", "y1", "y2"));
  EXPECT_EQ(table.order_by, (std::vector<Ordering>{{2, true}}));
}

TEST(Order, ByNamePositionOrExpression) {
  for (const std::string order : {"n DESC, SEX", "2 DESC, 1", "COUNT(*) DESC, hes_apc_1718.sex"}) {
    EXPECT_EQ(table_of("SELECT SEX, COUNT(*) AS n FROM hes_apc_1718 GROUP BY SEX ORDER BY " + order)
                  .order_by,
              (std::vector<Ordering>{{1, true}, {0, false}}));
  }
}

TEST(Order, InsideAndOutside) {
  const std::string inner =
      "SELECT SEX, COUNT(*) AS n FROM hes_apc_1718 GROUP BY SEX ORDER BY n DESC LIMIT 3";
  const auto table = table_of("SELECT n AS many, SEX FROM (" + inner + ") LIMIT 2");
  EXPECT_EQ(table.order_by, (std::vector<Ordering>{{0, true}}));
  EXPECT_EQ(table.limit, 2U);
}

TEST(Usage, NamesEveryDatasetYearAndField) {
  const auto used = usage(
      accepted("SELECT SEX, SUM(SPELDUR) FILTER (WHERE CLASSPAT = '1') FROM hes_apc_1718 "
               "WHERE ADMIMETH LIKE '2%' AND PSEUDO_HESID IN (SELECT PSEUDO_HESID FROM hes_ae "
               "WHERE AEARRIVALMODE = '1') GROUP BY SEX")
          .plan);
  ASSERT_EQ(used.size(), 2U);
  EXPECT_EQ(used[0].dataset, catalogue::DatasetId("ae"));
  EXPECT_THAT(used[0].years, IsEmpty());
  EXPECT_THAT(used[0].fields, ElementsAre("AEARRIVALMODE"));
  EXPECT_EQ(used[1].dataset, catalogue::DatasetId("apc"));
  EXPECT_EQ(used[1].years.size(), 1U);
  EXPECT_THAT(used[1].fields, ElementsAre("ADMIMETH", "CLASSPAT", "SEX", "SPELDUR"));
}

// A level is national if no place takes part in it anywhere: not in its dimensions, not in any condition.
TEST(National, IsProvedFromThePlan) {
  const auto levels = [](const std::string& text) {
    const auto part = table_of(text).parts.front();
    std::vector<bool> national;
    for (std::size_t i = 0; i < part.grouping_sets.size(); ++i) {
      national.push_back(is_national(part, i, test::shipped()));
    }
    return national;
  };
  const std::string from = " FROM hes_apc_1718 ";
  EXPECT_THAT(levels("SELECT SEX, COUNT(*)" + from + "GROUP BY SEX"), ElementsAre(true));
  EXPECT_THAT(levels("SELECT PROCODE3, COUNT(*)" + from + "GROUP BY ROLLUP (PROCODE3)"),
              ElementsAre(false, true));
  EXPECT_THAT(levels("SELECT COUNT(*)" + from + "WHERE CCG_RESPONSIBILITY = '00C'"),
              ElementsAre(false));
  EXPECT_THAT(levels("SELECT COUNT(*), COUNT(*) FILTER (WHERE PROCODE3 = 'RXX')" + from),
              ElementsAre(false));
  EXPECT_THAT(levels("SELECT CASE WHEN LSOA11 = 'E01000001' THEN 'England' ELSE 'England ' END AS "
                     "area, COUNT(*)" +
                     from + "GROUP BY area"),
              ElementsAre(false));
  EXPECT_THAT(levels("SELECT COUNT(*)" + from +
                     "WHERE PSEUDO_HESID IN (SELECT PSEUDO_HESID FROM hes_op_1718 "
                     "WHERE CCG_RESPONSIBILITY = '00C')"),
              ElementsAre(false));
  EXPECT_THAT(levels("SELECT COUNT(*)" + from + "WHERE CCG_RESPONSIBILITY = CCG_RESIDENCE"),
              ElementsAre(false));
  // What is no area and yet finds one: the rank of a small area, a distance, a consultant.
  EXPECT_THAT(levels("SELECT COUNT(*)" + from + "WHERE IMD04RK <= 1000"), ElementsAre(false));
  EXPECT_THAT(levels("SELECT COUNT(*)" + from + "WHERE IMD04 > 80"), ElementsAre(false));
  EXPECT_THAT(levels("SELECT COUNT(*)" + from + "WHERE PROVDIST < 1"), ElementsAre(false));
  EXPECT_THAT(levels("SELECT CONSULT, COUNT(*)" + from + "GROUP BY CONSULT"), ElementsAre(false));
  EXPECT_THAT(levels("SELECT IMD04_DECILE, COUNT(*)" + from + "GROUP BY IMD04_DECILE"),
              ElementsAre(true));
}

TEST(Describe, SaysWhatIsComputedWithLabels) {
  EXPECT_EQ(
      describe(
          accepted(
              "SELECT CLASSPAT, COUNT(*) AS n FROM hes_apc_1718 WHERE SEX = '1' AND EPIORDER < 3 "
              "GROUP BY CLASSPAT ORDER BY n DESC LIMIT 5")
              .plan,
          test::shipped()),
      "The number of episodes of HES admitted patient care in 2017/18, where Episode order "
      "(EPIORDER) is at "
      "most 2 and Sex (SEX) is '1' (Male), by Patient classification (CLASSPAT). It is national: "
      "no place or "
      "organisation is named or chosen. Ordered by n (descending). Only the first 5 rows of the "
      "protected table "
      "are shown.");
  const auto words = [](const std::string& text) {
    return describe(accepted(text).plan, test::shipped());
  };
  EXPECT_EQ(
      words("SELECT CASE WHEN STARTAGE_CALC < 18 THEN 'child' WHEN STARTAGE_CALC >= 18 THEN "
            "'adult' END AS age, COUNT(*) FROM hes_apc_1718 WHERE STARTAGE BETWEEN 20 AND 40 "
            "GROUP BY age"),
      "The number of episodes of HES admitted patient care in 2017/18, where Age at start of "
      "episode (STARTAGE) is from 20 to 40, by bands age of STARTAGE_CALC. age is 'child' "
      "where STARTAGE_CALC is below 18, 'adult' where STARTAGE_CALC is at least 18, otherwise "
      "nothing. It is national: no place or organisation is named or chosen.");
  EXPECT_THAT(
      words("SELECT COUNT(*) FROM hes_apc_1718 WHERE CASE WHEN SEX = '1' THEN STARTAGE_CALC "
            "ELSE 0 END > 50"),
      testing::HasSubstr("where (Age at start of episode (decimal) (STARTAGE_CALC) where Sex "
                         "(SEX) is '1' (Male), otherwise 0) is above 50"));
  // Bounds of different things stay apart, and so do three bounds of one.
  EXPECT_THAT(
      words("SELECT COUNT(*) FROM hes_apc_1718 WHERE STARTAGE >= 20 AND EPIORDER <= 2"),
      testing::HasSubstr("(EPIORDER) is at most 2 and Age at start of episode (STARTAGE) is "
                         "at least 20"));
}

TEST(Values, AreWrittenAsConstantsAndAsPeopleReadThem) {
  EXPECT_EQ(to_query_text(Value{std::string("O'Neill")}), "'O''Neill'");
  EXPECT_EQ(to_query_text(Value{std::int64_t{-7}}), "-7");
  EXPECT_EQ(to_query_text(Value{19.0}), "19.0");
  EXPECT_EQ(to_query_text(Value{0.002}), "0.002");
  EXPECT_EQ(to_query_text(Value{*Date::make(2017, 4, 1)}), "DATE '2017-04-01'");
  EXPECT_EQ(to_query_text(Value{Null{}}), "NULL");
  EXPECT_EQ(to_plain_text(Value{std::string("O'Neill")}), "O'Neill");
  EXPECT_EQ(to_plain_text(Value{19.0}), "19");
  EXPECT_EQ(to_plain_text(Value{Null{}}), "");
}

}  // namespace
}  // namespace hdis::query
