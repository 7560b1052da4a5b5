#include "hdis/governance/agreement.hpp"

#include "governance_samples.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace hdis::governance {
namespace {

using testing::agreement_yaml_with;
using ::testing::HasSubstr;
using testing::rules_of;
using testing::sample_agreement;
using testing::sample_agreement_yaml;

std::string file_text(const std::string& name) {
  std::ifstream file(std::string(HDIS_SOURCE_DIR) + "/" + name);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// What is said of the sample agreement after one change.
std::string complaint(const std::string& from, const std::string& to) {
  const auto agreement = parse_agreement(agreement_yaml_with(from, to));
  return agreement ? "" : agreement.error().to_text();
}

TEST(AgreementFile, IsReadWhole) {
  const auto agreement = sample_agreement();
  EXPECT_EQ(agreement.reference.to_text(), "DARS-NIC-99675-X5S7X-v1.2");
  EXPECT_EQ(agreement.organisation.text(), "0CX");
  EXPECT_EQ(agreement.starts.to_text(), "2017-09-01");
  EXPECT_EQ(agreement.ends.to_text(), "2019-06-30");
  EXPECT_EQ(agreement.policy, "hes-2018");
  EXPECT_EQ(agreement.small_numbers, SmallNumbers::forbidden);
  EXPECT_EQ(agreement.work_basis, WorkBasis::request_or_sla);
  EXPECT_EQ(agreement.licences, 2U);
  EXPECT_EQ(agreement.reviewers, 1U);
  EXPECT_EQ(agreement.opt_outs, OptOuts::not_applied);
  EXPECT_EQ(list_ids(agreement.work_areas), "rightcare, qipp");
  EXPECT_EQ(list_ids(agreement.questions), "2.1, 2.4");
  EXPECT_EQ(list_ids(agreement.recipients), "ccg, nhs_trust");
  EXPECT_EQ(agreement.text, sample_agreement_yaml);
  EXPECT_EQ(agreement.digest, digest_of(sample_agreement_yaml));
}

TEST(AgreementFile, SpellsOutSpansOfYears) {
  const auto agreement = sample_agreement();
  const auto* apc = agreement.terms(catalogue::DatasetId("apc"));
  ASSERT_NE(apc, nullptr);
  std::string years;
  for (const auto year : apc->years) years += year.code() + " ";
  EXPECT_EQ(years, "0102 1516 1617 1718 ");
  EXPECT_FALSE(apc->fields);
  const auto* op = agreement.terms(catalogue::DatasetId("op"));
  ASSERT_NE(op, nullptr);
  EXPECT_THAT(op->fields.value(), ::testing::ElementsAre("ATTENDED", "CCG_RESIDENCE", "FYEAR"));
  EXPECT_EQ(agreement.terms(catalogue::DatasetId("ae")), nullptr);
}

TEST(AgreementFile, MayAddWordsOfItsOwn) {
  const auto agreement = parse_agreement(
      agreement_yaml_with("[rightcare, qipp]", "[{id: winter, title: Winter pressure}]"));
  ASSERT_TRUE(agreement);
  EXPECT_EQ(agreement->work_areas, (std::vector<Term>{{"winter", "Winter pressure"}}));
}

TEST(AgreementFile, SaysWhereAndWhatIsWrong) {
  EXPECT_THAT(
      complaint("starts: 2017-09-01", "starts: 01/09/2017"),
      ::testing::AllOf(HasSubstr("line 5"), HasSubstr("`starts`"), HasSubstr("YYYY-MM-DD")));
  EXPECT_THAT(complaint("ends: 2019-06-30", "ends: 2016-06-30"), HasSubstr("before it starts"));
  EXPECT_THAT(complaint("version: \"1.2\"", "version: \"1\""), HasSubstr("two whole numbers"));
  EXPECT_THAT(complaint("X5S7X\n", "X5S7X-v1.3\n"), HasSubstr("says version 1.3"));
  EXPECT_THAT(complaint("2001/02", "2001/03"), HasSubstr("not a financial year"));
  EXPECT_THAT(complaint("{from: 2015/16, to: 2017/18}", "{from: 2017/18, to: 2015/16}"),
              HasSubstr("ends before it begins"));
  EXPECT_THAT(complaint("dataset: op", "dataset: apc"), HasSubstr("stands twice"));
  EXPECT_THAT(complaint("licences: 2", "licences: none"), HasSubstr("from 1 to 1000"));
  EXPECT_THAT(complaint("reviewers: 1", "reviewers: 3"), HasSubstr("from 1 to 2"));
  EXPECT_THAT(complaint("small_numbers: forbidden", "small_numbers: maybe"),
              HasSubstr("write one of: forbidden, permitted"));
  EXPECT_THAT(complaint("[ccg, nhs_trust]", "[ccgs]"), HasSubstr("did you mean `ccg`?"));
  EXPECT_THAT(complaint("[ccg, nhs_trust]", "[]"), HasSubstr("should be a list"));
  EXPECT_THAT(
      complaint("licences: 2", "licenses: 2"),
      ::testing::AllOf(HasSubstr("`licences` is missing"), HasSubstr("`licenses` is not known"),
                       HasSubstr("did you mean `licences`?")));
  EXPECT_THAT(complaint("licences: 2\n", "licences: 2\nlicences: 3\n"), HasSubstr("stands twice"));
  EXPECT_THAT(complaint("reason: the data flow is not identifiable", "why: x"),
              HasSubstr("`reason` (opt_outs) is missing"));
  EXPECT_THAT(complaint("opt_outs: {applied: no", "opt_outs: [{applied: no"),
              HasSubstr("not YAML"));
}

TEST(AgreementFile, ReportsEveryDefectAtOnce) {
  const auto agreement = parse_agreement("reference: x y\nversion: 1\nstarts: soon\n");
  ASSERT_FALSE(agreement);
  EXPECT_EQ(agreement.error().code(), ErrorCode::invalid_input);
  EXPECT_GT(agreement.error().reasons().size(), 15U);
}

TEST(AgreementFile, RefusesWhatIsNoAgreementAtAll) {
  for (const auto& text :
       {std::string(), std::string("- a list"), std::string("just text"), std::string("\xff\xfe"),
        std::string(300'000, 'x'), std::string("a: &b [*b]")}) {
    const auto agreement = parse_agreement(text);
    ASSERT_FALSE(agreement);
    EXPECT_EQ(agreement.error().code(), ErrorCode::invalid_input);
  }
}

TEST(Agreement, IsInForceFromItsFirstToItsLastDay) {
  const auto agreement = sample_agreement();
  EXPECT_FALSE(agreement.in_force(*parse_instant("2017-08-31T23:59:59Z")));
  EXPECT_TRUE(agreement.in_force(*parse_instant("2017-09-01T00:00:00Z")));
  EXPECT_TRUE(agreement.in_force(*parse_instant("2019-06-30T23:59:59Z")));
  EXPECT_FALSE(agreement.in_force(*parse_instant("2019-07-01T00:00:00Z")));
}

/// The agreement of the register page (SRC-0030), reproduced in the repository for the demonstration.
TEST(ExampleFiles, AreReadWithoutComplaint) {
  const auto agreement = parse_agreement(file_text("examples/agreement.yaml"));
  ASSERT_TRUE(agreement) << agreement.error().to_text();
  EXPECT_EQ(agreement->reference.stem, "DARS-NIC-99675-X5S7X");
  EXPECT_EQ(agreement->reference.form, ReferenceForm::regular);
  EXPECT_EQ(agreement->datasets.size(), 6U);
  EXPECT_EQ(agreement->licences, 2U);
  EXPECT_EQ(agreement->recipients.size(), 11U);
  EXPECT_EQ(agreement->work_areas.size(), 11U);

  const auto purpose = parse_purpose(file_text("examples/purpose.yaml"));
  ASSERT_TRUE(purpose) << purpose.error().to_text();
  EXPECT_NE(find_term(agreement->work_areas, purpose->work_area), nullptr);
  for (const auto& question : purpose->questions) {
    EXPECT_NE(find_term(agreement->questions, question), nullptr) << question;
  }
}

/// Files taken for one another give one sentence, not a complaint about every key.
TEST(ExampleFiles, AreNotTakenForOneAnother) {
  const auto purpose = parse_purpose(file_text("examples/agreement.yaml"));
  ASSERT_FALSE(purpose);
  ASSERT_EQ(purpose.error().reasons().size(), 1U);
  EXPECT_EQ(purpose.error().reasons().front().rule, "purpose.other_file");
  const auto agreement = parse_agreement(file_text("examples/purpose.yaml"));
  ASSERT_FALSE(agreement);
  ASSERT_EQ(agreement.error().reasons().size(), 1U);
  EXPECT_EQ(agreement.error().reasons().front().rule, "agreement.other_file");
}

}  // namespace
}  // namespace hdis::governance
