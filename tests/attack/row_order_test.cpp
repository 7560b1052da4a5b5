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

}  // namespace
}  // namespace hdis::attack
