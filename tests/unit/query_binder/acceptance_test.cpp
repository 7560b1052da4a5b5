#include "support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

namespace hdis::query {
namespace {

using test::accepted;
using test::fingerprint_of;
using test::query_file;
using test::rejected;
using test::shipped;
using testing::ElementsAre;

std::vector<std::string> files_in(const std::string& folder) {
  std::vector<std::string> names;
  const auto root = std::filesystem::path(HDIS_SOURCE_DIR) / "tests/queries" / folder;
  for (const auto& entry : std::filesystem::directory_iterator(root)) {
    if (entry.path().extension() == ".sql") {
      names.push_back(folder + "/" + entry.path().filename().string());
    }
  }
  return names;
}

TEST(AcceptanceQueries, AllAnsweredAreAcceptedWithoutAWarning) {
  const auto names = files_in("answered");
  EXPECT_EQ(names.size(), 17U);
  for (const auto& name : names) {
    for (const auto& finding : accepted(query_file(name)).findings) {
      EXPECT_EQ(finding.severity, Severity::note) << name << ": " << finding.reason.message;
    }
  }
}

TEST(AcceptanceQueries, EachIsWrittenOutAsTextThatMeansTheSame) {
  for (const auto& name : files_in("answered")) {
    const Plan plan = accepted(query_file(name)).plan;
    const std::string text = to_query_text(plan, shipped());
    EXPECT_EQ(accepted(text).plan, plan) << name << "\n" << text;
  }
}

TEST(AcceptanceQueries, TheSameQuestionInOtherWordsHasTheSameFingerprint) {
  EXPECT_EQ(fingerprint_of(query_file("answered/01_emergency_admissions_by_ccg_month.sql")),
            fingerprint_of(query_file("answered/14_same_question_other_words.sql")));
}

TEST(AcceptanceQueries, OtherQuestionsHaveOtherFingerprints) {
  std::set<std::string> fingerprints;
  for (const auto& name : files_in("answered"))
    fingerprints.insert(fingerprint_of(query_file(name)));
  EXPECT_EQ(fingerprints.size(), 16U);  // 14 asks what 01 asks.
}

TEST(AcceptanceQueries, AllRefusedAreRefusedWithPlaceReasonAndSuggestion) {
  const auto names = files_in("refused");
  EXPECT_EQ(names.size(), 12U);
  for (const auto& name : names) {
    const auto error = rejected(query_file(name));
    for (const auto& reason : error.reasons()) {
      EXPECT_TRUE(reason.where) << name;
      EXPECT_FALSE(reason.message.empty()) << name;
      EXPECT_FALSE(reason.suggestion.empty()) << name << ": " << reason.message;
    }
  }
}

struct Refusal {
  std::string file;
  std::vector<std::string> rules;
  SourcePosition first;
};

// What is wrong with each and where, read off the files by eye.
TEST(AcceptanceQueries, EachRefusalNamesItsRuleAndPlace) {
  const std::vector<Refusal> refusals = {
      {"01_rows", {"query.rows_requested"}, {2, 1}},
      {"02_star", {"query.star_of_rows"}, {1, 1}},
      {"03_group_by_person", {"query.person_key"}, {2, 62}},
      {"04_one_person", {"query.record_key"}, {1, 45}},
      {"05_extremes", {"query.extreme", "query.extreme"}, {1, 28}},
      {"06_having_small", {"query.having"}, {2, 70}},
      {"07_error_oracle", {"query.arithmetic"}, {2, 45}},
      {"08_second_statement", {"query.statement_exports"}, {1, 40}},
      {"09_exact_date_and_area", {"query.too_fine_together", "query.exact_date"}, {2, 1}},
      {"10_bring_your_own_table", {"query.join_of_rows", "query.unknown_table"}, {1, 63}},
      {"11_no_group_by", {"query.missing_group_by"}, {2, 8}},
      {"12_view_of_rows", {"query.star_of_rows"}, {3, 1}},
  };
  for (const auto& refusal : refusals) {
    const auto error = rejected(query_file("refused/" + refusal.file + ".sql"));
    EXPECT_EQ(test::rules_of(error), refusal.rules) << refusal.file << "\n" << error.to_text();
    EXPECT_EQ(error.reasons().front().where, refusal.first) << refusal.file;
  }
}

TEST(AcceptanceQueries, AMissingGroupByComesWithTheCorrectedQuery) {
  const auto error = rejected(query_file("refused/11_no_group_by.sql"));
  EXPECT_EQ(error.code(), ErrorCode::invalid_input);
  EXPECT_EQ(
      error.reasons().front().suggestion,
      "SELECT FYEAR, CASE WHEN STARTAGE_CALC < 18 THEN 'child' ELSE 'adult' END AS age_group, "
      "SUM(FCE) AS fces FROM hes.hes_apc_1718 GROUP BY FYEAR, age_group");
  (void)accepted(error.reasons().front().suggestion);
}

TEST(AcceptanceQueries, ARecordListIsOfferedAsACountThatIsAnswered) {
  const auto error = rejected(query_file("refused/01_rows.sql"));
  (void)accepted(error.reasons().front().suggestion);
}

}  // namespace
}  // namespace hdis::query
