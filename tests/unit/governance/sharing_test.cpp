#include "hdis/governance/sharing.hpp"

#include "governance_samples.hpp"

#include <gtest/gtest.h>

namespace hdis::governance {
namespace {

using namespace testing;

struct Facts {
  Output output{OutputId("O-000001"), RequestId("R-000001"), 1, OutputState::released};
  Agreement agreement = sample_agreement();
  User user = analyst();
  Organisation organisation = licensee();
  Organisation recipient = customer();
  Licensed licensed = Licensed::yes;
  Instant now = sample_now;

  [[nodiscard]] std::string against() const {
    const Entitlement sharer{agreement, user, organisation, licensed, now};
    const auto status = may_share({output, sharer, recipient});
    return status ? "" : rules_of(status.error());
  }
};

TEST(Sharing, OfTheSampleIsPermitted) { EXPECT_EQ(Facts().against(), ""); }

TEST(Sharing, WithAnotherKindNeedsAnAmendment) {
  Facts facts;
  facts.recipient.kind = "university";
  EXPECT_EQ(facts.against(), "sharing.recipient_kind");
  const Entitlement sharer{facts.agreement, facts.user, facts.organisation, facts.licensed,
                           facts.now};
  const auto error = may_share({facts.output, sharer, facts.recipient}).error();
  EXPECT_EQ(error.code(), ErrorCode::refused);
  EXPECT_NE(error.to_text().find("needs an amendment"), std::string::npos);
}

TEST(Sharing, TellsEveryReasonAgainstTheRecipient) {
  Facts facts;
  facts.recipient = licensee();
  facts.recipient.standing = Standing::suspended;
  EXPECT_EQ(facts.against(), "sharing.recipient_kind sharing.licensee sharing.recipient_suspended");
}

TEST(Sharing, IsForWhoMayUseTheAgreement) {
  Facts facts;
  facts.licensed = Licensed::no;
  EXPECT_EQ(facts.against(), "person.licence");
  Facts late;
  late.now = *parse_instant("2019-07-01T00:00:00Z");
  late.user.training_valid_until = Date::make(2030, 1, 1);
  EXPECT_EQ(late.against(), "agreement.not_in_force");
}

TEST(Sharing, IsOfWhatWasReleased) {
  for (const auto state : {OutputState::produced, OutputState::withheld, OutputState::destroyed}) {
    Facts facts;
    facts.output.state = state;
    EXPECT_EQ(facts.against(), "output.state");
  }
  Facts again;
  again.output.state = OutputState::shared;
  EXPECT_EQ(again.against(), "");
}

TEST(Sharing, EndsWithTheAgreementItsStandingAndTheKind) {
  const auto agreement = sample_agreement();
  const auto still = [&](Standing standing, const Organisation& recipient, Instant now) {
    return still_shared(agreement, standing, recipient, now);
  };
  EXPECT_TRUE(still(Standing::active, customer(), sample_now));
  EXPECT_FALSE(still(Standing::suspended, customer(), sample_now));
  EXPECT_FALSE(still(Standing::active, customer(), *parse_instant("2019-07-01T00:00:00Z")));
  auto suspended = customer();
  suspended.standing = Standing::suspended;
  EXPECT_FALSE(still(Standing::active, suspended, sample_now));
  auto other = customer();
  other.kind = "company";
  EXPECT_FALSE(still(Standing::active, other, sample_now));
}

}  // namespace
}  // namespace hdis::governance
