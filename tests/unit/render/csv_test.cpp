#include "hdis/render/render.hpp"

#include "kept_table.hpp"

#include <gmock/gmock.h>

#include <sstream>
#include <vector>

namespace hdis::render {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::StartsWith;

struct Lines {
  std::vector<std::string> comments;
  std::vector<std::string> data;
};

Lines lines_of(const std::string& csv) {
  Lines lines;
  std::istringstream stream(csv);
  for (std::string line; std::getline(stream, line);)
    (line.starts_with("#") ? lines.comments : lines.data).push_back(line);
  return lines;
}

// Expected lines are written out by RFC 4180: quotes doubled, fields with commas or quotes in quotes.
TEST(Csv, GivesCodesLabelsNumbersAndFlags) {
  EXPECT_THAT(
      lines_of(to_csv(table_of_every_kind())).data,
      ElementsAre("sex,sex_label,place,place_label,admissions,admissions_flag,rate,rate_flag",
                  R"x(1,Male,"'=HYPERLINK(""x"")","Trust, ""A"" <script>",1234565,,25.0,)x",
                  "2,Female,,(not recorded),,*,,*", "9,Not specified,'-,'-,0,,,z",
                  "(all),(all),(all),(all),13,,,z"));
}

TEST(Csv, CarriesItsStampAboveTheData) {
  const Lines lines = lines_of(to_csv(table_of_every_kind()));
  for (const char* line :
       {"# Query fingerprint: ab12", "# Agreement: DARS-NIC-1-AAAAA-v1.0",
        "# Disclosure policy: hes-2018 1", "# Data version: apc 2017/18 version 1",
        "# Produced: 2018-10-01T09:30:00Z", "# Output: O-000007"}) {
    EXPECT_THAT(lines.comments, Contains(line));
  }
}

TEST(Csv, SaysWhichOfSeveralTablesItIs) {
  EXPECT_THAT(lines_of(to_csv(table_of_every_kind(), {1, 2})).comments,
              Contains("# Table: 1 of 2; another one: hdis output get O-000007 --table N"));
  EXPECT_THAT(lines_of(to_csv(table_of_every_kind())).comments,
              testing::Not(Contains(StartsWith("# Table:"))));
}

TEST(Csv, SaysFirstThatItIsADemonstration) {
  EXPECT_THAT(lines_of(to_csv(table_of_every_kind())).comments.front(),
              StartsWith("# Demonstration:"));
}

TEST(Csv, KeepsANoteOfSeveralLinesInsideTheComment) {
  EXPECT_THAT(lines_of(to_csv(table_of_every_kind())).comments,
              Contains("# Note: Cells need not add up to totals. Two lines."));
}

}  // namespace
}  // namespace hdis::render
