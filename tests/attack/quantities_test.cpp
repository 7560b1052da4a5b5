#include "support/plans.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

// Sums, means and medians of few, or of one among many.

namespace hdis::attack {
namespace {

using namespace disclosure::testing;
using query::Aggregate;
using ::testing::ElementsAre;

std::vector<std::string> answer(std::vector<query::Measure> measures,
                                std::vector<Planted> planted) {
  return lines(run_one(table(aggregation({by("CCG_RESPONSIBILITY")}, std::move(measures))),
                       std::move(planted), policy("hes-2018")));
}

std::map<std::string, std::string> area(const std::string& code) {
  return {{"CCG_RESPONSIBILITY", code}};
}

std::map<std::string, std::string> within_provider(const std::string& code) {
  return {{"PROCODE3", "R1A"}, {"CCG_RESPONSIBILITY", code}};
}

query::TablePlan with_local_total(std::vector<query::Measure> measures) {
  return table(
      aggregation({by("PROCODE3"), by("CCG_RESPONSIBILITY")}, std::move(measures), {{0}, {0, 1}}));
}

TEST(Quantities, AMeanOfTwoIsHidden) {
  EXPECT_THAT(answer({of_amount(Aggregate::mean)}, records(2, area("A"), 30)),
              ElementsAre("A | *"));
}

TEST(Quantities, OneVeryCostlyStayAmongTwelve) {
  const auto planted = together({records(11, area("A"), 2), records(1, area("A"), 2000)});
  EXPECT_THAT(answer({count(), of_amount(Aggregate::sum), of_amount(Aggregate::mean)}, planted),
              ElementsAre("A | 10 * *"));
}

TEST(Quantities, AMedianWithAndWithoutOnePerson) {
  EXPECT_THAT(answer({of_amount(Aggregate::median)}, records(9, area("A"), 4)),
              ElementsAre("A | *"));
  // A count of 10 to 12 is shown as 10, as 8 and 9 are: a median would tell which.
  EXPECT_THAT(answer({of_amount(Aggregate::median)}, records(12, area("A"), 4)),
              ElementsAre("A | *"));
  EXPECT_THAT(answer({of_amount(Aggregate::median)}, records(13, area("A"), 4)),
              ElementsAre("A | 4.0"));
}

TEST(Quantities, ASumOfEqualStaysDoesNotCountThem) {
  // 17 stays of 50 days are 850. So are the 15 that the count shows: 750.
  EXPECT_THAT(answer({count(), of_amount(Aggregate::sum)}, records(17, area("A"), 50)),
              ElementsAre("A | 15 750"));
}

TEST(Quantities, ASumAndItsMeanDoNotGiveTheNumberOfRecords) {
  // Eight stays of 30 days: 240 by 30 would be 8. Shown are as many as the count says.
  EXPECT_THAT(answer({count(), of_amount(Aggregate::sum), of_amount(Aggregate::mean)},
                     records(8, area("A"), 30)),
              ElementsAre("A | 10 300 30"));
}

TEST(Quantities, AMeanOfAlmostNothingIsHiddenAsItsSumIs) {
  const auto planted = together({records(102, area("A"), 0), records(3, area("A"), 1)});
  EXPECT_THAT(answer({count(), of_amount(Aggregate::mean)}, planted), ElementsAre("A | 105 *"));
}

TEST(Quantities, ASuppressedSumIsNotTheTotalMinusTheOthers) {
  const auto planted =
      together({records(40, within_provider("A"), 10), records(3, within_provider("B"), 1000)});
  // 3,400 minus 400 would say that the three had about 3,000 days.
  EXPECT_THAT(
      lines(run_one(with_local_total({of_amount(Aggregate::sum)}), planted, policy("hes-2018"))),
      ElementsAre("R1A A | 400", "R1A B | *", "R1A all | *"));
}

TEST(Quantities, ASuppressedMeanIsNotWhatTheOthersLeave) {
  const auto planted =
      together({records(400, within_provider("A"), 1), records(5, within_provider("B"), 9000)});
  const auto released =
      run_one(with_local_total({count(), of_amount(Aggregate::mean)}), planted, policy("hes-2018"));
  // About 405 × 112 less 400 × 1 would say that the five had some 45,000 days.
  EXPECT_EQ(lines(released)[2], "R1A all | 405 *") << ::testing::PrintToString(lines(released));
}

}  // namespace
}  // namespace hdis::attack
