#include "hdis/governance/agreement_document.hpp"

#include "governance_samples.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace hdis::governance {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// The sample with everything that may be left out.
const std::string whole = sample_agreement_yaml + R"(type_of_data: Anonymised
purposes: [Commissioning]
controllers: [NHS South, Central and West CSU]
processors: [0CX]
sublicensing: no
commercial: no
record_linkage: forbidden
reidentification: forbidden
automatic: [ordinary, national]
limits: {runs_per_month: 40, downloads_per_output: 3}
charges:
  - {for: licence, pounds: 1000}
  - {for: licence_transfer, pounds: 250}
terms_version: "2"
certificate_days: 14
expected_benefits: "Quotes \" and: colons, \\ backslashes, ünïcode"
special_conditions: [no linkage]
)";

Agreement read(const std::string& text) {
  auto agreement = parse_agreement(text);
  if (!agreement) ADD_FAILURE() << agreement.error().to_text();
  HDIS_ASSERT(agreement);
  return *agreement;
}

Agreement amended(const std::string& from, const std::string& to) {
  auto text = whole;
  const auto at = text.find(from);
  HDIS_ASSERT(at != std::string::npos);
  return read(text.replace(at, from.size(), to));
}

TEST(AgreementDocument, ReadsWhatMayBeLeftOut) {
  const auto agreement = read(whole);
  EXPECT_EQ(agreement.type_of_data, "Anonymised");
  EXPECT_EQ(agreement.sublicensing, Answer::no);
  EXPECT_EQ(agreement.limits.runs_per_month, 40U);
  EXPECT_EQ(agreement.limits.downloads_per_output, 3U);
  EXPECT_EQ(agreement.charge_for("licence_transfer"), 250U);
  EXPECT_EQ(agreement.charge_for("agreement"), std::nullopt);
  EXPECT_EQ(list_ids(agreement.automatic), "ordinary, national");
  EXPECT_EQ(agreement.terms_version, "2");
  EXPECT_EQ(agreement.certificate_days, 14U);
  EXPECT_EQ(sample_agreement().sublicensing, Answer::not_stated);
  EXPECT_FALSE(sample_agreement().limits.runs_per_month);
}

/// Whatever an agreement says survives both ways out and back in.
TEST(AgreementDocument, IsReadBackToTheSameTerms) {
  for (const auto& text : {sample_agreement_yaml, whole}) {
    const auto agreement = read(text);
    for (const auto& exported : {to_json_document(agreement), to_yaml_document(agreement)}) {
      const auto again = read(exported);
      EXPECT_THAT(changes(agreement, again), IsEmpty()) << exported;
      EXPECT_EQ(again.reference, agreement.reference);
      EXPECT_EQ(again.datasets, agreement.datasets);
      EXPECT_EQ(again.expected_benefits, agreement.expected_benefits);
    }
  }
}

TEST(AgreementChanges, NameTheFieldAndWhatItSays) {
  EXPECT_THAT(changes(read(whole), amended("licences: 2", "licences: 4")),
              ElementsAre(FieldChange{"licences", "2", "4"}));
  EXPECT_THAT(changes(read(whole), amended("certificate_days: 14\n", "")),
              ElementsAre(FieldChange{"certificate_days", "14", "30"}));
  EXPECT_THAT(changes(read(whole), amended("sublicensing: no\n", "")),
              ElementsAre(FieldChange{"sublicensing", "no", ""}));
}

TEST(AgreementChanges, OfAListAreWhatWasTakenOutAndAdded) {
  EXPECT_THAT(
      changes(read(whole), amended("recipients: [ccg, nhs_trust]", "recipients: [ccg, stp]")),
      ElementsAre(FieldChange{"recipients", "nhs_trust", "stp"}));
  EXPECT_THAT(changes(read(whole), amended("years: [2003/04]", "years: [2003/04, {latest: 10}]")),
              ElementsAre(FieldChange{"datasets, op, years", "", "latest 10"}));
  EXPECT_THAT(changes(read(whole), amended("pounds: 250", "pounds: 300")),
              ElementsAre(FieldChange{"charges, licence_transfer, pounds", "250", "300"}));
}

TEST(AgreementChanges, AreNoneForAnotherWayOfWritingTheSame) {
  EXPECT_THAT(
      changes(read(whole), amended("{from: 2015/16, to: 2017/18}", "2015/16, 2016/17, 2017/18")),
      IsEmpty());
}

TEST(MovingWindow, HoldsTheYearOfTheDayAndThoseBeforeIt) {
  const auto agreement = amended("years: [2003/04]", "years: [2003/04, {latest: 3}]");
  const auto* terms = agreement.terms(catalogue::DatasetId("op"));
  ASSERT_NE(terms, nullptr);
  const auto on = [&](const char* day) {
    std::string out;
    for (const auto year : terms->years_on(*Date::parse(day))) out += year.code() + " ";
    return out;
  };
  EXPECT_EQ(on("2019-03-31"), "0304 1617 1718 1819 ");
  EXPECT_EQ(on("2019-04-01"), "0304 1718 1819 1920 ");
}

TEST(MovingWindow, IsAtMostTenYears) {
  auto text = whole;
  text.replace(text.find("[2003/04]"), 9, "[{latest: 11}]");
  EXPECT_EQ(rules_of(parse_agreement(text).error()), "agreement.number");
}

/// A text with a NUL would not come back whole from every database.
TEST(AgreementFields, HoldNoNul) {
  auto text = whole;
  text.insert(text.find("HES for"), 1, '\0');
  EXPECT_EQ(rules_of(parse_agreement(text).error()), "agreement.unreadable");
}

TEST(AgreementFields, AllowNoReidentificationAndNoUnknownWord) {
  for (const auto& [from, to, rule] :
       {std::tuple("reidentification: forbidden", "reidentification: permitted", "agreement.word"),
        std::tuple("[ordinary, national]", "[everything]", "agreement.word"),
        std::tuple("{for: licence, pounds: 1000}", "{for: coffee, pounds: 1000}", "agreement.word"),
        std::tuple("{for: licence, pounds: 1000}", "{for: licence_transfer, pounds: 1}",
                   "agreement.charge"),
        std::tuple("runs_per_month: 40", "runs_per_month: 0", "agreement.number")}) {
    auto text = whole;
    text.replace(text.find(from), std::string(from).size(), to);
    const auto agreement = parse_agreement(text);
    ASSERT_FALSE(agreement) << to;
    EXPECT_EQ(rules_of(agreement.error()), rule) << to;
  }
}

}  // namespace
}  // namespace hdis::governance
