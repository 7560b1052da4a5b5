#include "hdis/service/obligations.hpp"
#include "hdis/service/people.hpp"

#include "service_fixture.hpp"

namespace hdis::service {
namespace {

using namespace hdis::testing;
using governance::RequestState;

/// What the terms of an agreement decide, through the use cases.
class AgreementTerms : public ServiceTest {
 protected:
  AgreementTerms() { make_store(); }

  /// Amends the sample agreement: version 1.3 with these lines at its end.
  void amend(const std::string& lines) {
    auto session = as("admin");
    must(add_agreement(session, agreement_yaml_with("\"1.2\"", "\"1.3\"") + lines, "a letter"));
  }

  /// The sample agreement with these texts in the place of others.
  static std::string text_with(const std::vector<std::pair<std::string, std::string>>& changes) {
    auto text = sample_agreement_yaml;
    for (const auto& [from, to] : changes) text.replace(text.find(from), from.size(), to);
    return text;
  }

  Result<std::vector<released::Table>> download(const std::string& output) {
    auto session = as("asha");
    return fetch(session, output, Use::download, "csv");
  }
};

TEST_F(AgreementTerms, AnAmendmentNeedsAReasonAndIsSpelledOut) {
  auto session = as("admin");
  const auto amended = agreement_yaml_with("\"1.2\"", "\"1.3\"") + "terms_version: \"2\"\n";
  EXPECT_EQ(rules_against(add_agreement(session, amended)), "party.reason");
  must(add_agreement(session, amended, "new terms of use"));
  const auto events = must(read_log(session, {{}, {}, 1}));
  EXPECT_NE(events.front().details.find("terms_version"), std::string::npos);
  EXPECT_NE(events.front().details.find("new terms of use"), std::string::npos);

  const auto comparison = must(compare_agreements(session, sample_agreement_stem, "v1.2", ""));
  EXPECT_EQ(comparison.changes, (std::vector<governance::FieldChange>{{"terms_version", "", "2"}}));
}

/// The old version would go on until June 2019. A certificate is owed since that version permitted small numbers.
TEST_F(AgreementTerms, AnAmendmentThatEndsItEarlierEndsIt) {
  auto session = as("admin");
  must(add_agreement(
      session,
      text_with({{"\"1.2\"", "\"1.3\""}, {"small_numbers: forbidden", "small_numbers: permitted"}}),
      "a letter"));
  const auto output = must(run(approved())).output.id.text();
  must(add_agreement(session, text_with({{"\"1.2\"", "\"1.4\""}, {"2019-06-30", "2018-09-30"}}),
                     "given up"));
  EXPECT_EQ(rules_against(download(output)), "output.not_yours");
  const auto owed = must(list_obligations(session, sample_agreement_stem)).front();
  EXPECT_EQ(owed.agreement, "DARS-NIC-99675-X5S7X-v1.4");
  ASSERT_EQ(owed.obligations.size(), 1U);
  EXPECT_EQ(owed.obligations.front().due.to_text(), "2018-10-30");
}

/// A renewal that was registered early does not count before it begins.
TEST_F(AgreementTerms, ARenewalCountsFromItsFirstDay) {
  auto session = as("admin");
  must(add_agreement(session, text_with({{"\"1.2\"", "\"2.0\""}, {"2017-09-01", "2018-11-01"}}),
                     "renewal"));
  const auto in_force = [&] {
    return must(explain_use(session, sample_agreement_stem, "asha")).front().reason.message;
  };
  clock_.set(parse_instant("2018-10-31T23:59:59Z").value());
  EXPECT_THAT(in_force(), ::testing::HasSubstr("v1.2"));
  clock_.set(parse_instant("2018-11-01T00:00:00Z").value());
  EXPECT_THAT(in_force(), ::testing::HasSubstr("v2.0"));
}

/// The sample question counts below national level and is otherwise unremarkable.
TEST_F(AgreementTerms, AClassOfQueryMayPassWithoutAPerson) {
  amend("automatic: [ordinary]\n");
  const auto id = submitted();
  EXPECT_EQ(shown(id).request.state, RequestState::approved);
  EXPECT_EQ(must(run(id)).output.state, governance::OutputState::released);
}

TEST_F(AgreementTerms, OtherClassesWaitForAPerson) {
  amend("automatic: [national]\n");
  const auto id = submitted();
  EXPECT_EQ(shown(id).request.state, RequestState::checked);
  EXPECT_EQ(rules_against(run(id)), "request.state");
}

/// What passed by itself is bound like what a reviewer approved.
TEST_F(AgreementTerms, AnAutomaticApprovalIsVoidWhenAnythingChanges) {
  amend("automatic: [ordinary]\n");
  const auto id = submitted();
  take_in(100);
  EXPECT_EQ(rules_against(run(id)), "authorise.approval_void");
}

TEST_F(AgreementTerms, AnAutomaticApprovalEndsWithTheTermThatGaveIt) {
  amend("automatic: [ordinary]\n");
  const auto id = submitted();
  auto session = as("admin");
  must(add_agreement(session, agreement_yaml_with("\"1.2\"", "\"1.4\""), "a person decides again"));
  EXPECT_EQ(rules_against(run(id)), "authorise.approvals");
}

TEST_F(AgreementTerms, LimitsOfUseAreKept) {
  amend("limits: {runs_per_month: 1, downloads_per_output: 2}\n");
  const auto first = must(run(approved())).output.id.text();
  const auto second = approved();
  EXPECT_EQ(rules_against(run(second)), "limit.runs");
  clock_.set(*parse_instant("2018-11-01T09:00:00Z"));
  must(run(second));

  must(download(first));
  must(download(first));
  EXPECT_EQ(rules_against(download(first)), "limit.downloads");
}

}  // namespace
}  // namespace hdis::service
