#include "support/plans.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

// The numbers are those of NHS Digital's own unit tests of the method of 13 September 2018.

namespace hdis::disclosure::testing {
namespace {

using ::testing::ElementsAre;
using Counts = std::vector<std::size_t>;

/// An area for each count, with so many men; and women, so that the area is there without men too.
std::vector<Planted> men_by_area(const Counts& counts, std::size_t women = 0) {
  std::vector<std::vector<Planted>> areas;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const std::string area = fmt::format("A{:02}", i);
    areas.push_back(records(counts[i], {{"CCG_RESPONSIBILITY", area}, {"SEX", "1"}}));
    areas.push_back(records(women, {{"CCG_RESPONSIBILITY", area}, {"SEX", "2"}}));
  }
  return together(areas);
}

std::vector<std::string> numbers(const released::Table& table, std::size_t column = 0) {
  std::vector<std::string> result;
  for (const auto& row : table.rows()) result.push_back(shown(row.cells[column]));
  return result;
}

std::vector<std::string> protected_counts(const Counts& counts) {
  const auto plan = table(aggregation({by("CCG_RESPONSIBILITY")}, {count_where("SEX", "1")}));
  return numbers(run_one(plan, men_by_area(counts, 1), policy("hes-2018")));
}

TEST(Hes2018, CountsOfTheFirstTable) {
  EXPECT_THAT(protected_counts({0, 1, 4, 7, 8, 12, 16, 21, 101}),
              ElementsAre("0", "*", "*", "*", "10", "10", "15", "20", "100"));
}

TEST(Hes2018, CountsFromZeroToThirteen) {
  EXPECT_THAT(
      protected_counts({0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13}),
      ElementsAre("0", "*", "*", "*", "*", "*", "*", "*", "10", "10", "10", "10", "10", "15"));
}

TEST(Hes2018, ThirteenOnTheNationalRowStaysThirteen) {
  const auto plan = table(aggregation({}, {count_where("SEX", "1")}));
  EXPECT_THAT(numbers(run_one(plan, men_by_area({13}), policy("hes-2018"))), ElementsAre("13"));
}

/// Men as a percentage of men and women; an area for each pair.
query::TablePlan percentage_plan(std::vector<query::Dimension> dimensions,
                                 std::optional<std::uint32_t> decimals) {
  auto plan = table(aggregation(std::move(dimensions), {count_where("SEX", "1"), count()}));
  plan.columns.push_back({"percentage", query::RatioColumn{{0, 0}, {0, 1}, 100, decimals}});
  return plan;
}

std::string percentage_below_national(std::size_t men, std::size_t all,
                                      std::optional<std::uint32_t> decimals) {
  const auto protected_table = run_one(percentage_plan({by("CCG_RESPONSIBILITY")}, decimals),
                                       men_by_area({men}, all - men), policy("hes-2018"));
  return numbers(protected_table, 2).front();
}

double national_percentage(std::size_t men, std::size_t all) {
  const auto released =
      run_one(percentage_plan({}, std::nullopt), men_by_area({men}, all - men), policy("hes-2018"));
  return released.rows().front().cells[2].number().value();
}

TEST(Hes2018, PercentagesBelowNationalLevel) {
  EXPECT_EQ(percentage_below_national(0, 1, 0), "*");
  EXPECT_EQ(percentage_below_national(0, 8, 0), "0");
  EXPECT_EQ(percentage_below_national(1, 5, 0), "*");
  EXPECT_EQ(percentage_below_national(3, 12, 0), "*");
  EXPECT_EQ(percentage_below_national(8, 40, 0), "25");
}

TEST(Hes2018, PercentagesWithoutDecimals) {
  EXPECT_EQ(percentage_below_national(0, 39, 0), "0");
  EXPECT_EQ(percentage_below_national(9, 40, 0), "25");
  EXPECT_EQ(percentage_below_national(10, 16, 0), "67");
  EXPECT_EQ(percentage_below_national(9, 16, 0), "67");
}

TEST(Hes2018, NationalPercentagesAreTheTrueOnes) {
  EXPECT_DOUBLE_EQ(national_percentage(9, 40), 22.5);
  EXPECT_DOUBLE_EQ(national_percentage(10, 16), 62.5);
  EXPECT_DOUBLE_EQ(national_percentage(9, 16), 56.25);
}

query::TablePlan with_local_total() {
  return table(aggregation({by("PROCODE3"), by("CCG_RESPONSIBILITY")}, {count()}, {{0}, {0, 1}}));
}

/// One provider; commissioners A, B, ... with so many records.
std::vector<Planted> commissioners(const Counts& counts) {
  std::vector<std::vector<Planted>> groups;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const std::string code(1, static_cast<char>('A' + i));
    groups.push_back(records(counts[i], {{"PROCODE3", "R1A"}, {"CCG_RESPONSIBILITY", code}}));
  }
  return together(groups);
}

TEST(Hes2018, TotalsAreComputedFromTrueValues) {
  // Two areas of 11 are shown as 10 and 10; their total is 22, shown as 20. Two of 12: 10, 10 and 25.
  EXPECT_THAT(lines(run_one(with_local_total(), commissioners({11, 11}), policy("hes-2018"))),
              ElementsAre("R1A A | 10", "R1A B | 10", "R1A all | 20"));
  EXPECT_THAT(lines(run_one(with_local_total(), commissioners({12, 12}), policy("hes-2018"))),
              ElementsAre("R1A A | 10", "R1A B | 10", "R1A all | 25"));
}

TEST(OpenSafely, TotalsAreSumsOfRoundedCells) {
  EXPECT_THAT(lines(run_one(with_local_total(), commissioners({12, 12, 7}), policy("opensafely"))),
              ElementsAre("R1A A | 10", "R1A B | 10", "R1A C | *", "R1A all | 20"));
  EXPECT_THAT(lines(run_one(with_local_total(), commissioners({12, 12, 7}),
                            policy("opensafely-midpoint6"))),
              ElementsAre("R1A A | 9", "R1A B | 9", "R1A C | 9", "R1A all | 27"));
}

TEST(OpenSafely, ATotalOfSuppressedCellsAloneIsSuppressed) {
  EXPECT_THAT(lines(run_one(with_local_total(), commissioners({7, 7}), policy("opensafely"))),
              ElementsAre("R1A A | *", "R1A B | *", "R1A all | *"));
}

TEST(SecureDataEnvironment, BelowTenIsSuppressed) {
  const auto plan = table(aggregation({by("CCG_RESPONSIBILITY")}, {count()}));
  EXPECT_THAT(numbers(run_one(plan, men_by_area({1, 9, 10, 12, 13}), policy("nhs-england-sde"))),
              ElementsAre("*", "*", "10", "10", "15"));
}

}  // namespace
}  // namespace hdis::disclosure::testing
