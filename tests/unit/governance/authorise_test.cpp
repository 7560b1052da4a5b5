#include "hdis/governance/authorise.hpp"

#include "binding_sample.hpp"
#include "governance_samples.hpp"
#include "sample_catalogue.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <vector>

namespace hdis::governance {
namespace {

using namespace hdis::testing;

query::Plan plan_of(const std::string& query_text) {
  auto bound = query::compile(query_text, sample_catalogue());
  HDIS_ASSERT(bound);
  return std::move(bound->plan);
}

/// A request that was approved and may run, to be spoilt in one way by each test.
struct Approved {
  Request request = sample_request(RequestState::approved);
  query::Plan plan = plan_of("SELECT SEX, COUNT(*) FROM hes_apc_1718 GROUP BY SEX");
  Agreement agreement = sample_agreement();
  User author = analyst();
  Organisation organisation = licensee();
  Licensed licensed = Licensed::yes;
  Binding now;
  std::vector<Decision> decisions;

  Approved() {
    now = sample_binding();
    now.fingerprint = query::fingerprint(plan);
    approve(reviewer().id);
  }
  void approve(const UserId& by) {
    decisions.push_back({by, Verdict::approve, "", sample_now, now});
  }

  [[nodiscard]] Result<AuthorisedPlan> ask() const {
    const Entitlement entitlement{agreement, author, organisation, licensed, sample_now};
    return authorise({request, decisions, entitlement, plan, now});
  }
  [[nodiscard]] std::string against() const {
    const auto plan_or_error = ask();
    return plan_or_error ? "" : rules_of(plan_or_error.error());
  }
};

TEST(Authorise, HandsOverExactlyWhatWasApproved) {
  const Approved approved;
  const auto plan = approved.ask();
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->plan(), approved.plan);
  EXPECT_EQ(plan->binding(), approved.now);
}

/// "A change of any makes it void": query, agreement, policy, catalogue and data, each part on its own.
TEST(Authorise, AnyChangeMakesAnApprovalVoid) {
  const std::vector<std::function<void(Binding&)>> changes{
      [](Binding& b) { b.query_text = digest_of("another text"); },
      [](Binding& b) { b.agreement_version = "1.3"; },
      [](Binding& b) { b.agreement_digest = digest_of("another agreement"); },
      [](Binding& b) { b.policy = "hes-pre2018"; },
      [](Binding& b) { b.policy_version = "2"; },
      [](Binding& b) { b.policy_digest = digest_of("another policy"); },
      [](Binding& b) { b.catalogue_version = digest_of("another catalogue"); },
      [](Binding& b) { b.data_version = "apc 2017/18 version 2"; },
      [](Binding& b) { b.data_digest = digest_of("other data"); },
  };
  for (std::size_t i = 0; i < changes.size(); ++i) {
    SCOPED_TRACE(i);
    Approved approved;
    changes[i](approved.now);
    const auto plan = approved.ask();
    ASSERT_FALSE(plan);
    EXPECT_EQ(plan.error().code(), ErrorCode::conflict);
    EXPECT_EQ(rules_of(plan.error()), "authorise.approval_void");
    EXPECT_THAT(plan.error().to_text(), ::testing::HasSubstr("The approval by ravi is void."));
  }
}

TEST(Authorise, AChangedPlanIsNotTheBoundOne) {
  Approved approved;
  approved.plan = plan_of("SELECT COUNT(*) FROM hes_apc_1718");
  EXPECT_EQ(approved.against(), "authorise.other_plan");
}

/// The same change, now with a binding that fits the new plan: then it is the approval that does not.
TEST(Authorise, AChangedQueryMakesAnApprovalVoid) {
  Approved approved;
  approved.plan = plan_of("SELECT COUNT(*) FROM hes_apc_1718");
  approved.now.fingerprint = query::fingerprint(approved.plan);
  EXPECT_EQ(approved.against(), "authorise.approval_void");
}

TEST(Authorise, AnotherVersionOfTheRequestNeedsItsOwnApproval) {
  Approved approved;
  approved.request.version = 2;
  EXPECT_EQ(approved.against(), "authorise.other_plan");
  approved.now.request_version = 2;
  EXPECT_EQ(approved.against(), "authorise.approval_void");
}

TEST(Authorise, ARequestRunsOnceAndOnlyWhenItIsApproved) {
  for (const auto state : {RequestState::draft, RequestState::submitted, RequestState::checked,
                           RequestState::returned, RequestState::rejected, RequestState::running,
                           RequestState::failed, RequestState::produced}) {
    Approved approved;
    approved.request.state = state;
    EXPECT_EQ(approved.against(), "request.state") << to_string(state);
  }
}

TEST(Authorise, AsManyReviewersAsTheAgreementWants) {
  Approved approved;
  approved.agreement.reviewers = 2;
  EXPECT_EQ(approved.against(), "authorise.approvals");
  approved.approve(reviewer().id);
  EXPECT_EQ(approved.against(), "authorise.approvals") << "one person twice is not two";
  approved.approve(approved.author.id);
  EXPECT_EQ(approved.against(), "authorise.approvals") << "the author does not count";
  approved.approve(reviewer("rosa").id);
  EXPECT_EQ(approved.against(), "");
}

TEST(Authorise, OnlyApprovalsCount) {
  Approved approved;
  approved.decisions.front().verdict = Verdict::reject;
  EXPECT_EQ(approved.against(), "authorise.approvals");
}

TEST(Authorise, TheAuthorMustStillBeEntitled) {
  Approved suspended;
  suspended.author.standing = Standing::suspended;
  EXPECT_EQ(suspended.against(), "person.suspended");
  Approved unlicensed;
  unlicensed.licensed = Licensed::no;
  EXPECT_EQ(unlicensed.against(), "person.licence");
  Approved ended;
  ended.agreement.ends = *Date::make(2018, 9, 30);
  EXPECT_EQ(ended.against(), "agreement.not_in_force");
}

/// Small numbers are for requests that ask for them, under agreements that permit them; each door refuses what is for the other.
TEST(Authorise, KeepsTheTwoKindsOfOutputApart) {
  Approved approved;
  const Entitlement entitlement{approved.agreement, approved.author, approved.organisation,
                                approved.licensed, sample_now};
  AuthorisationFacts facts{approved.request, approved.decisions, entitlement, approved.plan,
                           approved.now};
  EXPECT_TRUE(authorise(facts));
  EXPECT_EQ(rules_of(authorise_internal(facts).error()), "authorise.other_kind");

  facts.wanted = OutputKind::internal;
  EXPECT_EQ(rules_of(authorise(facts).error()), "authorise.other_kind");
  EXPECT_EQ(rules_of(authorise_internal(facts).error()), "authorise.small_numbers");
  approved.agreement.small_numbers = SmallNumbers::permitted;
  const auto plan = authorise_internal(facts);
  ASSERT_TRUE(plan) << plan.error().to_text();
  EXPECT_EQ(plan->plan(), approved.plan);
  EXPECT_EQ(plan->binding(), approved.now);
}

TEST(Authorise, AsksTheSameOfBothKinds) {
  Approved approved;
  approved.agreement.small_numbers = SmallNumbers::permitted;
  approved.licensed = Licensed::no;
  const Entitlement entitlement{approved.agreement, approved.author, approved.organisation,
                                approved.licensed, sample_now};
  AuthorisationFacts facts{approved.request, approved.decisions, entitlement,         approved.plan,
                           approved.now,     std::nullopt,       OutputKind::internal};
  EXPECT_EQ(rules_of(authorise_internal(facts).error()), "person.licence");
  facts.decisions = {};
  EXPECT_EQ(rules_of(authorise_internal(facts).error()), "authorise.approvals");
}

}  // namespace
}  // namespace hdis::governance
