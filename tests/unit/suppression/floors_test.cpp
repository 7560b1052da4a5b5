#include "hdis/suppression_audit/floors.hpp"

#include "brute_force.hpp"

#include <gtest/gtest.h>

namespace hdis::suppression_audit {
namespace {

TEST(LeavesBelow, CountsByHand) {
  // A root (0) over 1 and 2, and 2 over 3 and 4: the leaves are 1, 3 and 4.
  const std::vector<std::vector<std::int32_t>> trees = {{-1, 0, 0, 2, 2}};
  EXPECT_EQ(leaves_below(trees, {true, true, true, true, false}),
            (std::vector<std::int64_t>{2, 1, 1, 1, 0}));
}

// The engine and the audit count separately, and must agree.
TEST(LeavesBelow, AgreesWithTheEngine) {
  std::mt19937_64 random(11);
  for (int round = 0; round < 300; ++round) {
    const auto table = suppression::test::random_table(random);
    std::vector<std::vector<std::int32_t>> trees;
    for (const auto& dimension : table.dimensions) {
      trees.emplace_back();
      for (const auto parent : dimension.parents())
        trees.back().push_back(parent == suppression::no_node ? -1
                                                              : static_cast<std::int32_t>(parent));
    }
    std::vector<bool> counted;
    for (const auto value : table.values) counted.push_back(value > 0);
    ASSERT_EQ(leaves_below(trees, counted),
              suppression::floors(table, suppression::Attacker::strict));
  }
}

}  // namespace
}  // namespace hdis::suppression_audit
