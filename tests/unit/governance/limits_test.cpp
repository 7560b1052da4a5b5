#include "hdis/governance/limits.hpp"

#include "governance_samples.hpp"

#include <gtest/gtest.h>

namespace hdis::governance {
namespace {

using namespace testing;

TEST(Limits, CountACalendarMonth) {
  EXPECT_EQ(to_text(month_began(*parse_instant("2018-10-31T23:59:59Z"))), "2018-10-01T00:00:00Z");
  EXPECT_EQ(to_text(month_began(*parse_instant("2018-11-01T00:00:00Z"))), "2018-11-01T00:00:00Z");
}

TEST(Limits, ThatAreNotThereLimitNothing) {
  EXPECT_TRUE(check_run_limit(sample_agreement(), 1'000'000));
  EXPECT_TRUE(check_download_limit(sample_agreement(), "O-000001", 1'000'000));
}

TEST(Limits, AllowAsManyAsTheySay) {
  auto agreement = sample_agreement();
  agreement.limits = {2, 3};
  EXPECT_TRUE(check_run_limit(agreement, 1));
  EXPECT_EQ(rules_of(check_run_limit(agreement, 2).error()), "limit.runs");
  EXPECT_TRUE(check_download_limit(agreement, "O-000001", 2));
  EXPECT_EQ(rules_of(check_download_limit(agreement, "O-000001", 3).error()), "limit.downloads");
}

}  // namespace
}  // namespace hdis::governance
