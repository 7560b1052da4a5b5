#include "support/plans.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

// Numbers that are related although they do not stand in one table, and not by one total.

namespace hdis::attack {
namespace {

using namespace disclosure::testing;
using ::testing::ElementsAre;

const disclosure::Policy& hes() { return policy("hes-2018"); }

std::vector<Planted> admitted(std::size_t count, const std::string& from, const std::string& sex,
                              double amount = 0) {
  return records(count, {{"PROCODE3", "R1A"}, {"ADMISORC", from}, {"SEX", sex}}, amount);
}

/// 8, 8 and 1 by one field; all of one sex: 10, 10, * and 15 (13 to 17) leave the 1 alone.
std::vector<Planted> eight_eight_one() {
  return together({admitted(8, "19", "1"), admitted(8, "29", "1"), admitted(1, "51", "1")});
}

std::vector<std::vector<std::string>> answers(std::vector<query::TablePlan> tables,
                                              std::vector<Planted> planted) {
  const auto released = run(plan_of(std::move(tables)), std::move(planted), hes());
  if (!released) throw std::runtime_error(released.error().to_text());
  std::vector<std::vector<std::string>> result;
  for (const auto& one : *released) result.push_back(lines(one));
  return result;
}

/// Whether one of the numbers from which a 1 would follow is hidden. What is hidden depends on what is cheapest.
void expect_not_told(const std::vector<std::string>& parts, const std::string& total) {
  EXPECT_EQ(parts.size(), 3U);
  const bool told =
      parts[0].ends_with("| 10") && parts[1].ends_with("| 10") && total.ends_with("| 15");
  EXPECT_FALSE(told) << ::testing::PrintToString(parts) << total;
  EXPECT_TRUE(parts[2].ends_with("| *"));
}

TEST(Linked, TwoTablesWithATotalThatNeitherShows) {
  const auto tables = answers({table(aggregation({by("PROCODE3"), by("ADMISORC")}, {count()})),
                               table(aggregation({by("PROCODE3"), by("SEX")}, {count()}))},
                              eight_eight_one());
  expect_not_told(tables[0], tables[1].front());
}

TEST(Linked, TwoGroupingSetsOfOneTable) {
  const auto released = lines(run_one(
      table(aggregation({by("PROCODE3"), by("ADMISORC"), by("SEX")}, {count()}, {{0, 1}, {0, 2}})),
      eight_eight_one(), hes()));
  ASSERT_EQ(released.size(), 4U);
  expect_not_told({released[0], released[1], released[2]}, released[3]);
}

TEST(Linked, ACoarserDivisionOfTheSameField) {
  // The provider follows from the site: what is said of the one is said of the others together.
  auto planted = together({records(8, {{"PROCODE3", "R1A"}, {"SITETRET", "R1A01"}}),
                           records(8, {{"PROCODE3", "R1A"}, {"SITETRET", "R1A02"}}),
                           records(1, {{"PROCODE3", "R1A"}, {"SITETRET", "R1A03"}}),
                           records(30, {{"PROCODE3", "R1B"}, {"SITETRET", "R1B01"}})});
  const auto tables = answers({table(aggregation({by("SITETRET")}, {count()})),
                               table(aggregation({by("PROCODE3")}, {count()}))},
                              std::move(planted));
  expect_not_told({tables[0][0], tables[0][1], tables[0][2]}, tables[1].front());
}

TEST(Linked, ATotalUnderAConditionThatIsAlwaysTrue) {
  auto total = aggregation({by("PROCODE3")}, {count()});
  for (auto& population : total.populations) population.filter = equals("SEX", "1");
  const auto tables = answers(
      {table(aggregation({by("PROCODE3"), by("ADMISORC")}, {count()})), table(std::move(total))},
      eight_eight_one());
  expect_not_told(tables[0], tables[1].front());
}

TEST(Linked, ConditionsThatMakeUpTheWholeBesideOneThatDoesNot) {
  const auto plan = table(aggregation(
      {by("PROCODE3")},
      {count(), count_where("ADMISORC", "19"), count_where("ADMISORC", "29"),
       count_where("ADMISORC", "51"), count_where("SEX", "1"), count_where("SEX", "2")}));
  auto planted = eight_eight_one();
  const auto others = records(30, {{"PROCODE3", "R1B"}, {"ADMISORC", "19"}, {"SEX", "2"}});
  planted.insert(planted.end(), others.begin(), others.end());
  const auto released = lines(run_one(plan, planted, hes()));
  EXPECT_NE(released.front(), "R1A | 15 10 10 * 15 0");
}

TEST(Linked, PeopleUnderConditionsThatMakeUpTheWhole) {
  auto men = count_people();
  men.filter = equals("SEX", "1");
  auto women = count_people();
  women.filter = equals("SEX", "2");
  // 25 (23 to 27) people of whom 15 (13 to 17) are men: 6 to 14 others, so that the * would be 6 or 7.
  const auto released =
      lines(run_one(table(aggregation({by("PROCODE3")}, {count_people(), men, women})),
                    together({admitted(17, "19", "1"), admitted(6, "19", "2")}), hes()));
  EXPECT_NE(released.front(), "R1A | 25 15 *");
}

TEST(Linked, TheRecordsInWhichAFieldIsFilled) {
  query::Measure filled = count();
  filled.aggregate = query::Aggregate::count_values;
  filled.argument = query::FieldRef{"ADMISORC", catalogue::FieldType::text};
  const auto empty = records(6, {{"PROCODE3", "R1A"}, {"SEX", "2"}});
  const auto released = lines(
      run_one(table(aggregation({by("PROCODE3")}, {count(), filled, count_where("SEX", "2")})),
              together({admitted(17, "19", "1"), empty}), hes()));
  EXPECT_NE(released.front(), "R1A | 25 15 *");
}

TEST(Linked, TheStayOfTheOneWhoIsNotCounted) {
  // All stays and those of men: the difference is hers. She is not asked for.
  query::Measure of_men = of_amount(query::Aggregate::sum);
  of_men.filter = equals("SEX", "1");
  const auto released = lines(
      run_one(table(aggregation({by("PROCODE3")}, {of_amount(query::Aggregate::sum), of_men})),
              together({admitted(20, "19", "1", 10), admitted(1, "19", "2", 400)}), hes()));
  EXPECT_THAT(released, ElementsAre("R1A | * 200"));
}

TEST(Linked, TheStayOfTheOnlyWomanOfEnglandFromExactCountsAndMeans) {
  // 157 of 6.45 less 156 of 5.81, both counts exact, would be her stay to a day or two.
  query::Measure of_men = of_amount(query::Aggregate::mean);
  of_men.filter = equals("SEX", "1");
  std::vector<std::vector<Planted>> stays;
  for (int i = 0; i < 156; ++i) stays.push_back(admitted(1, "19", "1", 1 + i % 11));
  stays.push_back(admitted(1, "19", "2", 87));
  const auto released =
      lines(run_one(table(aggregation({}, {count(), count_where("SEX", "1"),
                                           of_amount(query::Aggregate::mean), of_men})),
                    together(stays), hes()));
  ASSERT_EQ(released.size(), 1U);
  EXPECT_THAT(released.front(), ::testing::HasSubstr("*"));
}

TEST(Linked, ACountThatNobodyAskedForBesideExactOnes) {
  // 23 of whom 20 are men: 3 are not.
  const auto plan = table(aggregation({by("PROCODE3")}, {count(), count_where("SEX", "1")}));
  const auto released = lines(run_one(
      plan, together({admitted(20, "19", "1"), admitted(3, "19", "2")}), policy("hes-pre2018")));
  EXPECT_NE(released.front(), "R1A | 23 20");
}

}  // namespace
}  // namespace hdis::attack
