#include "hdis/core/financial_year.hpp"

#include <gtest/gtest.h>

namespace hdis {
namespace {

TEST(FinancialYear, ReadsEverySpelling) {
  for (const char* text : {"1718", "2017/18", "2017-18", "201718"}) {
    const auto year = FinancialYear::parse(text);
    ASSERT_TRUE(year.has_value()) << text;
    EXPECT_EQ(year->first_calendar_year(), 2017) << text;
  }
}

TEST(FinancialYear, PutsTwoDigitYearsFrom70IntoTheTwentiethCentury) {
  EXPECT_EQ(FinancialYear::parse("8990")->first_calendar_year(), 1989);
  EXPECT_EQ(FinancialYear::parse("7071")->first_calendar_year(), 1970);
  EXPECT_EQ(FinancialYear::parse("6970")->first_calendar_year(), 2069);
}

TEST(FinancialYear, CrossesTheCentury) {
  EXPECT_EQ(FinancialYear::parse("9900")->first_calendar_year(), 1999);
  EXPECT_EQ(FinancialYear::parse("1999/00")->code(), "9900");
  EXPECT_EQ(FinancialYear::parse("0001")->label(), "2000/01");
}

TEST(FinancialYear, RefusesHalvesThatDoNotFollowOneAnother) {
  for (const char* text : {"1719", "1817", "1717", "2018", "2017/19", "201719"}) {
    EXPECT_FALSE(FinancialYear::parse(text).has_value()) << text;
  }
}

TEST(FinancialYear, ReadsNoOtherForm) {
  for (const char* text :
       {"", "17", "17-18", "2017/2018", "2017 18", "17/18", "x718", "20171", "١٧١٨"}) {
    EXPECT_FALSE(FinancialYear::parse(text).has_value()) << text;
  }
}

TEST(FinancialYear, RunsFromAprilToMarch) {
  const auto year = FinancialYear::starting(2017);
  ASSERT_TRUE(year.has_value());
  EXPECT_EQ(year->first_day().to_text(), "2017-04-01");
  EXPECT_EQ(year->last_day().to_text(), "2018-03-31");
  EXPECT_EQ(FinancialYear::of(year->first_day()), year);
  EXPECT_EQ(FinancialYear::of(year->last_day()), year);
  EXPECT_EQ(FinancialYear::of(*Date::parse("2018-04-01")), FinancialYear::starting(2018));
}

TEST(FinancialYear, WritesBothForms) {
  const auto year = FinancialYear::starting(2009);
  EXPECT_EQ(year->code(), "0910");
  EXPECT_EQ(year->label(), "2009/10");
}

TEST(FinancialYear, KeepsToItsRange) {
  EXPECT_TRUE(FinancialYear::starting(1900).has_value());
  EXPECT_TRUE(FinancialYear::starting(2098).has_value());
  EXPECT_FALSE(FinancialYear::starting(1899).has_value());
  EXPECT_FALSE(FinancialYear::starting(2099).has_value());
  EXPECT_FALSE(FinancialYear::of(*Date::parse("1900-03-31")).has_value());
}

}  // namespace
}  // namespace hdis
