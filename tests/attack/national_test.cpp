#include "support/plans.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

// What is exact in a table of all England, used against what is hidden below it.

namespace hdis::attack {
namespace {

using namespace disclosure::testing;
using query::Aggregate;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const disclosure::Policy& hes() { return policy("hes-2018"); }

std::vector<Planted> area_and_sex(std::size_t count, const std::string& area,
                                  const std::string& sex, double amount = 0) {
  return records(count, {{"CCG_RESPONSIBILITY", area}, {"SEX", sex}}, amount);
}

/// `part`, counting only records of men.
query::TablePlan of_men(query::Aggregation part) {
  for (auto& population : part.populations) population.filter = equals("SEX", "1");
  return table(std::move(part));
}

TEST(National, AScoreThatFindsASmallAreaIsNotNational) {
  for (const std::string field : {"IMD04", "IMD04RK", "PROVDIST", "SITEDIST", "CONSULT"}) {
    const auto plan = table(aggregation({}, {count(), count_where(field, "7")}));
    const auto released =
        run_one(plan, together({records(3, {{field, "7"}}), records(40, {})}), hes());
    EXPECT_EQ(lines(released).front(), "| 45 *") << field;
  }
}

TEST(National, TheStayOfOnePersonIsHiddenInATableOfEngland) {
  const auto plan =
      table(aggregation({by("SEX")}, {of_amount(Aggregate::sum), of_amount(Aggregate::mean),
                                      of_amount(Aggregate::median)}));
  const auto few = area_and_sex(2, "A", "1", 30);
  const auto dominated = together({area_and_sex(12, "A", "2", 1), area_and_sex(1, "B", "2", 4000)});
  EXPECT_THAT(lines(run_one(plan, together({few, dominated}), hes())),
              ElementsAre("1 | * * *", "2 | * * 1.0"));
}

TEST(National, AnExactTotalOfOtherRecordsIsNotShownBesidePlaces) {
  // All of A: 19 of 8 + 8 + 3. Beside the exact number of men, 16, the three women would be known.
  const auto places = table(aggregation({by("CCG_RESPONSIBILITY")}, {count()}));
  const auto men = of_men(aggregation({}, {count()}));
  const auto planted =
      together({area_and_sex(8, "A", "1"), area_and_sex(8, "B", "1"), area_and_sex(3, "C", "2")});
  const auto tables = run(plan_of({places, men}), planted, hes());
  ASSERT_TRUE(tables) << tables.error().to_text();
  EXPECT_THAT(lines((*tables)[1]), ElementsAre("| 15"));
  // By itself it is exact: no place is told.
  EXPECT_THAT(lines(run_one(men, planted, hes())), ElementsAre("| 16"));
}

TEST(National, NotesSayWhichNumbersAreExact) {
  const auto says_exact = ::testing::Contains(HasSubstr("are exact"));
  const auto says_rounded = ::testing::Contains(HasSubstr("rounded to the nearest 5"));
  const auto planted = area_and_sex(21, "A", "1");
  const auto england = run_one(table(aggregation({by("SEX")}, {count()})), planted, hes());
  EXPECT_THAT(england.notes(), says_exact);
  EXPECT_THAT(england.notes(), ::testing::Not(says_rounded));
  const auto places =
      run_one(table(aggregation({by("CCG_RESPONSIBILITY")}, {count()})), planted, hes());
  EXPECT_THAT(places.notes(), says_rounded);
  EXPECT_THAT(places.notes(), ::testing::Not(says_exact));
  const auto beside = run_one(table(aggregation({by("SEX")}, {count(), of_amount(Aggregate::sum)})),
                              planted, hes());
  EXPECT_THAT(beside.notes(), says_exact);
  EXPECT_THAT(beside.notes(), says_rounded);
}

TEST(National, WhetherAnExactTotalIsRoundedBesidePlacesDoesNotDependOnTheCounts) {
  const auto places = table(aggregation({by("CCG_RESPONSIBILITY")}, {count()}));
  const auto men = of_men(aggregation({}, {count()}));
  const auto tables = run(plan_of({places, men}), area_and_sex(21, "A", "1"), hes());
  ASSERT_TRUE(tables) << tables.error().to_text();
  EXPECT_THAT(lines((*tables)[1]), ElementsAre("| 20"));
}

TEST(National, AWithheldSumIsNotItsMeanTimesItsCount) {
  // The sum of A would follow from the total of the provider less B; the mean would say the same.
  const auto plan = table(
      aggregation({by("PROCODE3"), by("CCG_RESPONSIBILITY")},
                  {count(), of_amount(Aggregate::sum), of_amount(Aggregate::mean)}, {{0}, {0, 1}}));
  const auto planted =
      together({records(40, {{"PROCODE3", "R1A"}, {"CCG_RESPONSIBILITY", "A"}}, 10),
                records(3, {{"PROCODE3", "R1A"}, {"CCG_RESPONSIBILITY", "B"}}, 1000)});
  EXPECT_THAT(lines(run_one(plan, planted, hes())),
              ElementsAre("R1A A | 40 400 10.0", "R1A B | * * *", "R1A all | 45 * *"));
}

}  // namespace
}  // namespace hdis::attack
