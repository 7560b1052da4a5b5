#include "hdis/suppression/protect.hpp"

#include "brute_force.hpp"

#include <gtest/gtest.h>

namespace hdis::suppression::test {
namespace {

std::size_t secondary(const Table& table, const Protection& protection) {
  std::size_t count = 0;
  for (CellId cell = 0; cell < table.values.size(); ++cell)
    if (protection.hidden[cell] && table.status[cell] != Status::primary) ++count;
  return count;
}

TEST(Protect, EveryTableOfWholeNumbersThatTheReaderCannotRuleOutLeavesEveryPrimaryCellItsInterval) {
  std::mt19937_64 random(20181309);
  std::size_t tried = 0;
  for (int round = 0; round < 1500; ++round) {
    const Table table = random_table(random);
    for (const Attacker attacker : {Attacker::nonnegative, Attacker::strict}) {
      const auto protection = protect(table, {attacker, 1, 10, {}});
      ASSERT_TRUE(protection) << protection.error().to_text();
      const auto intervals = intervals_by_trying(table, attacker, protection->hidden, 7);
      if (intervals.empty()) continue;
      const auto floor = floors(table, attacker);
      for (CellId cell = 0; cell < table.values.size(); ++cell) {
        if (table.status[cell] != Status::primary) continue;
        ++tried;
        ASSERT_GE(intervals[cell].most, table.values[cell] + 1)
            << "round " << round << ", cell " << cell;
        ASSERT_LE(intervals[cell].least, std::max(floor[cell], table.values[cell] - 1))
            << "round " << round << ", cell " << cell;
      }
    }
  }
  EXPECT_GT(tried, 2000U);
}

TEST(Protect, HidesNothingWhereNothingIsSmall) {
  const Table table = make_table({{no_node, 0, 0}, {no_node, 0, 0}}, {10, 20, 30, 40}, 5);
  const auto protection = protect(table, {});
  ASSERT_TRUE(protection);
  EXPECT_EQ(std::count(protection->hidden.begin(), protection->hidden.end(), true), 0);
}

// One small cell in a flat table of two dimensions: the other three corners of a rectangle at least.
TEST(Protect, HidesTheCheapestRectangle) {
  const Table table =
      make_table({{no_node, 0, 0, 0}, {no_node, 0, 0, 0}}, {3, 50, 10, 40, 60, 70, 11, 80, 12}, 5);
  const auto protection = protect(table, {});
  ASSERT_TRUE(protection);
  EXPECT_EQ(secondary(table, *protection), 3U);
  for (const CellId cell : {5U, 7U, 13U, 15U})
    EXPECT_TRUE(protection->hidden[static_cast<std::size_t>(cell)]) << cell;
}

// A reader who knows that no count is 0 works out ones in a rectangle of ones; the other reader does not.
TEST(Protect, HidesMoreFromWhoKnowsThatShownZerosAreTheOnlyZeros) {
  const Table table =
      make_table({{no_node, 0, 0, 0}, {no_node, 0, 0, 0}}, {1, 1, 9, 1, 1, 9, 9, 9, 9}, 5);
  const auto mild = protect(table, {Attacker::nonnegative, 1, 100, {}});
  const auto strict = protect(table, {Attacker::strict, 1, 100, {}});
  ASSERT_TRUE(mild && strict);
  EXPECT_EQ(secondary(table, *mild), 0U);
  EXPECT_GT(secondary(table, *strict), 0U);
}

// 618 when this was written; without sums of moves that are held 660, without any sums of moves 703.
TEST(Protect, AddsMovesToOneAnotherWhereManyDimensionsMeet) {
  std::mt19937_64 random(2018);
  const std::vector<Node> four = {no_node, 0, 0, 0, 0};
  std::size_t hidden = 0;
  for (int round = 0; round < 6; ++round) {
    std::vector<std::int64_t> leaves(256);
    for (auto& leaf : leaves) leaf = static_cast<std::int64_t>(random() % 6 * (random() % 6));
    const Table table = make_table({four, four, four, four}, leaves, 2);
    const auto protection = protect(table, {Attacker::nonnegative, 1, 50, {}});
    ASSERT_TRUE(protection) << protection.error().to_text();
    hidden += secondary(table, *protection);
  }
  EXPECT_LE(hidden, 640U);
}

TEST(Protect, IsTheSameEveryTime) {
  std::mt19937_64 random(7);
  for (int round = 0; round < 20; ++round) {
    const Table table = random_table(random);
    const auto once = protect(table, {Attacker::strict, 5, 300, {}});
    const auto again = protect(table, {Attacker::strict, 5, 300, {}});
    ASSERT_TRUE(once && again);
    EXPECT_EQ(once->hidden, again->hidden);
  }
}

TEST(Protect, TreatsAnOnlyChildAsItsParent) {
  const Table table = make_table({{no_node, 0, 1, 0}, {no_node, 0, 0}}, {3, 9, 9, 9}, 5);
  const auto protection = protect(table, {});
  ASSERT_TRUE(protection);
  for (CellId column = 0; column < 3; ++column)
    EXPECT_EQ(protection->hidden[3 + column], protection->hidden[6 + column]);
}

TEST(Protect, StopsWhenAsked) {
  const Table table = make_table({{no_node, 0, 0}, {no_node, 0, 0}}, {3, 20, 30, 40}, 5);
  const auto protection = protect(table, {Attacker::strict, 1, 100, [](double) { return false; }});
  ASSERT_FALSE(protection);
  EXPECT_EQ(protection.error().code(), ErrorCode::cancelled);
}

TEST(Protect, RefusesTotalsThatDoNotAddUp) {
  Table table = make_table({{no_node, 0, 0}}, {3, 20}, 5);
  table.values[0] = 24;
  const auto protection = protect(table, {});
  ASSERT_FALSE(protection);
  EXPECT_EQ(protection.error().reasons().front().rule, "table.sums");
}

}  // namespace
}  // namespace hdis::suppression::test
