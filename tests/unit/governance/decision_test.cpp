#include "hdis/governance/decision.hpp"

#include "binding_sample.hpp"
#include "governance_samples.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace hdis::governance {
namespace {

using hdis::testing::analyst;
using hdis::testing::reviewer;
using hdis::testing::rules_of;
using hdis::testing::sample_binding;
using hdis::testing::sample_now;

/// A request that waits for a decision, with everything a decision looks at.
struct Waiting {
  Request request = hdis::testing::sample_request(RequestState::checked);
  std::vector<Decision> earlier;
  User person = reviewer();
  OrganisationCode custodian = hdis::testing::custodian().code;
  std::uint32_t reviewers_needed = 1;
  Binding checked = sample_binding();
  Binding now = sample_binding();

  [[nodiscard]] Result<Decided> decide(Verdict verdict, std::string_view reason = "") const {
    return governance::decide(
        {request, earlier, person, custodian, reviewers_needed, checked, now, date_of(sample_now)},
        verdict, reason, sample_now);
  }
  /// The rules that stand against an approval; "" if it is accepted.
  [[nodiscard]] std::string against() const {
    const auto decided = decide(Verdict::approve);
    return decided ? "" : rules_of(decided.error());
  }
};

TEST(Decision, OneApprovalApproves) {
  const Waiting waiting;
  const auto decided = waiting.decide(Verdict::approve);
  ASSERT_TRUE(decided);
  EXPECT_EQ(decided->action, RequestAction::approve);
  EXPECT_EQ(decided->decision.binding, waiting.now);
  EXPECT_EQ(decided->decision.at, sample_now);
}

TEST(Decision, KeepsTheTermsOfAnApproval) {
  const ApprovalTerms terms{Date::make(2018, 12, 31), Repeats::yes};
  const Waiting waiting;
  const auto decided = decide({waiting.request, waiting.earlier, waiting.person, waiting.custodian,
                               1, waiting.checked, waiting.now, date_of(sample_now)},
                              Verdict::approve, "", sample_now, terms);
  ASSERT_TRUE(decided);
  EXPECT_EQ(decided->decision.terms, terms);
}

TEST(Decision, AnApprovalThatHasEndedCountsNoMore) {
  Decision decision{reviewer().id, Verdict::approve, "",
                    sample_now,    sample_binding(), {Date::make(2018, 10, 31), Repeats::no}};
  EXPECT_TRUE(approves(decision, sample_binding(), *Date::make(2018, 10, 31)));
  EXPECT_FALSE(approves(decision, sample_binding(), *Date::make(2018, 11, 1)));
  decision.terms = {};
  EXPECT_TRUE(approves(decision, sample_binding(), *Date::make(2099, 1, 1)));
  decision.verdict = Verdict::reject;
  EXPECT_FALSE(approves(decision, sample_binding(), *Date::make(2018, 10, 1)));
}

TEST(Decision, SeparatesDuties) {
  Waiting own;
  own.request.author = own.person.id;
  EXPECT_EQ(own.against(), "review.own_request");

  Waiting colleague;
  colleague.person.organisation = analyst().organisation;
  EXPECT_EQ(colleague.against(), "review.custodian");

  Waiting no_reviewer;
  no_reviewer.person.roles = {Role::analyst, Role::administrator, Role::auditor};
  EXPECT_EQ(no_reviewer.against(), "review.role");

  Waiting suspended;
  suspended.person.standing = Standing::suspended;
  EXPECT_EQ(suspended.against(), "review.suspended");
}

/// All reasons at once, for a person whom every rule forbids.
TEST(Decision, TellsEveryReason) {
  Waiting waiting;
  waiting.person = analyst();
  waiting.person.standing = Standing::suspended;
  EXPECT_EQ(waiting.against(), "review.role review.suspended review.custodian review.own_request");
}

TEST(Decision, ToReturnOrRejectAReasonIsNeeded) {
  const Waiting waiting;
  for (const auto verdict : {Verdict::send_back, Verdict::reject}) {
    const auto without = waiting.decide(verdict, "  ");
    ASSERT_FALSE(without);
    EXPECT_EQ(rules_of(without.error()), "review.reason");
  }
  EXPECT_EQ(waiting.decide(Verdict::send_back, "too fine").value().action,
            RequestAction::send_back);
  EXPECT_EQ(waiting.decide(Verdict::reject, "not for this").value().action, RequestAction::reject);
}

TEST(Decision, TwoReviewersAreTwoPeople) {
  Waiting waiting;
  waiting.reviewers_needed = 2;
  const auto first = waiting.decide(Verdict::approve);
  ASSERT_TRUE(first);
  EXPECT_FALSE(first->action);

  waiting.earlier.push_back(first->decision);
  EXPECT_EQ(waiting.against(), "review.decided_already");

  waiting.person = reviewer("rosa");
  EXPECT_EQ(waiting.decide(Verdict::approve).value().action, RequestAction::approve);
}

TEST(Decision, OneOfTwoReviewersCanReject) {
  Waiting waiting;
  waiting.reviewers_needed = 2;
  EXPECT_EQ(waiting.decide(Verdict::reject, "no").value().action, RequestAction::reject);
}

TEST(Decision, AnEarlierApprovalOfSomethingElseDoesNotCount) {
  Waiting waiting;
  waiting.reviewers_needed = 2;
  auto old = sample_binding();
  old.data_version = "apc 2001/02 version 0";
  waiting.earlier.push_back({reviewer("rosa").id, Verdict::approve, "", sample_now, old});
  EXPECT_FALSE(waiting.decide(Verdict::approve).value().action);
}

TEST(Decision, IsOnlyPossibleOnWhatWasChecked) {
  Waiting waiting;
  waiting.now.policy_digest = digest_of("another policy");
  EXPECT_EQ(waiting.against(), "review.changed_since_check");
}

TEST(Decision, IsOnlyPossibleWhileTheRequestWaits) {
  for (const auto state : {RequestState::draft, RequestState::submitted, RequestState::approved,
                           RequestState::rejected, RequestState::produced}) {
    Waiting waiting;
    waiting.request.state = state;
    EXPECT_EQ(waiting.against(), "request.state") << to_string(state);
  }
}

TEST(Verdict, IsReadAsItIsWritten) {
  for (const auto verdict : {Verdict::approve, Verdict::send_back, Verdict::reject}) {
    EXPECT_EQ(parse_verdict(to_string(verdict)).value(), verdict);
  }
  EXPECT_FALSE(parse_verdict("maybe"));
}

}  // namespace
}  // namespace hdis::governance
