#include "hdis/governance/checks.hpp"

#include "governance_samples.hpp"
#include "sample_catalogue.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace hdis::governance {
namespace {

using ::testing::HasSubstr;
using namespace hdis::testing;

/// A question within the sample agreement: one loaded year, open fields.
constexpr auto sample_query =
    "SELECT CCG_RESIDENCE, COUNT(*) AS episodes FROM hes.hes_apc_1718 WHERE SEX = '1' GROUP BY "
    "CCG_RESIDENCE";

/// A request with nothing against it, to be spoilt in one way by each test.
struct Facts {
  Agreement agreement = sample_agreement();
  User user = analyst();
  Organisation organisation = licensee();
  Licensed licensed = Licensed::yes;
  Instant now = sample_now;
  Purpose purpose = *parse_purpose(sample_purpose_yaml);
  std::optional<Organisation> registered_customer = customer();
  std::string query_text = sample_query;
  std::vector<LoadedData> loaded{
      {catalogue::DatasetId("apc"), *FinancialYear::parse("1718"), "1", "digest"},
      {catalogue::DatasetId("op"), *FinancialYear::parse("0304"), "1", "digest"}};

  [[nodiscard]] std::vector<CheckFinding> findings() const {
    const auto bound = query::compile(query_text, sample_catalogue());
    if (!bound) ADD_FAILURE() << bound.error().to_text();
    const auto usage = query::usage(bound->plan);
    const Entitlement author{agreement, user, organisation, licensed, now};
    return check({author, purpose, registered_customer, bound->plan, usage, bound->findings, loaded,
                  sample_catalogue()});
  }

  /// The rules that forbid, separated by spaces.
  [[nodiscard]] std::string forbidding() const {
    const auto status = must_not_forbid(findings());
    return status ? "" : rules_of(status.error());
  }

  /// The first finding of `rule`, in words; "" if there is none.
  [[nodiscard]] std::string finding(const std::string& rule) const {
    const auto all = findings();
    const auto found = std::ranges::find(all, rule, &CheckFinding::rule);
    return found == all.end() ? ""
                              : std::string(to_string(found->weight)) + ": " + found->message +
                                    " (" + found->evidence + ")";
  }
};

TEST(Checks, FindNothingThatForbidsTheSample) {
  const Facts facts;
  EXPECT_EQ(facts.forbidding(), "");
  EXPECT_THAT(facts.finding("agreement.data"), HasSubstr("note: apc, 2017/18"));
  EXPECT_THAT(facts.finding("purpose.within"), HasSubstr("note: The purpose (RightCare"));
}

TEST(Checks, DatasetsAreThoseOfTheAgreement) {
  Facts facts;
  facts.agreement.datasets.erase(facts.agreement.datasets.begin());
  EXPECT_EQ(facts.forbidding(), "agreement.dataset");
  EXPECT_THAT(facts.finding("agreement.dataset"), HasSubstr("(datasets of the agreement: op)"));
}

TEST(Checks, YearsAreThoseOfTheAgreement) {
  Facts facts;
  facts.query_text = "SELECT COUNT(*) FROM hes_apc_1314";
  facts.loaded.push_back(
      {catalogue::DatasetId("apc"), *FinancialYear::parse("1314"), "1", "digest"});
  EXPECT_EQ(facts.forbidding(), "agreement.years");
  EXPECT_EQ(
      facts.finding("agreement.years"),
      "forbids: 2013/14 of apc is not in the agreement. (the agreement covers 2001/02, 2015/16 to "
      "2017/18 of apc)");
}

TEST(Checks, AQueryWithoutYearsCountsEveryLoadedYear) {
  Facts facts;
  facts.query_text = "SELECT COUNT(*) FROM hes_apc";
  EXPECT_EQ(facts.forbidding(), "");
  facts.loaded.push_back(
      {catalogue::DatasetId("apc"), *FinancialYear::parse("1314"), "1", "digest"});
  EXPECT_EQ(facts.forbidding(), "agreement.every_year");
  EXPECT_THAT(facts.finding("agreement.every_year"), HasSubstr("2013/14 is not in the agreement"));
}

TEST(Checks, AYearThatIsNotLoadedIsItsOwnAnswer) {
  Facts facts;
  facts.query_text = "SELECT COUNT(*) FROM hes_apc_1617";
  EXPECT_EQ(facts.forbidding(), "data.year_not_loaded");
  EXPECT_EQ(facts.finding("data.year_not_loaded"),
            "forbids: 2016/17 of apc is not loaded. (loaded of apc: 2017/18)");
  facts.loaded.clear();
  facts.query_text = "SELECT COUNT(*) FROM hes_apc";
  EXPECT_EQ(facts.forbidding(), "data.year_not_loaded");
}

TEST(Checks, FieldsAreThoseOfTheAgreement) {
  Facts facts;
  facts.query_text = "SELECT ATTENDED, COUNT(*) FROM hes_op_0304 GROUP BY ATTENDED";
  EXPECT_EQ(facts.forbidding(), "");
  facts.query_text = "SELECT SEX, COUNT(*) FROM hes_op_0304 GROUP BY SEX";
  EXPECT_EQ(facts.forbidding(), "agreement.fields");
  EXPECT_THAT(facts.finding("agreement.fields"), HasSubstr("does not include SEX of op"));
}

TEST(Checks, AFieldOfAFilterCountsToo) {
  Facts facts;
  facts.query_text = "SELECT COUNT(*) FROM hes_op_0304 WHERE SEX = '1'";
  EXPECT_EQ(facts.forbidding(), "agreement.fields");
}

TEST(Checks, SensitiveFieldsMustBeNamedEvenWhereAllFieldsAreAllowed) {
  Facts facts;
  facts.query_text = "SELECT LEGLCAT, COUNT(*) FROM hes_apc_1718 GROUP BY LEGLCAT";
  EXPECT_EQ(facts.forbidding(), "agreement.sensitive_fields");
  facts.agreement.datasets[0].sensitive_fields = {"LEGLCAT"};
  EXPECT_EQ(facts.forbidding(), "");
}

TEST(Checks, ThePurposeIsOneOfTheAgreements) {
  Facts area;
  area.purpose.work_area = "planning";
  EXPECT_EQ(area.forbidding(), "purpose.work_area");
  Facts question;
  question.purpose.questions = {"2.4", "2.6"};
  EXPECT_EQ(question.forbidding(), "purpose.question");
}

TEST(Checks, TheCustomerIsOfAPermittedKind) {
  Facts unknown;
  unknown.registered_customer.reset();
  EXPECT_EQ(unknown.forbidding(), "purpose.customer_unknown");
  Facts kind;
  kind.registered_customer->kind = "company";
  EXPECT_EQ(kind.forbidding(), "purpose.customer_kind");
  EXPECT_THAT(kind.finding("purpose.customer_kind"),
              HasSubstr("kinds in the agreement: ccg, nhs_trust"));
  Facts suspended;
  suspended.registered_customer->standing = Standing::suspended;
  EXPECT_EQ(suspended.forbidding(), "purpose.customer_suspended");
}

TEST(Checks, WorkHasARequestOrAServiceLevelAgreementBehindIt) {
  Facts facts;
  facts.purpose.mandate.reset();
  EXPECT_EQ(facts.forbidding(), "purpose.mandate");
  facts.agreement.work_basis = WorkBasis::any;
  EXPECT_EQ(facts.forbidding(), "");
}

TEST(Checks, SmallNumbersAreForAgreementsThatPermitThem) {
  Facts facts;
  facts.purpose.output = OutputKind::internal;
  EXPECT_EQ(facts.forbidding(), "purpose.internal_output");
  facts.agreement.small_numbers = SmallNumbers::permitted;
  EXPECT_EQ(facts.forbidding(), "");
  EXPECT_THAT(facts.finding("purpose.internal_output"), HasSubstr("attention: An internal output"));
  EXPECT_THAT(facts.finding("purpose.within"), HasSubstr("note: "));
}

TEST(Checks, SmallNumbersPassWithoutAPersonOnlyWhereTheAgreementNamesThem) {
  Facts facts;
  facts.purpose.output = OutputKind::internal;
  facts.agreement.small_numbers = SmallNumbers::permitted;
  facts.agreement.automatic = {{"ordinary", ""}, {"remarked", ""}};
  EXPECT_FALSE(passes_by_itself(facts.findings()));
  facts.agreement.automatic.push_back({"internal", ""});
  EXPECT_TRUE(passes_by_itself(facts.findings()));
}

TEST(Checks, ThePersonMayUseTheAgreement) {
  Facts facts;
  facts.licensed = Licensed::no;
  facts.user.training_valid_until.reset();
  EXPECT_EQ(facts.forbidding(), "person.licence person.training");
}

TEST(Checks, EverythingThatForbidsIsToldAtOnce) {
  Facts facts;
  facts.now = *parse_instant("2019-07-01T00:00:00Z");
  facts.user.training_valid_until = Date::make(2030, 1, 1);
  facts.query_text = "SELECT LEGLCAT, COUNT(*) FROM hes_apc_1314 GROUP BY LEGLCAT";
  facts.purpose.work_area = "planning";
  EXPECT_EQ(
      facts.forbidding(),
      "agreement.not_in_force agreement.years data.year_not_loaded agreement.sensitive_fields "
      "purpose.work_area");
}

TEST(Checks, TellHowLargeAndHowFineATableIs) {
  Facts facts;
  EXPECT_THAT(facts.finding("tables.size"),
              HasSubstr("note: Table 1 has up to 4 rows: CCG_RESIDENCE (4)"));
  EXPECT_EQ(facts.finding("tables.national"), "");
  EXPECT_EQ(facts.finding("tables.fine"), "");

  facts.query_text = "SELECT LSOA11, COUNT(*) FROM hes_apc_1718 GROUP BY LSOA11";
  EXPECT_THAT(facts.finding("tables.size"),
              HasSubstr("attention: Table 1 has size not known beforehand"));
  EXPECT_THAT(facts.finding("tables.fine"), HasSubstr("attention: Table 1 is divided by LSOA11"));

  facts.query_text = "SELECT SEX, COUNT(*) FROM hes_apc_1718 GROUP BY SEX";
  EXPECT_THAT(facts.finding("tables.national"), HasSubstr("note: Table 1 counts"));
}

TEST(Weight, IsReadAsItIsWritten) {
  for (const auto weight : {Weight::note, Weight::attention, Weight::forbids}) {
    EXPECT_EQ(parse_weight(to_string(weight)).value(), weight);
  }
  EXPECT_FALSE(parse_weight("heavy"));
}

}  // namespace
}  // namespace hdis::governance
