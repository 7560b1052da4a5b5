#include "hdis/governance/purpose.hpp"

#include "governance_samples.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hdis::governance {
namespace {

using ::testing::HasSubstr;
using testing::sample_purpose_yaml;

std::string with(const std::string& from, const std::string& to) {
  auto text = sample_purpose_yaml;
  return text.replace(text.find(from), from.size(), to);
}

TEST(PurposeFile, IsReadWhole) {
  const auto purpose = parse_purpose(sample_purpose_yaml);
  ASSERT_TRUE(purpose);
  EXPECT_EQ(purpose->work_area, "rightcare");
  EXPECT_THAT(purpose->questions, ::testing::ElementsAre("2.4"));
  EXPECT_EQ(purpose->customer.text(), "99P");
  ASSERT_TRUE(purpose->mandate);
  EXPECT_EQ(purpose->mandate->kind, MandateKind::specific_request);
  EXPECT_EQ(purpose->mandate->reference, "letter of 3 September 2018");
  EXPECT_EQ(summarise(*purpose), "RightCare; 2.4 how do we compare?");
}

/// Whether a mandate is needed is for the agreement to say.
TEST(PurposeFile, MayHaveNoMandate) {
  const auto purpose = parse_purpose(
      with("mandate: {kind: specific_request, reference: letter of 3 September 2018}\n", ""));
  ASSERT_TRUE(purpose);
  EXPECT_FALSE(purpose->mandate);
}

TEST(PurposeFile, SaysWhichKindOfOutputIsWanted) {
  EXPECT_EQ(parse_purpose(hdis::testing::sample_purpose_yaml)->output, OutputKind::suppressed);
  const auto with = [](const std::string& line) {
    return parse_purpose(hdis::testing::sample_purpose_yaml + line);
  };
  EXPECT_EQ(with("output: internal\n")->output, OutputKind::internal);
  EXPECT_EQ(with("output: suppressed\n")->output, OutputKind::suppressed);
  EXPECT_FALSE(with("output: raw\n"));
}

TEST(PurposeFile, SaysWhatIsWrong) {
  const auto complaint = [](const std::string& from, const std::string& to) {
    const auto purpose = parse_purpose(with(from, to));
    return purpose ? "" : purpose.error().to_text();
  };
  EXPECT_THAT(complaint("kind: specific_request", "kind: favour"),
              HasSubstr("write one of: specific_request, service_level_agreement"));
  EXPECT_THAT(complaint("questions: [\"2.4\"]", "questions: 2.4"), HasSubstr("should be a list"));
  EXPECT_THAT(complaint("customer: 99P", "client: 99P"), HasSubstr("`customer` is missing"));
  EXPECT_THAT(
      complaint("Emergency admissions of the similar ten, for the deep dive of October.", "x"),
      HasSubstr("too short"));
}

}  // namespace
}  // namespace hdis::governance
