#include "day.hpp"

#include "hdis/core/date.hpp"

#include <gtest/gtest.h>

namespace hdis::synth {
namespace {

Day day(const char* text) {
  return static_cast<Day>(Date::parse(text).value().days().time_since_epoch().count());
}

TEST(Day, WritesDatesAndTheirAbsence) {
  EXPECT_EQ(date_text(day("2018-03-31")), "2018-03-31");
  EXPECT_EQ(date_text(day("1904-02-29")), "1904-02-29");
  EXPECT_EQ(date_text(null_day), "1800-01-01");
}

TEST(Day, KnowsFinancialYearsAndWeekdays) {
  EXPECT_EQ(financial_year_of(day("2018-03-31")), 2017);
  EXPECT_EQ(financial_year_of(day("2018-04-01")), 2018);
  EXPECT_EQ(first_day_of(2017), day("2017-04-01"));
  EXPECT_EQ(weekday_of(day("2017-04-03")), 0);  // a Monday
  EXPECT_EQ(weekday_of(day("1969-12-28")), 6);
}

// The limits of the HES Technical Output Specification (SRC-0061).
TEST(Day, WritesAgesAsHes) {
  const Day birth = day("2016-05-10");
  EXPECT_EQ(hes_age(birth, birth), 7001);
  EXPECT_EQ(hes_age(birth, birth + 1), 7002);
  EXPECT_EQ(hes_age(birth, birth + 6), 7002);
  EXPECT_EQ(hes_age(birth, birth + 7), 7003);
  EXPECT_EQ(hes_age(birth, birth + 28), 7003);
  EXPECT_EQ(hes_age(birth, birth + 29), 7004);
  EXPECT_EQ(hes_age(birth, birth + 90), 7004);
  EXPECT_EQ(hes_age(birth, birth + 91), 7005);
  EXPECT_EQ(hes_age(birth, birth + 181), 7005);
  EXPECT_EQ(hes_age(birth, birth + 182), 7006);
  EXPECT_EQ(hes_age(birth, birth + 272), 7006);
  EXPECT_EQ(hes_age(birth, birth + 273), 7007);
  EXPECT_EQ(hes_age(birth, day("2017-05-09")), 7007);
  EXPECT_EQ(hes_age(birth, day("2017-05-10")), 1);
  EXPECT_EQ(hes_age(day("1890-01-01"), day("2017-01-01")), 120);
}

}  // namespace
}  // namespace hdis::synth
