#include "hdis/ingest/report.hpp"

#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hdis::ingest {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Report sample() {
  Report report;
  report.dataset = "apc";
  report.year = "1718";
  report.version = "3";
  report.rows_read = 1234567;
  report.rows_accepted = 1234500;
  report.rows_rejected = 60;
  report.rows_opted_out = 7;
  report.rejections = {{"the record key (EPIKEY) is missing", 40},
                       {"malformed line: too few values", 20}};
  report.fields = {{"EPIKEY", "hashed", 12, 0, 0, {"leading zeros restored"}},
                   {"SEX", "loaded", 0, 0, 0, {}},
                   {"FUNNY", "unknown (left out)", 0, 0, 0, {}}};
  report.content_digest = "abc";
  return report;
}

TEST(IngestReport, TextTellsWhatWasAcceptedRepairedAndRejected) {
  const std::string text = to_text(sample());
  EXPECT_THAT(text, HasSubstr("apc 2017/18: stored as version 3."));
  EXPECT_THAT(text, HasSubstr("1,234,567"));
  EXPECT_THAT(text, HasSubstr("40  the record key (EPIKEY) is missing"));
  EXPECT_THAT(text, HasSubstr("leading zeros restored"));
  EXPECT_THAT(text, HasSubstr("unknown (left out) (1): FUNNY"));
  EXPECT_THAT(text, Not(HasSubstr("SEX"))) << "nothing to say of it";
}

TEST(IngestReport, TextNamesAFewOfManyFieldsAndSaysHowManyThereAre) {
  Report report = sample();
  for (int field = 1; field <= 200; ++field) {
    report.fields.push_back({"LACKING_" + std::to_string(field), "absent", 0, 0, 0, {}});
  }
  const std::string text = to_text(report);
  EXPECT_THAT(text, HasSubstr("absent (200): LACKING_1, LACKING_2, "));
  EXPECT_THAT(text, HasSubstr("LACKING_8 and 192 more\n"));
  EXPECT_THAT(text, HasSubstr("All of them: --json."));
  EXPECT_EQ(boost::json::parse(to_json(report)).at("fields").as_array().size(), 203U);
  EXPECT_THAT(to_text(sample()), Not(HasSubstr("--json"))) << "nothing was left out";
}

TEST(IngestReport, TextNamesAllWhereOneMoreWouldBeLeftOut) {
  Report report = sample();
  for (int field = 1; field <= 9; ++field) {
    report.fields.push_back({"LACKING_" + std::to_string(field), "absent", 0, 0, 0, {}});
  }
  EXPECT_THAT(to_text(report), HasSubstr("LACKING_8, LACKING_9\n"));
}

TEST(IngestReport, TextSaysWhenNothingWasDone) {
  Report report = sample();
  report.unchanged = true;
  EXPECT_THAT(to_text(report),
              HasSubstr("this delivery is version 3 already; nothing was changed."));
}

TEST(IngestReport, JsonHoldsEverything) {
  const auto json = boost::json::parse(to_json(sample())).as_object();
  EXPECT_EQ(json.at("rows_read").to_number<std::uint64_t>(), 1234567U);
  EXPECT_EQ(json.at("unchanged").as_bool(), false);
  EXPECT_EQ(json.at("fields").as_array().size(), 3U);
  const auto& field = json.at("fields").as_array().at(0).as_object();
  EXPECT_EQ(field.at("field").as_string(), "EPIKEY");
  EXPECT_EQ(field.at("repaired").to_number<std::uint64_t>(), 12U);
  EXPECT_EQ(field.at("rules").as_array().at(0).as_string(), "leading zeros restored");
  EXPECT_EQ(json.at("rejections").as_array().at(1).as_object().at("rows").to_number<int>(), 20);
  EXPECT_EQ(json.at("content_digest").as_string(), "abc");
}

}  // namespace
}  // namespace hdis::ingest
