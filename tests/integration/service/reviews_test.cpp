#include "service_fixture.hpp"

namespace hdis::service {
namespace {

using namespace hdis::testing;
using governance::RequestState;
using governance::Verdict;

class Reviews : public ServiceTest {
 protected:
  Reviews() { make_store(); }
};

TEST_F(Reviews, ShowWhatWaits) {
  const auto id = submitted();
  auto session = as("ravi");
  const auto waiting = must(list_waiting(session));
  ASSERT_EQ(waiting.size(), 1U);
  EXPECT_EQ(waiting.front().request.id.text(), id);
  const auto view = must(review(session, id));
  EXPECT_FALSE(view.findings.empty());
  EXPECT_EQ(view.purpose.customer.text(), "99P");
}

TEST_F(Reviews, AreForReviewers) {
  const auto id = submitted();
  auto session = as("bela");
  EXPECT_EQ(rules_against(list_waiting(session)), "person.role");
  EXPECT_EQ(rules_against(review(session, id)), "person.role");
  EXPECT_EQ(rules_against(decide(session, id, Verdict::approve, "")),
            "review.role review.custodian");
}

/// The author cannot approve, not even with every role, and not even acting for the custodian.
TEST_F(Reviews, NobodyDecidesOnTheirOwnRequest) {
  auto admin = as("admin");
  must(add_user(
      admin,
      {"max", "Max", "", "0CX", {"analyst", "reviewer", "administrator"}, "2019-03-31", "Head"}));
  must(end_licence(admin, sample_agreement_stem, "bela"));
  must(grant_licence(admin, sample_agreement_stem, "max"));
  auto session = as("max");
  const auto id =
      must(draft(session, {sample_agreement_stem, sample_question, sample_purpose_yaml}))
          .request.id.text();
  must(submit(session, id));
  EXPECT_EQ(rules_against(decide(session, id, Verdict::approve, "")),
            "review.custodian review.own_request");
  EXPECT_EQ(last_actions(1), "review.decide.refused");
  EXPECT_EQ(shown(id).request.state, RequestState::checked);
}

TEST_F(Reviews, ApproveReturnAndReject) {
  EXPECT_EQ(shown(approved()).request.state, RequestState::approved);
  auto session = as("ravi");
  const auto second = submitted();
  EXPECT_EQ(rules_against(decide(session, second, Verdict::send_back, "")), "review.reason");
  must(decide(session, second, Verdict::send_back, "Use quarters."));
  EXPECT_EQ(shown(second).request.state, RequestState::returned);
  EXPECT_EQ(shown(second).decisions.front().reason, "Use quarters.");
  const auto third = submitted();
  must(decide(session, third, Verdict::reject, "Not for this agreement."));
  EXPECT_EQ(shown(third).request.state, RequestState::rejected);
  EXPECT_EQ(last_actions(2), "review.decided request.rejected");
}

TEST_F(Reviews, TwoReviewersWhereTheAgreementSaysSo) {
  auto admin = as("admin");
  auto text = agreement_yaml_with("\"1.2\"", "\"1.3\"");
  must(
      add_agreement(admin, text.replace(text.find("reviewers: 1"), 12, "reviewers: 2"), "renewal"));
  const auto id = approved();
  EXPECT_EQ(shown(id).request.state, RequestState::checked) << "one of two";
  EXPECT_EQ(rules_against(run(id)), "request.state");
  auto ravi = as("ravi");
  EXPECT_EQ(rules_against(decide(ravi, id, Verdict::approve, "")), "review.decided_already");
  auto rosa = as("rosa");
  must(decide(rosa, id, Verdict::approve, ""));
  EXPECT_EQ(shown(id).request.state, RequestState::approved);
  EXPECT_TRUE(run(id));
}

/// A reviewer decides only on what was checked; showing the request checks it again.
TEST_F(Reviews, WhatChangedSinceTheCheckIsCheckedAgain) {
  const auto id = submitted();
  take_in(500);  // A re-delivery: version 2 of the data.
  auto session = as("ravi");
  EXPECT_EQ(rules_against(decide(session, id, Verdict::approve, "")), "review.changed_since_check");
  const auto view = must(review(session, id));
  EXPECT_EQ(view.checked->data_version, "apc 2017/18 version 2");
  must(decide(session, id, Verdict::approve, ""));
  EXPECT_TRUE(run(id));
}

TEST_F(Reviews, WhatIsForbiddenMeanwhileIsNotApproved) {
  const auto id = submitted();
  clock_.set(*parse_instant("2019-07-01T00:00:00Z"));
  auto session = as("ravi");
  EXPECT_EQ(rules_against(decide(session, id, Verdict::approve, "")),
            "agreement.not_in_force person.training");
  EXPECT_TRUE(decide(session, id, Verdict::reject, "The agreement has ended."));
}

}  // namespace
}  // namespace hdis::service
