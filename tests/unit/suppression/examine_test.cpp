#include "hdis/suppression_audit/examine.hpp"

#include "brute_force.hpp"

#include <gtest/gtest.h>

namespace hdis::suppression::test {
namespace {

using namespace suppression_audit;

Published published_of(const Table& table, Attacker attacker, const std::vector<bool>& hidden) {
  Published out;
  for (const Hierarchy& tree : table.dimensions) {
    out.parents.emplace_back();
    for (const Node parent : tree.parents())
      out.parents.back().push_back(parent == no_node ? -1 : static_cast<std::int32_t>(parent));
  }
  for (CellId cell = 0; cell < hidden.size(); ++cell)
    out.cells.push_back(hidden[cell] ? Range{attacker == Attacker::strict ? 1 : 0, unbounded}
                                     : Range{table.values[cell], table.values[cell]});
  return out;
}

// Where cells are hidden at random, without any care: whatever trying every table excludes must be wider than, or as wide as, what the
// audit says, and a cell whose value only one table has is never called kept.
TEST(Examine, AgreesWithTryingEveryTable) {
  std::mt19937_64 random(42);
  std::size_t exposed = 0;
  std::size_t kept = 0;
  for (int round = 0; round < 3000; ++round) {
    const Table table = random_table(random);
    std::vector<bool> hidden(table.values.size());
    for (CellId cell = 0; cell < hidden.size(); ++cell)
      hidden[cell] =
          table.values[cell] > 0 && (table.status[cell] == Status::primary || random() % 4 == 0);
    const Attacker attacker = random() % 2 == 0 ? Attacker::strict : Attacker::nonnegative;
    const auto intervals = intervals_by_trying(table, attacker, hidden, 9);
    if (intervals.empty()) continue;
    std::vector<Requirement> wanted;
    for (CellId cell = 0; cell < hidden.size(); ++cell)
      if (hidden[cell] && intervals[cell].most < 9 && table.values[cell] <= 5)
        wanted.push_back(
            {cell,
             {std::max<std::int64_t>(attacker == Attacker::strict ? 1 : 0, table.values[cell] - 1),
              table.values[cell] + 1}});
    const auto found = examine(published_of(table, attacker, hidden), wanted, 1'000'000'000);
    ASSERT_TRUE(found) << found.error().to_text();
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      const Interval truth = intervals[wanted[i].cell];
      const Finding& finding = found->findings[i];
      EXPECT_LE(finding.known.least, truth.least);
      EXPECT_GE(finding.known.most, truth.most);
      ASSERT_NE(finding.verdict, Verdict::not_proved);
      const bool reached =
          truth.least <= wanted[i].wanted.least && truth.most >= wanted[i].wanted.most;
      // Two dimensions without deep trees are networks, where fractions say no more than whole numbers.
      if (reached) {
        EXPECT_EQ(finding.verdict, Verdict::kept);
      }
      if (!reached && table.dimensions.size() <= 1) {
        EXPECT_EQ(finding.verdict, Verdict::exposed);
      }
      ++(finding.verdict == Verdict::exposed ? exposed : kept);
    }
  }
  EXPECT_GT(exposed, 100U);
  EXPECT_GT(kept, 100U);
}

// 10, 10, *, 15 under the rule of 2018 can only be 8, 8, 1, 17 (docs/disclosure.md, "Why a published rule is not enough").
TEST(Examine, SeesTheSqueezeOfARoundedTotal) {
  const Published published{{{-1, 0, 0, 0}}, {{13, 17}, {8, 12}, {8, 12}, {1, 7}}};
  const auto found = examine(published, {{3, {1, 7}}}, 0);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->findings.front().verdict, Verdict::exposed);
  EXPECT_EQ(found->findings.front().known, (Range{1, 1}));
}

TEST(Examine, IsNotProvedWithoutABudget) {
  const Table table =
      make_table({{no_node, 0, 0, 0}, {no_node, 0, 0, 0}}, {3, 50, 10, 40, 60, 70, 11, 80, 12}, 5);
  std::vector<bool> hidden(16, false);
  for (const std::size_t cell : {5U, 7U, 13U, 15U}) hidden[cell] = true;
  const auto published = published_of(table, Attacker::nonnegative, hidden);
  const auto without = examine(published, {{5, {2, 4}}}, 0);
  const auto with = examine(published, {{5, {2, 4}}}, 1'000'000);
  ASSERT_TRUE(without && with);
  EXPECT_EQ(without->findings.front().verdict, Verdict::not_proved);
  EXPECT_EQ(with->findings.front().verdict, Verdict::kept);
}

TEST(Examine, RefusesWhatNoTableAgreesWith) {
  const auto found = examine({{{-1, 0, 0}}, {{10, 10}, {6, 6}, {5, 9}}}, {}, 0);
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().reasons().front().rule, "audit.contradiction");
}

}  // namespace
}  // namespace hdis::suppression::test
