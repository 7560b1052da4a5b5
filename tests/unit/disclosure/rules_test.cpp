#include "rules/rules.hpp"

#include "cell_maker.hpp"
#include "rules/ratio.hpp"
#include "support/plans.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>

namespace hdis::disclosure {
namespace {

using released::CellKind;
using released::SuppressionReason;
using testing::policy;
using testing::shown;

raw::RawMeasure measure(std::uint64_t records, std::uint64_t people, double value,
                        double largest = 0, double second = 0, double total = 0) {
  return {raw::RawCount(records),
          raw::RawCount(people),
          raw::RawQuantity(value),
          largest,
          second,
          total};
}

released::Cell apply(query::Aggregate aggregate, const raw::RawMeasure& of,
                     Level level = Level::below_national, People people = People::counted) {
  return rule_for(aggregate).protect(of, {policy("hes-2018"), level, people});
}

TEST(Rules, EveryOneHasWorkedExamplesThatComeOut) {
  for (const Rule& rule : rules()) {
    EXPECT_GE(rule.examples.size(), 4U) << rule.sentence;
    for (const RuleExample& e : rule.examples) {
      const auto of = e.records == 0 ? raw::RawMeasure{}
                                     : measure(e.records, e.people, e.value, e.largest_contribution,
                                               e.second_contribution, e.total_contribution);
      EXPECT_EQ(shown(apply(rule.aggregate, of)), e.shown)
          << rule.sentence << " " << e.records << " records, " << e.people << " people, "
          << e.value;
    }
  }
}

TEST(Rules, EveryOneHasASourceThatExists) {
  for (const Rule& rule : rules()) {
    EXPECT_TRUE(std::filesystem::exists(std::filesystem::path(HDIS_SOURCE_DIR) / rule.source))
        << rule.source;
    EXPECT_FALSE(rule.sentence.empty());
  }
}

TEST(Rules, EveryAggregateHasOne) {
  std::set<query::Aggregate> covered;
  for (const Rule& rule : rules()) covered.insert(rule.aggregate);
  EXPECT_EQ(covered.size(), 6U);
}

// count.cpp

TEST(CountRule, ThresholdIsOnTheTrueCountAndRoundingComesAfter) {
  // Rounding first would make 7 a 5 or 10 and might show it.
  EXPECT_EQ(shown(apply(query::Aggregate::count_records, measure(7, 7, 7))), "*");
  EXPECT_EQ(shown(apply(query::Aggregate::count_records, measure(8, 8, 8))), "10");
}

TEST(CountRule, NationalCountsAreExact) {
  const auto cell = apply(query::Aggregate::count_records, measure(3, 3, 3), Level::national);
  EXPECT_EQ(cell.kind(), CellKind::value);
  EXPECT_EQ(shown(cell), "3");
}

TEST(CountRule, NationalCountsAreNotExactUnderEveryPolicy) {
  const auto& rule = rule_for(query::Aggregate::count_records);
  const auto cell = rule.protect(measure(3, 3, 3), {policy("opensafely"), Level::national});
  EXPECT_EQ(shown(cell), "*");
}

TEST(CountRule, WherePeopleAreNotRecordedRecordsDecideAlone) {
  const auto of = measure(159, 1, 159);
  EXPECT_EQ(shown(apply(query::Aggregate::count_records, of)), "*");
  EXPECT_EQ(shown(apply(query::Aggregate::count_records, of, Level::below_national,
                        People::not_recorded)),
            "160");
}

// sum.cpp

TEST(SumRule, SaysWhetherItIsSmallOrDominated) {
  EXPECT_EQ(apply(query::Aggregate::sum, measure(7, 7, 400, 60, 60, 400)).reason(),
            SuppressionReason::small_number);
  EXPECT_EQ(apply(query::Aggregate::sum, measure(12, 12, 1000, 950, 10, 1000)).reason(),
            SuppressionReason::dominance);
}

TEST(SumRule, NegativeSumsAreRoundedAlike) {
  EXPECT_EQ(shown(apply(query::Aggregate::sum, measure(12, 12, -398, 60, 60, 398))), "-330");
}

TEST(SumRule, OnePersonsAmountIsHiddenInANationalTableToo) {
  EXPECT_EQ(
      shown(apply(query::Aggregate::sum, measure(2, 2, 398.5, 300, 98.5, 398.5), Level::national)),
      "*");
  EXPECT_EQ(
      apply(query::Aggregate::sum, measure(12, 12, 1000, 950, 10, 1000), Level::national).reason(),
      SuppressionReason::dominance);
  EXPECT_EQ(
      shown(apply(query::Aggregate::sum, measure(12, 12, 398.5, 60, 60, 398.5), Level::national)),
      "330");
}

TEST(DominanceRule, OneContributorAloneAtItsOwnShare) {
  Policy strict = policy("hes-2018");
  strict.dominance_one_share = 0.5;
  const RuleContext context{strict};
  const auto& rule = rule_for(query::Aggregate::sum);
  EXPECT_EQ(rule.protect(measure(12, 12, 1000, 500, 100, 1000), context).reason(),
            SuppressionReason::dominance);
  EXPECT_EQ(shown(rule.protect(measure(12, 12, 1000, 499, 100, 1000), context)), "830");
}

TEST(DominanceRule, TheSecondContributorsEstimateOfTheLargest) {
  Policy loose = policy("hes-2018");
  loose.dominance_one_share = 1;
  loose.dominance_two_share = 1;
  loose.dominance_p_percent = 15;
  const RuleContext context{loose};
  const auto& rule = rule_for(query::Aggregate::sum);
  // Of 1,000 the second, who has 320, takes 680 to be the largest's, who has 600: 80, less than 15 % of it, too much.
  EXPECT_EQ(rule.protect(measure(12, 12, 1000, 600, 320, 1000), context).reason(),
            SuppressionReason::dominance);
  // Who has 310 takes 690: 90, and that is 15 %.
  EXPECT_EQ(shown(rule.protect(measure(12, 12, 1000, 600, 310, 1000), context)), "830");
}

// average.cpp

TEST(MeanRule, MorePrecisionWithMoreRecords) {
  const auto mean_of = [](std::uint64_t n) {
    return shown(apply(query::Aggregate::mean, measure(n, n, 3.14159, 5, 5, 1000)));
  };
  EXPECT_EQ(mean_of(12), "3");      // 8 to 12 records: eighths lie further apart than tenths
  EXPECT_EQ(mean_of(13), "3.1");    // 13 to 17
  EXPECT_EQ(mean_of(102), "3.1");   // 98 to 102
  EXPECT_EQ(mean_of(103), "3.14");  // 103 to 107
}

TEST(MeanRule, TheMeanOfTwoIsHiddenInANationalTableToo) {
  EXPECT_EQ(shown(apply(query::Aggregate::mean, measure(2, 2, 3.5, 4, 3, 7), Level::national)),
            "*");
}

// ratio.cpp

released::Cell part(std::uint64_t count, Level level) {
  return apply(query::Aggregate::count_records, measure(count, count, static_cast<double>(count)),
               level);
}

std::string percentage(std::uint64_t numerator, std::uint64_t denominator,
                       Level level = Level::below_national,
                       std::optional<std::uint32_t> decimals = std::nullopt) {
  return shown(protect_ratio(part(numerator, level), part(denominator, level), 100, decimals));
}

TEST(RatioRule, SuppressedWithEitherPart) {
  EXPECT_EQ(percentage(3, 40), "*");
  EXPECT_EQ(percentage(0, 7), "*");
}

TEST(RatioRule, NothingOverNothingDoesNotExist) { EXPECT_EQ(percentage(0, 0), "z"); }

TEST(RatioRule, ShowsFourDigitsUnlessAskedOtherwise) {
  EXPECT_EQ(percentage(10, 16), "66.67");
  EXPECT_EQ(percentage(10, 16, Level::below_national, 1), "66.7");
  EXPECT_EQ(
      shown(protect_ratio(part(10, Level::below_national), part(16, Level::below_national), 1, {})),
      "0.6667");
  EXPECT_EQ(percentage(10, 16, Level::below_national, 60), "66.666667");
}

TEST(RateRule, FromTheRoundedCount) {
  // 101 is shown as 100; 100 / 50,000 person-years × 100,000 = 200.
  const auto rate = protect_rate(part(101, Level::below_national), 50'000, 100'000, 1);
  EXPECT_EQ(shown(rate), "200.0");
  EXPECT_EQ(rate.kind(), CellKind::rounded);
}

TEST(RateRule, SuppressedZeroAndUnknownPopulations) {
  EXPECT_EQ(shown(protect_rate(part(3, Level::below_national), 50'000, 100'000, 1)), "*");
  EXPECT_EQ(shown(protect_rate(part(0, Level::below_national), 50'000, 100'000, 1)), "0");
  EXPECT_EQ(shown(protect_rate(part(50, Level::below_national), std::nullopt, 100'000, 1)), "z");
  EXPECT_EQ(shown(protect_rate(part(50, Level::below_national), 0, 100'000, 1)), "z");
}

}  // namespace
}  // namespace hdis::disclosure
