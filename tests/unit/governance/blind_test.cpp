#include "hdis/governance/blind.hpp"

#include "binding_sample.hpp"
#include "governance_samples.hpp"

#include <gmock/gmock.h>

namespace hdis::governance {
namespace {

using hdis::testing::analyst;
using hdis::testing::reviewer;
using hdis::testing::sample_binding;
using hdis::testing::sample_now;
using hdis::testing::sample_request;

Decision by(const std::string& id) {
  return {UserId(id), Verdict::approve, "", sample_now, sample_binding()};
}
Comment said_by(const std::string& id) { return {UserId(id), 1, "Why?", sample_now}; }

User auditor() {
  auto user = reviewer("otto");
  user.roles = {Role::auditor};
  return user;
}

std::string reviewers_told(RequestState state, std::uint32_t needed, const User& reader) {
  const std::vector decisions{by("ravi"), by("rosa")};
  std::string out;
  for (const auto& told : decisions_told(sample_request(state), decisions, needed, reader)) {
    out += told.reviewer.text() + " ";
  }
  return out;
}

TEST(Blind, WhileItWaitsReviewersAndTheAuthorAreToldOfTheirOwnDecisionsOnly) {
  for (const auto state : {RequestState::submitted, RequestState::checked}) {
    EXPECT_EQ(reviewers_told(state, 2, reviewer("ravi")), "ravi ");
    EXPECT_EQ(reviewers_told(state, 2, reviewer("rosa")), "rosa ");
    EXPECT_EQ(reviewers_told(state, 2, reviewer("rex")), "");
    EXPECT_EQ(reviewers_told(state, 2, analyst()), "");
  }
}

TEST(Blind, AnotherRoleBesideDoesNotHelp) {
  auto both = reviewer("rex");
  both.roles.insert({Role::auditor, Role::administrator});
  EXPECT_EQ(reviewers_told(RequestState::checked, 2, both), "");
}

TEST(Blind, WhoNeitherReviewsNorWroteItIsTold) {
  EXPECT_EQ(reviewers_told(RequestState::checked, 2, auditor()), "ravi rosa ");
}

TEST(Blind, EverybodyIsToldOnceItIsDecidedOrWhereOneReviewerIsEnough) {
  for (const auto state : {RequestState::approved, RequestState::returned, RequestState::rejected,
                           RequestState::produced}) {
    EXPECT_EQ(reviewers_told(state, 2, reviewer("rex")), "ravi rosa ");
    EXPECT_EQ(reviewers_told(state, 2, analyst()), "ravi rosa ");
  }
  EXPECT_EQ(reviewers_told(RequestState::checked, 1, reviewer("rex")), "ravi rosa ");
}

TEST(Blind, CommentsOfAReviewerReachTheAuthorAndNoOtherReviewer) {
  const std::vector comments{said_by("asha"), said_by("ravi")};
  const auto told = [&](const User& reader) {
    return comments_told(sample_request(RequestState::checked), comments, 2, reader).size();
  };
  EXPECT_EQ(told(analyst()), 2U);
  EXPECT_EQ(told(reviewer("ravi")), 2U);
  EXPECT_EQ(told(reviewer("rosa")), 1U);
  EXPECT_EQ(told(auditor()), 2U);
}

}  // namespace
}  // namespace hdis::governance
