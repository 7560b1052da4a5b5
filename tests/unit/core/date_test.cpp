#include "hdis/core/date.hpp"

#include <gtest/gtest.h>

namespace hdis {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

TEST(Date, ReadsAndWritesIsoDates) {
  const auto date = Date::parse("2017-04-01");
  ASSERT_TRUE(date.has_value());
  EXPECT_EQ(date->to_text(), "2017-04-01");
  EXPECT_EQ(date, Date::make(2017, 4, 1));
}

TEST(Date, KnowsTheCalendar) {
  EXPECT_TRUE(Date::parse("2016-02-29").has_value());
  EXPECT_TRUE(Date::parse("2000-02-29").has_value());
  EXPECT_FALSE(Date::parse("1900-02-29").has_value()) << "a century that 400 does not divide";
  EXPECT_FALSE(Date::parse("2017-02-30").has_value());
  EXPECT_FALSE(Date::parse("2017-13-01").has_value());
  EXPECT_FALSE(Date::parse("2017-00-01").has_value());
  EXPECT_FALSE(Date::parse("0000-01-01").has_value());
}

TEST(Date, ReadsNoOtherForm) {
  for (const char* text : {"", "2017-4-1", "20170401", "01/04/2017", "2017-04-01 ",
                           "1802-01-01 00:00:00", "+017-04-01", "2017-04-1x"}) {
    EXPECT_FALSE(Date::parse(text).has_value()) << text;
  }
}

TEST(Date, RefusesNumbersThatWouldWrapRound) {
  EXPECT_FALSE(Date::make(2017, 257, 1).has_value());
  EXPECT_FALSE(Date::make(2017, 1, 257).has_value());
  EXPECT_FALSE(Date::make(10000, 1, 1).has_value());
}

TEST(Date, ComparesByTime) { EXPECT_LT(*Date::parse("2017-12-31"), *Date::parse("2018-01-01")); }

TEST(Instant, ReadsAndWritesTheSameForm) {
  const auto instant = parse_instant("2018-09-13T08:05:09Z");
  ASSERT_TRUE(instant.has_value());
  EXPECT_EQ(to_text(*instant), "2018-09-13T08:05:09Z");
  EXPECT_EQ(date_of(*instant).to_text(), "2018-09-13");
}

TEST(Instant, CountsFromTheUnixEpoch) {
  EXPECT_EQ(parse_instant("1970-01-02T00:00:01Z"), Instant(hours(24) + seconds(1)));
  EXPECT_EQ(to_text(Instant(seconds(-1))), "1969-12-31T23:59:59Z");
}

TEST(Instant, ReadsNoOtherForm) {
  for (const char* text :
       {"", "2018-09-13", "2018-09-13T08:05:09", "2018-09-13 08:05:09Z", "2018-09-13T24:00:00Z",
        "2018-09-13T08:60:00Z", "2018-09-13T08:05:60Z", "2018-02-30T08:05:09Z"}) {
    EXPECT_FALSE(parse_instant(text).has_value()) << text;
  }
}

TEST(SystemClock, GivesAMomentAfterThisWasWritten) {
  EXPECT_GT(SystemClock().now(), *parse_instant("2020-01-01T00:00:00Z"));
}

}  // namespace
}  // namespace hdis
