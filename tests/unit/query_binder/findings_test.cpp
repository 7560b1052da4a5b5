#include "support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

// What users of HES get wrong (the published queries of HDIS users are full of it), and what looks alike
// but is right.
namespace hdis::query {
namespace {

using test::findings_of;
using testing::Contains;
using testing::IsEmpty;

std::string where(const std::string& condition) {
  return "SELECT COUNT(*) FROM hes_apc_1718 WHERE " + condition;
}

struct Case {
  std::string condition;
  std::string rule;
};

void check(const std::vector<Case>& cases) {
  for (const auto& one : cases) {
    EXPECT_THAT(findings_of(where(one.condition)), Contains(one.rule)) << one.condition;
  }
}

void check_quiet(const std::vector<std::string>& conditions) {
  for (const auto& one : conditions) EXPECT_THAT(findings_of(where(one)), IsEmpty()) << one;
}

TEST(Findings, CodesThatDoNotExist) {
  check({{"DIAG_4_01 = 'J999'", "lint.unknown_code"},
         {"DIAG_4_01 IN ('J441', 'QQ11')", "lint.unknown_code"},
         {"DIAG_3_01 = 'J44.1'", "lint.unknown_code"},
         {"DIAG_3_01 = 'j44'", "lint.unknown_code"},
         {"DIAG_4_01 LIKE 'QQ%'", "lint.unknown_code"},
         {"DIAG_4_CONCAT RLIKE 'J45|QQ1'", "lint.unknown_code"},
         {"OPERTN_4_01 RLIKE '^(F34|F99)'", "lint.unknown_code"},
         {"SEX = 'M'", "lint.unknown_code"},
         {"ADMIMETH = '2'", "lint.unknown_code"}});
  check_quiet({"DIAG_4_01 = 'J441'", "DIAG_3_01 = 'J44'", "DIAG_4_01 = 'I10X'", "SEX IN ('1', '2')",
               "DIAG_4_01 LIKE 'J44%'", "DIAG_4_01 = 'R69X'", "DIAG_4_CONCAT RLIKE 'E1[0-4]'",
               "DIAG_3_CONCAT RLIKE 'I2[0-5].*E1'"});
}

TEST(Findings, PlacesThatDoNotExist) {
  check({{"RESLADST_ONS = 'E0700022'", "lint.unknown_place"},
         {"CCG_RESPONSIBILITY = '99ZZ'", "lint.unknown_place"},
         {"LSOA11 = 'E01099999'", "lint.unknown_place"}});
  check_quiet({"RESLADST_ONS = 'E07000223'", "LSOA11 = 'E01000001'", "RESLADST_ONS RLIKE 'E|U'"});
}

TEST(Findings, AWholeListComparedWithOneCode) {
  check({{"DIAG_3_CONCAT NOT IN ('D57')", "lint.whole_list"},
         {"DIAG_3_CONCAT <> 'D57'", "lint.whole_list"},
         {"DIAG_4_CONCAT = 'J441'", "lint.whole_list"},
         {"DIAG_4_CONCAT IN ('J441', 'J440')", "lint.whole_list"},
         {"OPERTN_3_CONCAT NOT RLIKE '^A|^B'", "lint.first_of_list"},
         {"DIAG_3_CONCAT LIKE 'J44%'", "lint.first_of_list"}});
  check_quiet({"DIAG_3_CONCAT NOT RLIKE 'D57'", "DIAG_4_CONCAT IN CODELIST('stroke')"});
}

TEST(Findings, AgesThatLoseOrCatchBabies) {
  check({{"STARTAGE < 18", "lint.age_codes"},
         {"STARTAGE BETWEEN 0 AND 17", "lint.age_codes"},
         {"STARTAGE > 65", "lint.age_codes"},
         {"STARTAGE >= 18 AND SEX = '1'", "lint.age_codes"},
         {"STARTAGE > 7001", "lint.age_codes"},
         {"STARTAGE = 0", "lint.age_codes"},
         {"STARTAGE < 1", "lint.age_codes"},
         {"STARTAGE IN (0)", "lint.age_codes"},
         {"SEX = '1' AND 0 = STARTAGE", "lint.age_codes"},
         {"NOT STARTAGE >= 18", "lint.age_codes"}});
  check_quiet({"STARTAGE = 5", "STARTAGE = 0 OR STARTAGE >= 7001", "STARTAGE <> 5"});
  check_quiet({"STARTAGE_CALC < 18", "STARTAGE BETWEEN 18 AND 64",
               "STARTAGE < 18 OR STARTAGE > 7000", "STARTAGE BETWEEN 65 AND 120",
               "STARTAGE BETWEEN 1 AND 17", "STARTAGE BETWEEN 7001 AND 7007"});
}

// The place of a finding about a code is that of the code, not that of the field lines above it.
TEST(Findings, PointAtTheCode) {
  const auto findings = test::accepted(
                            "SELECT COUNT(*)\nFROM hes_apc_1718\nWHERE DIAG_4_01 IN (\n"
                            "  'J440',\n  'J99Z',\n  'J98Z')")
                            .findings;
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_EQ(findings[0].reason.where, (SourcePosition{5, 3}));
  EXPECT_EQ(findings[1].reason.where, (SourcePosition{6, 3}));
  const auto one = test::accepted("SELECT COUNT(*) FROM hes_apc_1718 WHERE\n SEX =\n '7'").findings;
  ASSERT_EQ(one.size(), 1U);
  EXPECT_EQ(one.front().reason.where, (SourcePosition{3, 2}));
}

TEST(Findings, PatternsWrittenInTheOtherLanguage) {
  const auto found = [](const std::string& condition) {
    const auto findings = test::accepted(where(condition)).findings;
    return findings.size() == 1 && findings.front().reason.rule == "lint.pattern_kind"
               ? findings.front().reason.suggestion
               : "";
  };
  EXPECT_EQ(found("DIAG_4_01 LIKE 'J45%|J46%'"), "Write DIAG_4_01 RLIKE '^(J45|J46)'.");
  EXPECT_EQ(found("DIAG_4_CONCAT LIKE '%J45%|%J46%'"), "Write DIAG_4_CONCAT RLIKE 'J45|J46'.");
  EXPECT_EQ(found("DIAG_4_01 RLIKE 'J45%'"), "Write DIAG_4_01 RLIKE '^J45'.");
  EXPECT_EQ(found("DIAG_4_CONCAT RLIKE '%J45%'"), "Write DIAG_4_CONCAT RLIKE 'J45'.");
  check_quiet(
      {"DIAG_4_01 RLIKE '^(J45|J46)'", "DIAG_4_CONCAT RLIKE 'J45|J46'", "DIAG_4_01 RLIKE '^J45'"});
}

TEST(Findings, BandsOfAgesThatLoseOrCatchBabies) {
  const auto by = [](const std::string& bands) {
    return findings_of("SELECT CASE " + bands +
                       " END AS band, COUNT(*) FROM hes_apc_1718 GROUP BY band");
  };
  EXPECT_THAT(by("WHEN STARTAGE <= 4 THEN '0-4' WHEN STARTAGE <= 120 THEN '5+'"),
              Contains("lint.age_codes"));
  EXPECT_THAT(by("WHEN STARTAGE BETWEEN 1 AND 64 THEN '1-64' ELSE '65+'"), IsEmpty());
  EXPECT_THAT(by("WHEN STARTAGE >= 65 THEN '65+' ELSE 'under 65'"), Contains("lint.age_codes"));
  EXPECT_THAT(by("WHEN STARTAGE > 7000 THEN '0' WHEN STARTAGE >= 65 THEN '65+' ELSE '1-64'"),
              IsEmpty());
}

TEST(Findings, CategoriesOnFieldsOfFourCharacters) {
  check({{"DIAG_4_01 = 'J44'", "lint.category_as_code"},
         {"OPERTN_4_01 IN ('F34')", "lint.category_as_code"}});
}

/// LIKE without a wildcard compares the whole text.
TEST(Findings, CategoriesInPatternsWithoutAWildcard) {
  check({{"DIAG_4_01 LIKE 'J44'", "lint.category_as_code"},
         {"DIAG_4_01 NOT LIKE 'J44'", "lint.category_as_code"},
         {"DIAG_4_01 RLIKE '^J44$'", "lint.category_as_code"},
         {"DIAG_4_01 LIKE 'J999'", "lint.unknown_code"},
         {"DIAG_3_CONCAT LIKE 'J44'", "lint.whole_list"}});
  check_quiet({"DIAG_3_01 LIKE 'J44'", "DIAG_4_01 LIKE 'J441'", "DIAG_4_01 LIKE 'J44_'"});
}

/// 'J471' comes after 'J47' in a comparison of texts.
TEST(Findings, CategoriesAsTheEndOfARange) {
  check({{"DIAG_4_01 BETWEEN 'J40' AND 'J47'", "lint.category_as_bound"},
         {"DIAG_4_01 >= 'J40' AND DIAG_4_01 <= 'J47'", "lint.category_as_bound"},
         {"NOT DIAG_4_01 BETWEEN 'J40' AND 'J47'", "lint.category_as_bound"}});
  check_quiet({"DIAG_3_01 BETWEEN 'J40' AND 'J47'", "DIAG_4_01 BETWEEN 'J40' AND 'J479'",
               "DIAG_4_01 >= 'J40' AND DIAG_4_01 < 'J48'",
               "LEFT(DIAG_4_01, 3) BETWEEN 'J40' AND 'J47'"});
}

/// What is said about a code speaks of the codes that there are, not of the room that a file has for them.
TEST(Findings, LengthsAreThoseOfTheCodes) {
  const auto message = [](const std::string& condition) {
    const auto findings = test::accepted(where(condition)).findings;
    return findings.empty() ? "" : findings.front().reason.message;
  };
  EXPECT_THAT(message("CCG_RESPONSIBILITY = '99ZZ'"),
              testing::HasSubstr("'99ZZ' has 4 characters"));
  EXPECT_THAT(message("CCG_RESPONSIBILITY = '99ZZ'"), testing::HasSubstr("have 3."));
  EXPECT_THAT(
      test::accepted(where("CCG_RESPONSIBILITY = 'O9D'")).findings.front().reason.suggestion,
      testing::HasSubstr("'09D'"));
  EXPECT_THAT(message("RESLADST_ONS = 'E0700022'"), testing::HasSubstr("have 9."));
}

TEST(Findings, AnExclusionFromAListIsMendedByAnExclusion) {
  const auto suggestion = [](const std::string& condition) {
    return test::accepted(where(condition)).findings.front().reason.suggestion;
  };
  EXPECT_THAT(
      suggestion("DIAG_3_CONCAT NOT IN ('D57')"),
      testing::AllOf(testing::HasSubstr("NOT RLIKE 'D57'"), testing::HasSubstr("NOT IN CODELIST")));
  EXPECT_THAT(suggestion("DIAG_3_CONCAT IN ('D57')"),
              testing::Not(testing::HasSubstr("NOT IN CODELIST")));
}

TEST(Findings, GapsBetweenBandsOfADecimal) {
  const auto by = [](const std::string& bands) {
    return findings_of("SELECT CASE " + bands +
                       " END AS band, COUNT(*) FROM hes_apc_1718 GROUP BY band");
  };
  EXPECT_THAT(by("WHEN STARTAGE_CALC BETWEEN 0 AND 17 THEN 'a' WHEN STARTAGE_CALC BETWEEN 18 AND "
                 "64 THEN 'b' ELSE 'c'"),
              testing::ElementsAre("note.band_gap"));
  EXPECT_THAT(by("WHEN STARTAGE_CALC = 0 THEN '0' WHEN STARTAGE_CALC BETWEEN 1 AND 4 THEN '1-4'"),
              Contains("lint.band_gap"));
  EXPECT_THAT(by("WHEN IMD04 <= 8.49 THEN 'a' WHEN IMD04 >= 8.5 THEN 'b'"),
              Contains("lint.band_gap"));
  EXPECT_THAT(by("WHEN STARTAGE_CALC < 18 THEN 'a' WHEN STARTAGE_CALC < 65 THEN 'b' ELSE 'c'"),
              IsEmpty());
  EXPECT_THAT(by("WHEN STARTAGE_CALC >= 0 AND STARTAGE_CALC < 5 THEN 'a' WHEN STARTAGE_CALC >= 5 "
                 "AND STARTAGE_CALC <= 120 THEN 'b'"),
              IsEmpty());
  EXPECT_THAT(
      by("WHEN STARTAGE_CALC BETWEEN 1 AND 4 THEN '1-4' WHEN STARTAGE_CALC >= 65 THEN '65+'"),
      IsEmpty())
      << "what lies far apart was left out on purpose";
}

TEST(Findings, PatternsOfWhichOnlyAPartIsAnchored) {
  check({{"OPERTN_4_01 RLIKE '^F34|F36'", "lint.half_anchored"}});
  check_quiet({"OPERTN_4_01 RLIKE '^F34|^F36'", "OPERTN_4_01 RLIKE 'F34|F36'"});
}

TEST(Findings, CodesWithLettersComparedAsNumbers) {
  check({{"ADMIMETH >= 21 AND ADMIMETH <= 28", "lint.text_as_number"},
         {"ADMIMETH BETWEEN 21 AND 28", "lint.text_as_number"},
         {"ADMIMETH IN ('21', '22', '23', '24', '28')", "lint.emergency_codes"}});
  check_quiet(
      {"ADMIMETH LIKE '2%'", "ADMIMETH IN ('11', '12', '13')", "FYEAR >= 1617 AND FYEAR <= 1718"});
}

TEST(Findings, ConditionsThatContradictOneAnother) {
  check({{"SEX = '1' AND SEX = '2'", "lint.never_true"},
         {"FYEAR = '1617'", "lint.never_true"},
         {"EPIORDER BETWEEN 5 AND 1", "lint.empty_range"},
         {"SEX NOT IN ('1', NULL)", "lint.compared_with_null"}});
}

TEST(Findings, CountsOfFlags) {
  EXPECT_THAT(findings_of("SELECT COUNT(FAE) FROM hes_apc_1718"), Contains("lint.count_of_flag"));
  EXPECT_THAT(findings_of("SELECT SUM(FAE) FROM hes_apc_1718"), IsEmpty());
}

TEST(Findings, FieldsThatAYearDoesNotHave) {
  EXPECT_THAT(findings_of("SELECT LSOA11, COUNT(*) FROM hes_apc_1011 GROUP BY LSOA11"),
              Contains("lint.field_not_in_year"));
  EXPECT_THAT(findings_of("SELECT LSOA11, COUNT(*) FROM hes_apc_1718 GROUP BY LSOA11"), IsEmpty());
}

TEST(Findings, WhatWasUnderstoodInAParticularWay) {
  EXPECT_THAT(findings_of("SELECT COUNT(*) FROM hes_ae_1718 WHERE AEDEPTTYPE = 1"),
              Contains("note.code_padded"));
  EXPECT_THAT(findings_of("SELECT COUNT(*) FROM somewhere.hes_apc_1718"),
              Contains("note.table_name"));
  EXPECT_THAT(findings_of("SELECT COUNT(*) FROM hes_apc_1718 GROUP BY SEX"),
              Contains("note.dimension_shown"));
}

// A finding never names more than its place asks for, and is given once for a union of years.
TEST(Findings, AreGivenOnceWithTheirPlace) {
  const auto findings = test::accepted(
                            "SELECT FYEAR, COUNT(*) FROM (SELECT * FROM hes_apc_1617 UNION ALL "
                            "SELECT * FROM hes_apc_1718)\n"
                            "WHERE SEX = 'M'\n"
                            "GROUP BY FYEAR")
                            .findings;
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().severity, Severity::warning);
  EXPECT_EQ(findings.front().reason.where, (SourcePosition{2, 13}));
}

}  // namespace
}  // namespace hdis::query
