#include "reader.hpp"
#include "support/plans.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>
#include <random>

// Small numbers squeezed between totals and what surrounds them.

namespace hdis::attack {
namespace {

using namespace disclosure::testing;
using disclosure::Policy;
using released::SuppressionReason;
using ::testing::Contains;
using ::testing::HasSubstr;

const Policy& hes() { return policy("hes-2018"); }

/// One provider; a commissioner for each count.
std::vector<Planted> commissioners(const std::vector<std::size_t>& counts) {
  std::vector<std::vector<Planted>> groups;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    groups.push_back(records(
        counts[i], {{"PROCODE3", "R1A"}, {"CCG_RESPONSIBILITY", fmt::format("C{:02}", i)}}));
  }
  return together(groups);
}

query::TablePlan with_local_total() {
  return table(aggregation({by("PROCODE3"), by("CCG_RESPONSIBILITY")}, {count()}, {{0}, {0, 1}}));
}

query::TablePlan with_national_total() {
  return table(aggregation({by("CCG_RESPONSIBILITY")}, {count()}, {{}, {0}}));
}

/// What a reader takes a shown cell to be; a * of a table with withheld numbers may be anything.
std::string as_read(const released::Cell& cell) {
  if (cell.reason() == SuppressionReason::recalculation) return "?";
  if (cell.kind() == released::CellKind::value) return "=" + shown(cell);
  return shown(cell);
}

/// Fewest values that any suppressed part keeps. The last row of the table is its total.
std::size_t fewest_kept(const released::Table& table) {
  std::vector<std::string> parts;
  for (const auto& row : table.rows()) parts.push_back(as_read(row.cells[0]));
  const std::string total = parts.back();
  parts.pop_back();
  // A reader who takes every suppressed part to be small, as nearly all are.
  for (auto& part : parts) part = part == "?" ? "*" : part;
  const auto kept = possible(parts, total);
  std::size_t fewest = 1000;
  for (std::size_t p = 0; p < parts.size(); ++p) {
    if (parts[p] == "*") fewest = std::min(fewest, kept[p].size());
  }
  return fewest;
}

std::string all_checks(const released::Table& table) {
  std::string text;
  for (const auto& check : table.certificate().checks) text += check + "\n";
  return text;
}

TEST(Squeeze, FromAboveByARoundedTotal) {
  const auto released = run_one(with_local_total(), commissioners({8, 8, 1}), hes());
  EXPECT_GE(fewest_kept(released), 4U) << ::testing::PrintToString(lines(released));
  EXPECT_EQ(shown(released.rows()[3].cells[0]), "*");
  EXPECT_THAT(all_checks(released), HasSubstr("One number was withheld"));
}

TEST(Squeeze, FromBelowByARoundedTotal) {
  const auto released = run_one(with_local_total(), commissioners({12, 12, 12, 7}), hes());
  EXPECT_GE(fewest_kept(released), 4U) << ::testing::PrintToString(lines(released));
}

TEST(Squeeze, ByASuppressedTotal) {
  const auto released = run_one(with_local_total(), commissioners({1, 1, 1, 1, 1, 1, 1}), hes());
  EXPECT_GE(fewest_kept(released), 4U) << ::testing::PrintToString(lines(released));
}

TEST(Squeeze, NoRandomLineCanBeSqueezed) {
  std::mt19937 random(13092018);
  std::poisson_distribution<std::size_t> count_of(6.0);
  for (int line = 0; line < 300; ++line) {
    std::vector<std::size_t> counts(2 + random() % 5);
    for (auto& one : counts) one = count_of(random);
    if (std::accumulate(counts.begin(), counts.end(), std::size_t{0}) == 0) continue;
    for (const auto& plan : {with_local_total(), with_national_total()}) {
      const auto released = run_one(plan, commissioners(counts), hes());
      EXPECT_GE(fewest_kept(released), 4U)
          << ::testing::PrintToString(counts) << ::testing::PrintToString(lines(released));
    }
  }
}

TEST(Squeeze, WhichSuppressedNumbersAreSmallIsNotTold) {
  const auto released = run_one(with_local_total(), commissioners({8, 8, 1}), hes());
  for (const auto& row : released.rows()) {
    if (shown(row.cells[0]) != "*") continue;
    EXPECT_EQ(row.cells[0].reason(), SuppressionReason::recalculation);
  }
  EXPECT_THAT(released.notes(), Contains(HasSubstr("numbers that are not small")));
}

TEST(Squeeze, ByAnExactNationalTotal) {
  const auto released = run_one(with_national_total(), commissioners({8, 9, 10, 1}), hes());
  EXPECT_GE(fewest_kept(released), 4U) << ::testing::PrintToString(lines(released));
}

TEST(Squeeze, RoundingAnExactTotalIsPreferredToWithholdingIt) {
  // 8 + 8 + 3 is 19: exactly known, the last is 1 to 3. Shown as 20 (18 to 22) it is 1 to 6.
  const auto released = run_one(with_national_total(), commissioners({8, 8, 3}), hes());
  EXPECT_EQ(lines(released).back(), "all | 20");
  EXPECT_THAT(all_checks(released), HasSubstr("One exact national number was rounded"));
  EXPECT_THAT(released.notes(), Contains(HasSubstr("national numbers are rounded")));
}

TEST(Squeeze, NothingIsChangedWithoutNeed) {
  // 56 less 18 to 22 and 28 to 32 leaves 2 to 10: 2 to 7 remain possible.
  const auto released = run_one(with_national_total(), commissioners({20, 31, 5}), hes());
  EXPECT_EQ(lines(released).back(), "all | 56");
}

TEST(Squeeze, ByATotalInAnotherTableOfTheRequest) {
  const auto parts = table(aggregation({by("CCG_RESPONSIBILITY")}, {count()}));
  const auto total = table(aggregation({}, {count()}));
  const auto tables = run(plan_of({parts, total}), commissioners({8, 8, 1}), hes());
  ASSERT_TRUE(tables) << tables.error().to_text();
  EXPECT_EQ(lines((*tables)[1]).front(), "| *");
}

TEST(Squeeze, ByAFinerTableOfTheRequest) {
  // The total of one table is divided in the other, under other names.
  auto coarse = aggregation({by("PROCODE3")}, {count()});
  coarse.dimensions[0].name = "hospital";
  const auto fine = aggregation({by("CCG_RESPONSIBILITY"), by("PROCODE3")}, {count()});
  const auto tables = run(plan_of({table(coarse), table(fine)}), commissioners({8, 8, 1}), hes());
  ASSERT_TRUE(tables) << tables.error().to_text();
  EXPECT_EQ(lines((*tables)[0]).front(), "R1A | *");
}

TEST(Squeeze, ByColumnsThatMakeUpTheWhole) {
  // Men 8, women 8, not known 1 of 17: beside 10, 10 and 15 the * would be 1.
  const auto plan = table(aggregation(
      {by("CCG_RESPONSIBILITY")},
      {count(), count_where("SEX", "1"), count_where("SEX", "2"), count_where("SEX", "9")}));
  const auto planted = together({records(8, {{"CCG_RESPONSIBILITY", "A"}, {"SEX", "1"}}),
                                 records(8, {{"CCG_RESPONSIBILITY", "A"}, {"SEX", "2"}}),
                                 records(1, {{"CCG_RESPONSIBILITY", "A"}, {"SEX", "9"}})});
  EXPECT_EQ(lines(run_one(plan, planted, hes())).front(), "A | * 10 10 *");
}

TEST(Squeeze, ByTheWholeOfWhichItIsAPart) {
  // All: 2 and 8 of 10, rounded for the sake of the 2, which is then 1 to 4. Men: 2 and 7 of 9. By
  // themselves they could be 2 to 7 each; but there are no more men than people: 2 to 4, and 5 to 7.
  const auto plan =
      table(aggregation({by("CCG_RESPONSIBILITY")}, {count(), count_where("SEX", "1")}, {{}, {0}}));
  const auto planted = together({records(2, {{"CCG_RESPONSIBILITY", "A"}, {"SEX", "1"}}),
                                 records(7, {{"CCG_RESPONSIBILITY", "B"}, {"SEX", "1"}}),
                                 records(1, {{"CCG_RESPONSIBILITY", "B"}, {"SEX", "2"}})});
  EXPECT_THAT(lines(run_one(plan, planted, hes())),
              ::testing::ElementsAre("A | * *", "B | 10 *", "all | 10 10"));
}

TEST(Squeeze, BothSiblingsOfAPercentage) {
  auto plan = table(aggregation({by("CCG_RESPONSIBILITY")},
                                {count(), count_where("SEX", "1"), count_where("SEX", "2")}));
  plan.columns.resize(2);
  plan.columns.push_back({"men", query::RatioColumn{{0, 1}, {0, 0}, 100, 0}});
  plan.columns.push_back({"women", query::RatioColumn{{0, 2}, {0, 0}, 100, 0}});
  const auto planted = together({records(37, {{"CCG_RESPONSIBILITY", "A"}, {"SEX", "1"}}),
                                 records(3, {{"CCG_RESPONSIBILITY", "A"}, {"SEX", "2"}})});
  // 35 of 40 are men; the women are 1 to 7 either way, and no percentage of theirs is shown.
  EXPECT_EQ(lines(run_one(plan, planted, hes())).front(), "A | 40 88 *");
}

TEST(Squeeze, TheHoleOfAPivot) {
  auto plan = table(aggregation({by("CCG_RESPONSIBILITY"), by("SEX")}, {count()}));
  plan.pivot = query::PivotSpec{1, {{std::string("1"), "men"}, {std::string("2"), "women"}}};
  const auto planted = together({records(20, {{"CCG_RESPONSIBILITY", "A"}, {"SEX", "1"}}),
                                 records(3, {{"CCG_RESPONSIBILITY", "B"}, {"SEX", "2"}}),
                                 records(2, {{"CCG_RESPONSIBILITY", "C"}, {"SEX", "9"}})});
  const auto released = run_one(plan, planted, hes());
  EXPECT_THAT(lines(released), ::testing::ElementsAre("A | 20 0", "B | 0 *", "C | 0 0"));
}

TEST(Squeeze, ATotalBesideOneSuppressedNumberIsSuppressedWithAnother) {
  // 53 less 20 and 30 is 3. The smallest other number goes; the total stays.
  const auto released =
      run_one(with_local_total(), commissioners({20, 30, 3}), policy("hes-pre2018"));
  EXPECT_THAT(lines(released),
              ::testing::ElementsAre("R1A C00 | *", "R1A C01 | 30", "R1A C02 | *", "R1A all | 53"));
  const auto nothing_small =
      run_one(with_local_total(), commissioners({20, 30, 6}), policy("hes-pre2018"));
  EXPECT_EQ(lines(nothing_small).back(), "R1A all | 56");
}

}  // namespace
}  // namespace hdis::attack
