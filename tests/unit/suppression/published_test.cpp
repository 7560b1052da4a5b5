// Published example tables. The numbers are facts, quoted; primary cells are given, and ours may hide no more than was published.
#include "brute_force.hpp"

#include <gtest/gtest.h>

namespace hdis::suppression::test {
namespace {

// The investment table of M. Fischetti and J. J. Salazar-González, Management Science 47 (2001) and Mathematical Programming 84
// (1999): one sensitive cell, (activity II, region C) = 22; the published optimum hides three more.
TEST(Published, InvestmentTable) {
  Table table =
      make_table({{no_node, 0, 0, 0}, {no_node, 0, 0, 0}}, {20, 50, 10, 8, 19, 22, 17, 32, 12}, 0);
  const CellId sensitive = 2 * 4 + 3;
  ASSERT_EQ(table.values[sensitive], 22);
  table.status[sensitive] = Status::primary;
  table.lower[sensitive] = table.upper[sensitive] = 3;
  const auto protection = protect(table, {Attacker::nonnegative, 1, 400, {}});
  ASSERT_TRUE(protection);
  EXPECT_LE(std::count(protection->hidden.begin(), protection->hidden.end(), true), 4);
  std::int64_t weight = 0;
  for (CellId cell = 0; cell < 16; ++cell)
    if (protection->hidden[cell] && cell != sensitive) weight += table.weights[cell];
  EXPECT_LE(weight, 17 + 12 + 8);
}

}  // namespace
}  // namespace hdis::suppression::test
