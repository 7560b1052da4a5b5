#include "hdis/governance/entitlement.hpp"

#include "hdis/governance/permissions.hpp"

#include "governance_samples.hpp"

#include <gtest/gtest.h>

namespace hdis::governance {
namespace {

using namespace hdis::testing;

/// The sample analyst and everything by which they may use the sample agreement.
struct Facts {
  Agreement agreement = sample_agreement();
  User user = analyst();
  Organisation organisation = licensee();
  Licensed licensed = Licensed::yes;
  Instant now = sample_now;
  std::string accepted;
  Standing standing = Standing::active;

  [[nodiscard]] std::string against() const {
    std::string out;
    for (const auto& reason :
         reasons_against({agreement, user, organisation, licensed, now, accepted, standing})) {
      out += (out.empty() ? "" : " ") + reason.rule;
    }
    return out;
  }
};

TEST(Entitlement, NothingStandsAgainstTheSample) { EXPECT_EQ(Facts().against(), ""); }

TEST(Entitlement, ExplainsEveryRule) {
  const Facts facts;
  const auto outcomes =
      rules_on({facts.agreement, facts.user, facts.organisation, Licensed::no, facts.now});
  EXPECT_EQ(outcomes.size(), 11U);
  for (const auto& [holds, reason] : outcomes) {
    EXPECT_EQ(holds, reason.rule != "person.licence") << reason.rule;
    EXPECT_FALSE(reason.message.empty());
    EXPECT_EQ(reason.suggestion.empty(), holds) << reason.rule;
  }
}

TEST(Entitlement, EndsOnTheDayAfterTheLast) {
  Facts facts;
  facts.user.last_day = date_of(facts.now);
  EXPECT_EQ(facts.against(), "");
  facts.now += std::chrono::days(1);
  EXPECT_EQ(facts.against(), "person.left");
}

TEST(Entitlement, NeedsTheTermsThatCount) {
  Facts facts;
  facts.agreement.terms_version = "2";
  EXPECT_EQ(facts.against(), "person.terms");
  facts.accepted = "1";
  EXPECT_EQ(facts.against(), "person.terms");
  facts.accepted = "2";
  EXPECT_EQ(facts.against(), "");
}

TEST(Entitlement, IsSuspendedWithTheAgreement) {
  Facts facts;
  facts.standing = Standing::suspended;
  EXPECT_EQ(facts.against(), "agreement.suspended");
}

TEST(Entitlement, EndsWithTheAgreement) {
  Facts facts;
  facts.now = *parse_instant("2019-07-01T00:00:00Z");
  facts.user.training_valid_until = Date::make(2030, 1, 1);
  EXPECT_EQ(facts.against(), "agreement.not_in_force");
  facts.now = *parse_instant("2017-08-31T00:00:00Z");
  EXPECT_EQ(facts.against(), "agreement.not_in_force");
}

TEST(Entitlement, NeedsEachOfItsConditions) {
  Facts role;
  role.user.roles = {Role::auditor};
  EXPECT_EQ(role.against(), "person.role");
  Facts suspended;
  suspended.user.standing = Standing::suspended;
  EXPECT_EQ(suspended.against(), "person.suspended");
  Facts licence;
  licence.licensed = Licensed::no;
  EXPECT_EQ(licence.against(), "person.licence");
  Facts employment;
  employment.user.employment.reset();
  EXPECT_EQ(employment.against(), "person.employment");
  Facts elsewhere;
  elsewhere.user.organisation = customer().code;
  EXPECT_EQ(elsewhere.against(), "organisation.not_licensee");
  Facts organisation;
  organisation.organisation.standing = Standing::suspended;
  EXPECT_EQ(organisation.against(), "organisation.suspended");
}

TEST(Entitlement, NeedsTrainingThatIsStillValid) {
  Facts facts;
  facts.user.training_valid_until = date_of(facts.now);
  EXPECT_EQ(facts.against(), "");
  facts.now += std::chrono::hours(24);
  EXPECT_EQ(facts.against(), "person.training");
  facts.user.training_valid_until.reset();
  EXPECT_EQ(facts.against(), "person.training");
}

TEST(Permissions, ARoleIsNeededAndStanding) {
  EXPECT_TRUE(must_be(Role::analyst, analyst(), "draft a request"));
  EXPECT_EQ(rules_of(must_be(Role::administrator, analyst(), "add users").error()), "person.role");
  auto suspended = analyst();
  suspended.standing = Standing::suspended;
  EXPECT_EQ(rules_of(must_be(Role::analyst, suspended, "draft").error()), "person.suspended");
}

TEST(Permissions, OnlyTheAuthorChangesARequest) {
  EXPECT_TRUE(must_be_author(sample_request(), analyst(), "submit it"));
  EXPECT_FALSE(must_be_author(sample_request(), reviewer(), "submit it"));
}

TEST(Permissions, AQuestionIsSeenByItsAuthorAndByThoseWhoOversee) {
  EXPECT_TRUE(may_see(sample_request(), analyst()));
  EXPECT_TRUE(may_see(sample_request(), reviewer()));
  auto colleague = analyst();
  colleague.id = UserId("bela");
  EXPECT_FALSE(may_see(sample_request(), colleague));
}

TEST(Permissions, AnAnswerIsSeenByLicensedAnalystsOfTheLicensee) {
  const Output released{OutputId("O-000001"), RequestId("R-000001"), 1, OutputState::released};
  auto withheld = released;
  withheld.state = OutputState::withheld;
  auto colleague = analyst();
  colleague.id = UserId("bela");
  auto stranger = colleague;
  stranger.organisation = customer().code;
  auto administrator = reviewer();
  administrator.roles = {Role::administrator};

  EXPECT_TRUE(may_see(released, sample_request(), colleague, Entitled::yes));
  EXPECT_FALSE(may_see(released, sample_request(), colleague, Entitled::no));
  EXPECT_FALSE(may_see(released, sample_request(), stranger, Entitled::yes));
  EXPECT_FALSE(may_see(released, sample_request(), administrator, Entitled::no));
  EXPECT_TRUE(may_see(released, sample_request(), reviewer(), Entitled::no));
  EXPECT_FALSE(may_see(withheld, sample_request(), reviewer(), Entitled::no));
}

}  // namespace
}  // namespace hdis::governance
