#include "hdis/governance/internal_output.hpp"

#include "governance_samples.hpp"

#include <gtest/gtest.h>

namespace hdis::governance {
namespace {

using namespace hdis::testing;

const InternalOutput output{InternalOutputId("I-000007"), RequestId("R-000001"), 1,
                            InternalState::kept};

std::string against(const User& user, Entitled entitled = Entitled::yes) {
  const auto seen = may_see(output, sample_request(RequestState::produced), user, entitled);
  return seen ? "" : rules_of(seen.error());
}

TEST(InternalOutput, IsSeenByEntitledAnalystsOfTheLicenseeOnly) {
  EXPECT_EQ(against(analyst()), "");
  EXPECT_EQ(against(analyst(), Entitled::no), "internal.not_yours");
  auto suspended = analyst();
  suspended.standing = Standing::suspended;
  EXPECT_EQ(against(suspended), "person.suspended");
  auto elsewhere = analyst();
  elsewhere.organisation = customer().code;
  EXPECT_EQ(against(elsewhere), "internal.not_yours");
}

TEST(InternalOutput, IsSeenByNobodyOfTheCustodian) {
  for (const auto role : {Role::reviewer, Role::administrator, Role::auditor, Role::recipient}) {
    auto user = reviewer();
    user.roles = {role};
    EXPECT_EQ(against(user), "internal.not_yours") << to_string(role);
  }
}

TEST(InternalOutput, HasTheNumberOfItsSuppressedVersion) {
  EXPECT_EQ(internal_id_of(OutputId("O-000007")), output.id);
  EXPECT_EQ(suppressed_id_of(output.id), OutputId("O-000007"));
}

TEST(InternalOutput, MustBeGoneTheDayAfterTheLastDayOfTheAgreement) {
  const auto agreement = sample_agreement();
  const auto at = [&](const char* time) {
    return must_be_destroyed(agreement, {}, sample_now, *parse_instant(time));
  };
  EXPECT_FALSE(at("2019-06-30T23:59:59Z"));
  EXPECT_EQ(at("2019-07-01T00:00:00Z"), "DARS-NIC-99675-X5S7X-v1.2 ended on 2019-06-30");
}

TEST(InternalOutput, MustBeGoneOnceANoticeWasIssuedAfterItWasMade) {
  const auto issued = *parse_instant("2018-11-01T09:00:00Z");
  const std::vector notices{
      DestructionNotice{"DARS-NIC-99675-X5S7X", "use", issued, *Date::make(2018, 12, 1)}};
  const auto made = [&](const char* time) {
    return must_be_destroyed(sample_agreement(), notices, *parse_instant(time),
                             *parse_instant("2018-12-24T00:00:00Z"))
        .has_value();
  };
  EXPECT_TRUE(made("2018-10-31T09:00:00Z"));
  EXPECT_TRUE(made("2018-11-01T09:00:00Z")) << "in the same second";
  EXPECT_FALSE(made("2018-11-01T09:00:01Z"));
}

TEST(InternalOutput, StatesAreStoredByName) {
  for (const auto state : {InternalState::kept, InternalState::destroyed}) {
    EXPECT_EQ(*parse_internal_state(to_string(state)), state);
  }
  EXPECT_EQ(parse_internal_state("lost").error().code(), ErrorCode::corrupt);
}

}  // namespace
}  // namespace hdis::governance
