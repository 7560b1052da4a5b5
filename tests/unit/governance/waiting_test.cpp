#include "hdis/governance/waiting.hpp"

#include "governance_samples.hpp"

#include <gtest/gtest.h>

namespace hdis::governance {
namespace {

std::string whom(RequestState state) {
  const auto waiting = waiting_in(state);
  return waiting ? std::string(to_string(waiting->whom)) : "";
}

TEST(Waiting, IsForWhoeverCanTakeTheNextStep) {
  for (const auto state : {RequestState::draft, RequestState::returned, RequestState::approved,
                           RequestState::failed}) {
    EXPECT_EQ(whom(state), "author") << to_string(state);
  }
  EXPECT_EQ(whom(RequestState::submitted), "reviewer");
  EXPECT_EQ(whom(RequestState::checked), "reviewer");
  for (const auto state : {RequestState::rejected, RequestState::running, RequestState::produced,
                           RequestState::discarded}) {
    EXPECT_EQ(whom(state), "") << to_string(state);
  }
}

TEST(Waiting, IsCountedInDays) {
  const auto days = [](const char* since, const char* now) {
    return days_between(*parse_instant(since), *parse_instant(now));
  };
  EXPECT_EQ(days("2018-10-01T00:00:00Z", "2018-10-01T23:59:59Z"), 0);
  EXPECT_EQ(days("2018-10-01T23:59:59Z", "2018-10-02T00:00:00Z"), 1);
  EXPECT_EQ(days("2018-02-28T12:00:00Z", "2018-03-01T12:00:00Z"), 1);
  EXPECT_EQ(days("2020-02-28T12:00:00Z", "2020-03-01T12:00:00Z"), 2);
}

}  // namespace
}  // namespace hdis::governance
