#include "support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

// A query that is offered instead of a refused one is worth nothing if it is refused too.
namespace hdis::query {
namespace {

namespace fs = std::filesystem;

// The query that a suggestion offers; "" if it offers none. "..." marks a form to be filled in.
std::string offered(const std::string& suggestion) {
  const auto at = suggestion.find("SELECT ");
  if (at == std::string::npos || suggestion.find(" FROM ") == std::string::npos ||
      suggestion.find("...") != std::string::npos)
    return "";
  std::string text = suggestion.substr(at);
  if (text.back() == '.') text.pop_back();
  return text;
}

// Checks every query that the refusal of `text` offers; returns how many there were.
std::size_t check_offers(const std::string& name, const std::string& text) {
  const auto bound = compile(text, test::shipped());
  if (bound) return 0;
  std::size_t offers = 0;
  for (const auto& reason : bound.error().reasons()) {
    const std::string query = offered(reason.suggestion);
    if (query.empty()) continue;
    ++offers;
    const auto again = compile(query, test::shipped());
    EXPECT_TRUE(again) << name << "\n" << query << "\n" << (again ? "" : again.error().to_text());
  }
  return offers;
}

std::size_t check_folder(const fs::path& folder) {
  std::size_t offers = 0;
  if (!fs::is_directory(folder)) return offers;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() != ".sql") continue;
    offers += check_offers(entry.path().filename().string(), test::text_of(entry.path()));
  }
  return offers;
}

TEST(Suggestions, EveryOfferedQueryBinds) {
  const fs::path root = fs::path(HDIS_SOURCE_DIR) / "tests/queries";
  EXPECT_GE(check_folder(root / "refused"), 4U);
  EXPECT_GE(check_folder(root / "more"), 5U);
}

// Records asked for in ways of which the count, with nothing else changed, would be refused.
TEST(Suggestions, AreBoundWhateverStandsAroundTheRecords) {
  for (const std::string text :
       {"CREATE VIEW v AS SELECT SEX, DIAG_3_01 FROM hes_apc_1718; SELECT * FROM v",
        "CREATE VIEW v AS SELECT SEX, DIAG_3_01 FROM hes_apc_1718; SELECT SEX, DIAG_3_01 FROM v",
        "WITH v AS (SELECT * FROM hes_apc_1718 WHERE FAE = 1) SELECT SEX, LSOA11 FROM v",
        "SELECT SEX FROM hes_apc_1617 UNION ALL SELECT SEX FROM hes_apc_1718",
        "SELECT SEX, PROCODE3, LSOA11, DIAG_4_01, ADMIDATE, EPIKEY FROM hes_apc_1718",
        "SELECT SEX, STARTAGE_CALC FROM hes_apc_1718 ORDER BY STARTAGE_CALC LIMIT 5",
        "SELECT a.SEX AS s, a.SEX AS t FROM hes_apc_1718 a",
        "SELECT CASE WHEN SEX = '1' THEN 'm' ELSE 'f' END FROM hes_apc_1718",
        "SELECT SEX, COUNT(*) OVER (PARTITION BY SEX) FROM hes_apc_1718",
        "SELECT SEX, MAX(STARTAGE) FROM hes_apc_1718",
        "SELECT LSOA11, DIAG_4_01, COUNT(*) FROM hes_apc_1718",
        "WITH v AS (SELECT * FROM hes_apc_1718) SELECT SEX, COUNT(*) FROM v",
        "SELECT 1 AS one, SEX FROM hes_apc_1718", "SELECT COUNT(*) FROM (SELECT * FROM nowhere)",
        "SELECT DISTINCT SEX FROM (SELECT * FROM hes_apc_1617) x WHERE FAE = 1"}) {
    check_offers(text, text);
  }
  EXPECT_EQ(check_offers("view",
                         "CREATE VIEW v AS SELECT SEX, DIAG_3_01 FROM hes_apc_1718; SELECT SEX, "
                         "DIAG_3_01 FROM v"),
            1U)
      << "a query that stands alone is offered, not the name of a view";
}

TEST(Suggestions, OfGroupsWithoutACountOffersNoQueryThatIsRefused) {
  for (const std::string text :
       {"SELECT SEX, COUNT(*) FROM hes_apc_1718 WHERE PSEUDO_HESID IN (SELECT PSEUDO_HESID FROM "
        "hes_ae_1718 GROUP BY PSEUDO_HESID HAVING COUNT(*) > 3) GROUP BY SEX",
        "SELECT PSEUDO_HESID FROM hes_apc_1718 GROUP BY PSEUDO_HESID",
        "SELECT EPIKEY FROM hes_apc_1718 GROUP BY EPIKEY",
        "SELECT ADMIDATE FROM hes_apc_1718 GROUP BY ADMIDATE"}) {
    EXPECT_EQ(check_offers(text, text), 0U) << text;
  }
  EXPECT_EQ(check_offers("SEX", "SELECT SEX FROM hes_apc_1718 GROUP BY SEX"), 1U);
  EXPECT_EQ(test::rejected("SELECT PSEUDO_HESID FROM hes_apc_1718 GROUP BY PSEUDO_HESID")
                .reasons()
                .front()
                .message,
            "People cannot be chosen by how many records they have.");
}

// Bands that are offered bind as they stand, and nothing is found wrong with them.
TEST(Suggestions, OfferBandsThatFitTheField) {
  std::size_t banded = 0;
  for (const auto& dataset : test::shipped().datasets()) {
    for (const auto& field : dataset.fields) {
      const std::string table = dataset.table_names.front() + "_1718";
      const auto refused = compile(
          "SELECT " + field.name + ", COUNT(*) FROM " + table + " GROUP BY 1", test::shipped());
      if (refused || test::rules_of(refused.error()).front() != "query.bands_only") continue;
      ++banded;
      std::string bands = refused.error().reasons().front().suggestion.substr(6);
      bands.pop_back();
      const std::string query =
          "SELECT " + bands + " AS band, COUNT(*) FROM " + table + " GROUP BY band";
      const auto offered = compile(query, test::shipped());
      ASSERT_TRUE(offered) << query << "\n" << offered.error().to_text();
      // Of years in which the field exists something else may be said.
      for (const auto& finding : offered->findings) {
        EXPECT_EQ(finding.reason.rule, "lint.field_not_in_year") << query;
      }
    }
  }
  EXPECT_GE(banded, 20U);
}

TEST(Suggestions, AMissingGroupByIsAddedOrNamed) {
  const auto suggestion = [](const std::string& text) {
    return test::rejected(text).reasons().front().suggestion;
  };
  EXPECT_EQ(suggestion("SELECT SEX, COUNT(*) FROM hes_apc_1718"),
            "SELECT SEX, COUNT(*) FROM hes_apc_1718 GROUP BY SEX");
  EXPECT_EQ(suggestion("SELECT SEX, COUNT(*) OVER () FROM hes_apc_1718"), "Add to GROUP BY: SEX.");
}

TEST(Suggestions, KnowFieldsAndCodesByWhatTheyMean) {
  EXPECT_THAT(test::rejected("SELECT AGE, COUNT(*) FROM hes_apc_1718 GROUP BY AGE")
                  .reasons()
                  .front()
                  .suggestion,
              testing::HasSubstr("STARTAGE (Age at start of episode)"));
  EXPECT_EQ(test::accepted("SELECT COUNT(*) FROM hes_apc_1718 WHERE SEX = 'male'")
                .findings.front()
                .reason.suggestion,
            "Did you mean '1'?");
}

std::string first_suggestion(const std::string& text) {
  return test::rejected(text).reasons().front().suggestion;
}

TEST(Suggestions, MakeAListOfValuesThatStandAlone) {
  const std::string from = "SELECT COUNT(*) FROM hes_apc_1718 WHERE ";
  EXPECT_EQ(first_suggestion(from + "DIAG_3_01 = 'J45' OR 'J46'"),
            "Write DIAG_3_01 IN ('J45', 'J46').");
  const auto all = test::rejected(from + "DIAG_3_01 = 'J45' OR 'J46' OR 'J47'").reasons();
  EXPECT_EQ(all.back().suggestion, "Write DIAG_3_01 IN ('J45', 'J46', 'J47').");
  EXPECT_EQ(first_suggestion(from + "SEX = '1' AND 'J46'"), "Say what it should be: 'J46' = 1.");
}

TEST(Suggestions, KnowThatWhereComesBeforeTheNamesOfColumns) {
  const auto reason = test::rejected(
                          "SELECT CASE WHEN SEX = '1' THEN 'm' END AS g, COUNT(*) FROM "
                          "hes_apc_1718 WHERE g = 'm' GROUP BY g")
                          .reasons()
                          .front();
  EXPECT_EQ(reason.rule, "query.alias_in_where");
  EXPECT_EQ(reason.suggestion,
            "Write in WHERE what it stands for: CASE WHEN SEX = '1' THEN 'm' END.");
  EXPECT_EQ(
      first_suggestion("SELECT SEX, COUNT(*) AS n FROM hes_apc_1718 WHERE n > 5 GROUP BY SEX"),
      "Leave the condition out: groups cannot be chosen by their counts.");
  EXPECT_EQ(test::rules_of(test::rejected("SELECT SEX AS g, COUNT(*) FROM (SELECT * FROM "
                                          "hes_apc_1718 WHERE g = '1') GROUP BY g")),
            std::vector<std::string>{"query.unknown_field"});
}

TEST(Suggestions, KnowWhatYearsAreCalled) {
  const auto meant = [](const std::string& table) {
    return first_suggestion("SELECT COUNT(*) FROM " + table);
  };
  EXPECT_THAT(meant("hes_apc_2017"), testing::HasSubstr("did you mean hes_apc_1718?"));
  EXPECT_THAT(meant("hes.hes_apc_17_18"), testing::HasSubstr("did you mean hes.hes_apc_1718?"));
  EXPECT_THAT(meant("library.loans_1819"), testing::HasSubstr("known only with their store"));
}

TEST(Suggestions, PutYearsThatACommaJoinsUnderOneAnother) {
  const std::string suggestion =
      first_suggestion("SELECT SEX, COUNT(*) FROM hes_apc_1617, hes_apc_1718 GROUP BY SEX");
  EXPECT_EQ(suggestion,
            "Write FROM (SELECT * FROM hes_apc_1617 UNION ALL SELECT * FROM hes_apc_1718).");
  EXPECT_TRUE(compile(
      "SELECT SEX, COUNT(*) " + suggestion.substr(6, suggestion.size() - 7) + " GROUP BY SEX",
      test::shipped()));
  EXPECT_THAT(first_suggestion("SELECT COUNT(*) FROM hes_apc_1718, hes_ae_1718"),
              testing::HasSubstr("person IN"));
}

TEST(Suggestions, MoveAConditionOnRecordsFromHavingToWhere) {
  const std::string query =
      "SELECT CCG_RESPONSIBILITY, COUNT(*) FROM hes_apc_1718 WHERE SEX = '1' "
      "OR SEX = '2' GROUP BY 1 HAVING CCG_RESPONSIBILITY IS NOT NULL";
  EXPECT_THAT(first_suggestion(query), testing::HasSubstr(") AND CCG_RESPONSIBILITY IS NOT NULL"));
  EXPECT_EQ(check_offers("having", query), 1U);
  EXPECT_THAT(
      first_suggestion("SELECT SEX, COUNT(*) AS n FROM hes_apc_1718 GROUP BY SEX HAVING n > 9"),
      testing::StartsWith("Leave it out"));
}

TEST(Suggestions, NameDurationsInsteadOfDifferencesOfDates) {
  EXPECT_THAT(first_suggestion("SELECT DATEDIFF(DISDATE, ADMIDATE) d, COUNT(*) FROM hes_apc_1718 "
                               "GROUP BY d"),
              testing::HasSubstr("SPELDUR"));
}

TEST(Suggestions, CallAFieldWhatItsAuthorCalledIt) {
  const auto message = [](const std::string& text) {
    return test::rejected(text).reasons().front().message;
  };
  EXPECT_THAT(message("SELECT PSEUDO_HESID, COUNT(*) FROM hes_apc_1718 GROUP BY PSEUDO_HESID"),
              testing::StartsWith("PSEUDO_HESID stands for one person"));
  EXPECT_THAT(message("SELECT COUNT(*) FROM hes_apc_1718 WHERE NHSNO = '1'"),
              testing::StartsWith("NHSNO names a person"));
  EXPECT_THAT(message("SELECT COUNT(*) FROM hes_apc_1718 WHERE NEWNHSNO = '1'"),
              testing::StartsWith("NEWNHSNO names a person"));
}

TEST(Suggestions, OfADefaultInsideAnAggregateIsTheAggregate) {
  for (const std::string call :
       {"SUM(IFNULL(SPELDUR, 0))", "AVG(COALESCE(SPELDUR, 0))", "MEDIAN(NVL(SPELDUR, 0))"}) {
    const auto reason = test::rejected("SELECT " + call + " FROM hes_apc_1718").reasons().front();
    EXPECT_EQ(reason.rule, "query.default_in_aggregate");
    const std::string offered = call.substr(0, call.find('(')) + "(SPELDUR)";
    EXPECT_EQ(reason.suggestion, "Write " + offered + ".");
    EXPECT_TRUE(compile("SELECT " + offered + " FROM hes_apc_1718", test::shipped()));
  }
}

// Functions that are left out of the language are spelled out with what was written.
TEST(Suggestions, SpellOutWhatAFunctionWouldDo) {
  const auto instead = [](const std::string& column) {
    const auto error =
        test::rejected("SELECT " + column + " AS x, COUNT(*) FROM hes_apc_1718 GROUP BY x");
    return error.reasons().front().suggestion;
  };
  EXPECT_EQ(instead("NVL(SEX, '9')"), "Write CASE WHEN SEX IS NULL THEN '9' ELSE SEX END.");
  EXPECT_EQ(instead("DECODE(SEX, '1', 'm', '2', 'f', 'x')"),
            "Write CASE SEX WHEN '1' THEN 'm' WHEN '2' THEN 'f' ELSE 'x' END.");
  EXPECT_EQ(instead("DECODE(SEX, '1', 'm')"), "Write CASE SEX WHEN '1' THEN 'm' END.");
}

}  // namespace
}  // namespace hdis::query
