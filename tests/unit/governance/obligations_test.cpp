#include "hdis/governance/obligations.hpp"

#include "governance_samples.hpp"

#include <gtest/gtest.h>

namespace hdis::governance {
namespace {

using namespace testing;

Instant at(const char* day) { return *parse_instant(std::string(day) + "T12:00:00Z"); }

/// "urgency due" of each obligation.
std::string owed(const Agreement& agreement, const std::vector<DestructionNotice>& notices,
                 const std::vector<Instant>& certificates, const char* day) {
  std::string out;
  for (const auto& one : obligations({agreement, notices, certificates, at(day)})) {
    out +=
        (out.empty() ? "" : ", ") + std::string(to_string(one.urgency)) + " " + one.due.to_text();
  }
  return out;
}

/// The sample, which ends on 30 June 2019, with small numbers.
Agreement with_small_numbers() {
  auto agreement = sample_agreement();
  agreement.small_numbers = SmallNumbers::permitted;
  return agreement;
}

TEST(Obligations, AreNoneWhereEverythingIsSuppressed) {
  EXPECT_EQ(owed(sample_agreement(), {}, {}, "2020-01-01"), "");
}

TEST(Obligations, BeginOnTheDayAfterTheEndAndGrow) {
  const auto agreement = with_small_numbers();
  EXPECT_EQ(owed(agreement, {}, {}, "2019-06-30"), "");
  EXPECT_EQ(owed(agreement, {}, {}, "2019-07-01"), "open 2019-07-30");
  EXPECT_EQ(owed(agreement, {}, {}, "2019-07-16"), "due soon 2019-07-30");
  EXPECT_EQ(owed(agreement, {}, {}, "2019-07-30"), "due soon 2019-07-30");
  EXPECT_EQ(owed(agreement, {}, {}, "2019-07-31"), "overdue 2019-07-30");
  EXPECT_EQ(owed(agreement, {}, {}, "2019-08-13"), "overdue 2019-07-30");
  EXPECT_EQ(owed(agreement, {}, {}, "2019-08-14"), "escalated 2019-07-30");
}

TEST(Obligations, AreMetByACertificateThatCameAfterThem) {
  const auto agreement = with_small_numbers();
  EXPECT_EQ(owed(agreement, {}, {at("2019-06-01")}, "2019-08-14"), "escalated 2019-07-30");
  EXPECT_EQ(owed(agreement, {}, {at("2019-06-01"), at("2019-07-02")}, "2019-08-14"),
            "met 2019-07-30");
}

TEST(Obligations, FollowFromEachNoticeInOrderOfTheirDays) {
  const DestructionNotice later{"X", "use", at("2018-10-02"), *Date::make(2018, 11, 30)};
  const DestructionNotice sooner{"X", "use", at("2018-10-03"), *Date::make(2018, 10, 20)};
  EXPECT_EQ(owed(sample_agreement(), {later, sooner}, {}, "2018-10-04"),
            "open 2018-10-20, open 2018-11-30");
  // The certificate answers the first notice, and was there before the second.
  EXPECT_EQ(owed(sample_agreement(), {later, sooner}, {at("2018-10-02")}, "2018-10-21"),
            "overdue 2018-10-20, met 2018-11-30");
}

}  // namespace
}  // namespace hdis::governance
