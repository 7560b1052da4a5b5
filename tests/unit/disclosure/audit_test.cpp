#include "audit/exposure.hpp"
#include "audit/shown.hpp"
#include "cell_maker.hpp"
#include "support/plans.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <random>

namespace hdis::disclosure::audit {
namespace {

using disclosure::testing::policy;
using released::SuppressionReason;

System system(std::vector<Interval> shown, std::vector<Relation> relations) {
  return {std::move(shown), std::move(relations)};
}

TEST(Propagate, PinsWhatTotalsLeave) {
  // 10, 10, * and 15: 8 to 12 twice, 1 to 7, 13 to 17.
  const auto result = propagate(
      system({{8, 12}, {8, 12}, {1, 7}, {13, 17}}, {{RelationKind::adds_up, 3, {0, 1, 2}}}));
  EXPECT_EQ(result.outcome, Outcome::settled);
  EXPECT_EQ(result.known[2], (Interval{1, 1}));
}

TEST(Propagate, FollowsAChainOfTotals) {
  // Exact grand total 20 of two lines; the first line is at least 16, so the second is at most 4.
  const auto result =
      propagate(system({{8, 12}, {8, 12}, {1, 7}, {16, 24}, {1, unbounded}, {20, 20}},
                       {{RelationKind::adds_up, 3, {0, 1}},
                        {RelationKind::adds_up, 4, {2}},
                        {RelationKind::adds_up, 5, {3, 4}}}));
  EXPECT_EQ(result.known[2], (Interval{1, 4}));
}

TEST(Propagate, AnUnboundedPartTakesTheBoundFromTheOthers) {
  const auto result = propagate(
      system({{8, 12}, {1, unbounded}, {0, unbounded}}, {{RelationKind::adds_up, 2, {0, 1}}}));
  EXPECT_EQ(result.known[1], (Interval{1, unbounded}));
  EXPECT_EQ(result.known[2], (Interval{9, unbounded}));
}

TEST(Propagate, AtMostIsOneSided) {
  // People of a line: at most the sum of its cells. A total of 20 people leaves a cell at least 8.
  const auto result =
      propagate(system({{8, 12}, {0, unbounded}, {20, 20}}, {{RelationKind::at_most, 2, {0, 1}}}));
  EXPECT_EQ(result.known[1], (Interval{8, unbounded}));
}

TEST(Propagate, SaysWhenNothingIsPossible) {
  const auto result =
      propagate(system({{1, 2}, {1, 2}, {9, 9}}, {{RelationKind::adds_up, 2, {0, 1}}}));
  EXPECT_EQ(result.outcome, Outcome::contradiction);
}

TEST(Propagate, StopsAfterABoundedNumberOfSteps) {
  // x = y and x + y = z, z = x: only 0 fits, reached in steps of one from a thousand million.
  const auto result =
      propagate(system({{0, 1'000'000'000}, {1, 1'000'000'000}, {0, 1'000'000'000}},
                       {{RelationKind::adds_up, 2, {0, 1}}, {RelationKind::adds_up, 0, {2}}}));
  EXPECT_NE(result.outcome, Outcome::settled);
}

/// Every assignment of whole numbers to cells that satisfies all relations.
void for_each_solution(const System& of, std::vector<Number>& values,
                       const std::function<void(const std::vector<Number>&)>& found) {
  if (values.size() < of.shown.size()) {
    const Interval range = of.shown[values.size()];
    for (Number value = range.lower; value <= range.upper; ++value) {
      values.push_back(value);
      for_each_solution(of, values, found);
      values.pop_back();
    }
    return;
  }
  for (const Relation& relation : of.relations) {
    Number sum = 0;
    for (const CellIndex part : relation.parts) sum += values[part];
    const bool holds = relation.kind == RelationKind::adds_up ? sum == values[relation.whole]
                                                              : sum >= values[relation.whole];
    if (!holds) return;
  }
  found(values);
}

TEST(Propagate, NeverExcludesWhatIsPossible) {
  std::mt19937 random(20180913);
  const auto pick = [&random](int from, int to) {
    return static_cast<Number>(std::uniform_int_distribution<int>(from, to)(random));
  };
  for (int round = 0; round < 300; ++round) {
    System of;
    for (int cell = 0; cell < 5; ++cell) {
      const Number lower = pick(0, 5);
      of.shown.push_back({lower, lower + pick(0, 4)});
    }
    of.relations = {{RelationKind::adds_up, 4, {0, 1}},
                    {pick(0, 1) == 0 ? RelationKind::adds_up : RelationKind::at_most, 4, {2, 3}}};
    const Propagated result = propagate(of);
    std::vector<Number> values;
    for_each_solution(of, values, [&](const std::vector<Number>& solution) {
      ASSERT_EQ(result.outcome, Outcome::settled);
      for (std::size_t cell = 0; cell < solution.size(); ++cell) {
        EXPECT_GE(solution[cell], result.known[cell].lower);
        EXPECT_LE(solution[cell], result.known[cell].upper);
      }
    });
  }
}

TEST(Propagate, IsExactForOneTotal) {
  std::mt19937 random(7);
  const auto pick = [&random](int from, int to) {
    return static_cast<Number>(std::uniform_int_distribution<int>(from, to)(random));
  };
  for (int round = 0; round < 300; ++round) {
    System of;
    for (int cell = 0; cell < 4; ++cell) {
      const Number lower = pick(0, 9);
      of.shown.push_back({lower, lower + pick(0, 6)});
    }
    of.relations = {{RelationKind::adds_up, 3, {0, 1, 2}}};
    std::vector<Interval> hull(4, Interval{unbounded, -unbounded});
    std::vector<Number> values;
    for_each_solution(of, values, [&](const std::vector<Number>& solution) {
      for (std::size_t cell = 0; cell < 4; ++cell) {
        hull[cell].lower = std::min(hull[cell].lower, solution[cell]);
        hull[cell].upper = std::max(hull[cell].upper, solution[cell]);
      }
    });
    const Propagated result = propagate(of);
    if (hull[0].lower == unbounded) {
      EXPECT_EQ(result.outcome, Outcome::contradiction);
    } else {
      EXPECT_EQ(result.known, hull);
    }
  }
}

TEST(Shown, ReadsCountsAsAReaderDoes) {
  const auto read = [](const released::Cell& cell, const char* under = "hes-2018") {
    return count_behind(cell, Hidden::small, policy(under));
  };
  EXPECT_EQ(read(CellMaker::zero()), (Interval{0, 0}));
  EXPECT_EQ(read(CellMaker::value(13, 0)), (Interval{13, 13}));
  EXPECT_EQ(read(CellMaker::rounded(10, 0)), (Interval{8, 12}));
  EXPECT_EQ(read(CellMaker::rounded(45, 0)), (Interval{43, 47}));
  EXPECT_EQ(read(CellMaker::rounded(10, 0), "nhs-england-sde"), (Interval{10, 12}));
  EXPECT_EQ(read(CellMaker::rounded(9, 0), "opensafely-midpoint6"), (Interval{7, 12}));
  EXPECT_EQ(read(CellMaker::rounded(15, 0), "opensafely-midpoint6"), (Interval{13, 18}));
}

TEST(Shown, ASuppressedCountIsReadAccordingToWhatIsKnownOfIt) {
  const auto star = CellMaker::suppressed(SuppressionReason::small_number);
  const Policy& hes = policy("hes-2018");
  EXPECT_EQ(count_behind(star, Hidden::small, hes), (Interval{1, 7}));
  EXPECT_EQ(count_behind(star, Hidden::any_size, hes), (Interval{1, unbounded}));
  EXPECT_EQ(count_behind(star, Hidden::unknown, hes), (Interval{0, unbounded}));
}

TEST(Shown, CountsThatRoundingDoesNotTellApart) {
  EXPECT_EQ(alike(8, policy("hes-2018")), (Interval{8, 12}));
  EXPECT_EQ(alike(12, policy("hes-2018")), (Interval{8, 12}));
  EXPECT_EQ(alike(13, policy("hes-2018")), (Interval{13, 17}));
  EXPECT_EQ(alike(12, policy("opensafely-midpoint6")), (Interval{7, 12}));
  EXPECT_EQ(alike(12, policy("hes-pre2018")), (Interval{12, 12}));
}

TEST(Shown, AmountsAreReadInHundredths) {
  EXPECT_EQ(amount_behind(CellMaker::value(400, 0), false), (Interval{40'000, 40'000}));
  const auto hidden = CellMaker::suppressed(SuppressionReason::dominance);
  EXPECT_EQ(amount_behind(hidden, false), (Interval{0, unbounded}));
  EXPECT_EQ(amount_behind(hidden, true), (Interval{-unbounded, unbounded}));
  // 400, shown as ten records of 40: 8 to 12 of 39.5 to 40.5.
  EXPECT_EQ(amount_behind(40, 0.5, {8, 12}), (Interval{31'600, 48'600}));
  // A mean of 3.1 of 13 to 17 records: 3.05 × 13 to 3.15 × 17.
  const Interval sum = sum_behind_mean(CellMaker::value(3.1, 1), {13, 17}, false);
  EXPECT_NEAR(static_cast<double>(sum.lower), 3965, 1);
  EXPECT_NEAR(static_cast<double>(sum.upper), 5355, 1);
}

TEST(Exposed, ACountMustKeepFourOfTheSizesThatAreSuppressed) {
  const Policy& hes = policy("hes-2018");
  EXPECT_FALSE(exposed(Secret::count, {1, 7}, 1, hes));
  EXPECT_FALSE(exposed(Secret::count, {4, 7}, 1, hes));
  EXPECT_TRUE(exposed(Secret::count, {5, 7}, 1, hes));
  EXPECT_TRUE(exposed(Secret::count, {0, 3}, 1, hes));
  EXPECT_FALSE(exposed(Secret::count, {4, unbounded}, 1, hes));
  // Known to be large, though not how large: few people have many records.
  EXPECT_TRUE(exposed(Secret::count, {151, 159}, 1, hes));
  EXPECT_FALSE(exposed(Secret::withheld, {151, 159}, 1, hes));
  EXPECT_TRUE(exposed(Secret::withheld, {15, 17}, 1, hes));
  EXPECT_FALSE(exposed(Secret::none, {3, 3}, 1, hes));
}

TEST(Exposed, ASumMustNotBeEstimatedWithinATenth) {
  const Policy& hes = policy("hes-2018");
  EXPECT_TRUE(exposed(Secret::amount, {100, 100}, 1, hes));
  EXPECT_TRUE(exposed(Secret::amount, {95, 105}, 1, hes));
  EXPECT_FALSE(exposed(Secret::amount, {90, 110}, 1, hes));
  EXPECT_FALSE(exposed(Secret::amount, {0, unbounded}, 1, hes));
  EXPECT_TRUE(exposed(Secret::amount, {0, 0}, 1, hes));
}

}  // namespace
}  // namespace hdis::disclosure::audit
