#include "support/plans.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

// What the order and the number of rows tell.

namespace hdis::attack {
namespace {

using namespace disclosure::testing;
using ::testing::ElementsAre;

std::vector<Planted> areas(const std::map<std::string, std::size_t>& counts) {
  std::vector<std::vector<Planted>> groups;
  groups.reserve(counts.size());
  for (const auto& [code, count] : counts) {
    groups.push_back(records(count, {{"CCG_RESPONSIBILITY", code}}));
  }
  return together(groups);
}

query::TablePlan largest_first(std::optional<std::uint64_t> limit = std::nullopt) {
  auto plan = table(aggregation({by("CCG_RESPONSIBILITY")}, {count()}));
  plan.order_by = {{1, true}};
  plan.limit = limit;
  return plan;
}

TEST(RowOrder, SuppressedNumbersAreInOrderOfTheirLabels) {
  EXPECT_THAT(lines(run_one(largest_first(), areas({{"A", 1}, {"B", 7}, {"C", 4}, {"D", 30}}),
                            policy("hes-2018"))),
              ElementsAre("D | 30", "A | *", "B | *", "C | *"));
}

TEST(RowOrder, EquallyRoundedNumbersAreInOrderOfTheirLabels) {
  EXPECT_THAT(
      lines(run_one(largest_first(), areas({{"A", 8}, {"B", 12}, {"C", 10}}), policy("hes-2018"))),
      ElementsAre("A | 10", "B | 10", "C | 10"));
}

TEST(RowOrder, ALimitCutsTheProtectedTable) {
  // The second of the largest is B by true count, and A by what is shown.
  EXPECT_THAT(
      lines(run_one(largest_first(2), areas({{"A", 8}, {"B", 12}, {"C", 40}}), policy("hes-2018"))),
      ElementsAre("C | 40", "A | 10"));
}

TEST(RowOrder, AscendingPutsSuppressedNumbersFirst) {
  auto plan = largest_first();
  plan.order_by = {{1, false}};
  EXPECT_THAT(lines(run_one(plan, areas({{"A", 30}, {"B", 7}, {"C", 8}}), policy("hes-2018"))),
              ElementsAre("B | *", "C | 10", "A | 30"));
}

// A CASE that gives one band to each of four areas, listed as `bands` says.
query::TablePlan banded(const std::vector<std::pair<std::string, std::string>>& bands) {
  query::Banding banding{{}, query::RowExpression{query::Value{std::string("Unknown")}}};
  for (const auto& [area, band] : bands) {
    banding.arms.push_back(
        {equals("CCG_RESPONSIBILITY", area), query::RowExpression{query::Value{band}}});
  }
  query::Dimension dimension = by("CCG_RESPONSIBILITY");
  dimension.name = "band";
  dimension.by_population = {query::RowExpression{std::move(banding)}};
  dimension.place = false;
  return table(aggregation({dimension}, {count()}));
}

const std::vector<std::pair<std::string, std::string>> ages = {
    {"D", "<5"}, {"A", "5-9"}, {"C", "10-44"}, {"B", "45+"}};

TEST(RowOrder, BandsComeAsTheCaseListsThem) {
  auto reversed = ages;
  std::reverse(reversed.begin(), reversed.end());
  for (const std::size_t few : {20U, 30U}) {  // The data do not matter.
    const auto records = areas({{"A", few}, {"B", 50 - few}, {"C", 20}, {"D", 30}, {"E", 20}});
    const auto keys = [&](const query::TablePlan& plan) {
      std::vector<std::string> out;
      const auto released = run_one(plan, records, policy("hes-2018"));
      for (const auto& row : released.rows()) {
        out.push_back(row.keys.front().code);
      }
      return out;
    };
    EXPECT_THAT(keys(banded(ages)), ElementsAre("<5", "5-9", "10-44", "45+", "Unknown"));
    EXPECT_THAT(keys(banded(reversed)), ElementsAre("45+", "10-44", "5-9", "<5", "Unknown"));

    auto ordered = banded(reversed);
    ordered.order_by = {{0, false}};
    EXPECT_THAT(keys(ordered), ElementsAre("<5", "5-9", "10-44", "45+", "Unknown"));
    ordered.order_by = {{0, true}};
    EXPECT_THAT(keys(ordered), ElementsAre("Unknown", "45+", "10-44", "5-9", "<5"));
  }
}

}  // namespace
}  // namespace hdis::attack
