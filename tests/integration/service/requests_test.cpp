#include "service_fixture.hpp"

namespace hdis::service {
namespace {

using namespace hdis::testing;
using governance::RequestState;
using ::testing::HasSubstr;

class Requests : public ServiceTest {
 protected:
  Requests() { make_store(); }
};

TEST_F(Requests, ADraftSaysWhatWouldBeComputed) {
  const auto view = shown(drafted());
  EXPECT_EQ(view.request.state, RequestState::draft);
  EXPECT_EQ(view.request.agreement_version, "1.2");
  EXPECT_EQ(view.query_text, sample_question);
  EXPECT_FALSE(view.description.empty());
  EXPECT_EQ(view.fingerprint.text().size(), 64U);
  EXPECT_EQ(last_actions(1), "request.drafted");
}

TEST_F(Requests, ARecordLevelQueryIsRefusedAndTheRefusalRecorded) {
  auto session = as("asha");
  const auto refused = draft(
      session, {sample_agreement_stem, "SELECT * FROM hes.hes_apc_1718", sample_purpose_yaml});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code(), ErrorCode::refused);
  EXPECT_EQ(last_actions(1), "request.draft.refused");
}

TEST_F(Requests, QueryAndPurposeAreComplainedAboutTogether) {
  auto session = as("asha");
  const auto wrong = draft(session, {sample_agreement_stem, "SELECT FROM", "work_area: x"});
  ASSERT_FALSE(wrong);
  EXPECT_GT(wrong.error().reasons().size(), 3U);
}

TEST_F(Requests, OnlyAnalystsDraft) {
  auto session = as("ravi");
  EXPECT_EQ(
      rules_against(draft(session, {sample_agreement_stem, sample_question, sample_purpose_yaml})),
      "person.role");
}

TEST_F(Requests, OnlyItsAuthorChangesARequest) {
  const auto id = drafted();
  auto bela = as("bela");
  EXPECT_EQ(rules_against(submit(bela, id)), "person.not_author");
  EXPECT_EQ(rules_against(revise(bela, id, {"SELECT COUNT(*) FROM hes_apc_1718", {}})),
            "person.not_author");
  EXPECT_EQ(rules_against(withdraw(bela, id)), "person.not_author");
  EXPECT_EQ(rules_against(show_request(bela, id)), "request.not_yours");
  EXPECT_TRUE(must(list_requests(bela)).empty());
}

TEST_F(Requests, SubmittingChecksAndWaits) {
  const auto view = shown(submitted());
  EXPECT_EQ(view.request.state, RequestState::checked);
  EXPECT_FALSE(view.findings.empty());
  ASSERT_TRUE(view.checked);
  EXPECT_EQ(view.checked->data_version, "apc 2017/18 version 1");
  EXPECT_EQ(last_actions(2), "request.submitted request.checked");
}

TEST_F(Requests, AFieldThatWasNotDeliveredIsPointedOutToTheReviewer) {
  const auto rules = [&](const service::RequestView& view) {
    std::vector<std::string> found;
    for (const auto& finding : view.findings) {
      if (finding.weight == governance::Weight::attention) found.push_back(finding.rule);
    }
    return found;
  };
  EXPECT_THAT(rules(shown(submitted())),
              ::testing::Not(::testing::Contains("data.field_not_delivered")));
  std::ofstream(delivery()) << "FYEAR,EPIKEY,PSEUDO_HESID,SEX\n1718,1,P1,1\n1718,2,P2,2\n";
  auto admin = as("admin");
  service::IngestInput input;
  input.files = {delivery()};
  input.dataset = "apc";
  input.year = "2017/18";
  must(service::take_in(admin, input));
  const auto view = shown(submitted());
  ASSERT_THAT(rules(view), ::testing::Contains("data.field_not_delivered"));
  EXPECT_EQ(
      view.findings.front().message,
      "CCG_RESIDENCE was not delivered for 2017/18: to the query it is missing in every record.");
}

/// A query outside the agreement stays a draft, and the refusal is recorded.
TEST_F(Requests, AQueryOutsideTheAgreementIsNotSubmitted) {
  auto session = as("asha");
  const auto id =
      must(draft(session, {sample_agreement_stem,
                           "SELECT LEGLCAT, COUNT(*) FROM hes_apc_1314 GROUP BY LEGLCAT",
                           sample_purpose_yaml}))
          .request.id.text();
  const auto findings = must(preview(session, id));
  EXPECT_EQ(rules_against(governance::must_not_forbid(findings)),
            "agreement.years data.year_not_loaded agreement.sensitive_fields");
  const auto refused = submit(session, id);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code(), ErrorCode::refused);
  EXPECT_EQ(shown(id).request.state, RequestState::draft);
  EXPECT_EQ(last_actions(1), "request.submit.refused");
}

/// Submitting in one step is all or nothing: no draft is left behind for each attempt.
TEST_F(Requests, ANewRequestThatIsRefusedLeavesOnlyItsRefusal) {
  auto session = as("asha");
  const auto refused =
      submit_new(session, {sample_agreement_stem,
                           "SELECT LEGLCAT, COUNT(*) FROM hes_apc_1718 GROUP BY LEGLCAT",
                           sample_purpose_yaml});
  EXPECT_EQ(rules_against(refused), "agreement.sensitive_fields");
  EXPECT_TRUE(must(list_requests(session)).empty());
  EXPECT_EQ(last_actions(1), "request.submit.refused");

  const auto view =
      must(submit_new(session, {sample_agreement_stem, sample_question, sample_purpose_yaml}));
  EXPECT_EQ(view.request.id.text(), "R-000001");
  EXPECT_EQ(view.request.state, RequestState::checked);
  EXPECT_EQ(last_actions(3), "request.drafted request.submitted request.checked");
}

TEST_F(Requests, ADraftCanBeDiscardedByItsAuthorAndIsThenNotListed) {
  const auto id = drafted();
  auto bela = as("bela");
  EXPECT_EQ(rules_against(discard(bela, id)), "person.not_author");
  auto session = as("asha");
  EXPECT_EQ(must(discard(session, id)).request.state, RequestState::discarded);
  EXPECT_EQ(last_actions(1), "request.discarded");
  EXPECT_TRUE(must(list_requests(session)).empty());
  EXPECT_EQ(shown(id).request.state, RequestState::discarded) << "it can still be looked up";
  EXPECT_EQ(rules_against(submit(session, id)), "request.state");
  EXPECT_EQ(rules_against(discard(session, submitted())), "request.state");
}

TEST_F(Requests, ADraftIsEditedInPlace) {
  const auto id = drafted();
  auto session = as("asha");
  const auto view = must(revise(session, id, {"SELECT COUNT(*) FROM hes_apc_1718", {}}));
  EXPECT_EQ(view.request.version, 1U);
  EXPECT_EQ(view.query_text, "SELECT COUNT(*) FROM hes_apc_1718");
  EXPECT_EQ(view.purpose_text, sample_purpose_yaml);
}

TEST_F(Requests, WithdrawingBeginsANewVersion) {
  const auto id = submitted();
  auto session = as("asha");
  EXPECT_EQ(rules_against(revise(session, id, {"SELECT COUNT(*) FROM hes_apc_1718", {}})),
            "request.state");
  const auto view = must(withdraw(session, id));
  EXPECT_EQ(view.request.state, RequestState::draft);
  EXPECT_EQ(view.request.version, 2U);
  EXPECT_EQ(view.query_text, sample_question);
  EXPECT_TRUE(view.findings.empty());
  EXPECT_FALSE(view.checked);
}

TEST_F(Requests, AChangeAfterApprovalNeedsANewDecision) {
  const auto id = approved();
  auto session = as("asha");
  const auto view = must(revise(session, id, {"SELECT COUNT(*) FROM hes_apc_1718", {}}));
  EXPECT_EQ(view.request.state, RequestState::draft);
  EXPECT_EQ(view.request.version, 2U);
  EXPECT_TRUE(view.decisions.empty());
  EXPECT_EQ(rules_against(run(id)), "request.state");
}

TEST_F(Requests, AreListedNewestFirst) {
  const auto first = drafted();
  const auto second = drafted();
  auto session = as("asha");
  const auto lines = must(list_requests(session));
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].request.id.text(), second);
  EXPECT_EQ(lines[0].purpose, "RightCare; 2.4 how do we compare?");
}

TEST_F(Requests, AnUnknownOneIsToldSo) {
  auto session = as("asha");
  EXPECT_EQ(rules_against(show_request(session, "R-000009")), "store.no_request");
  EXPECT_EQ(rules_against(draft(session, {"NIC-1", sample_question, sample_purpose_yaml})),
            "store.no_agreement");
}

}  // namespace
}  // namespace hdis::service
