#include "audit/recheck.hpp"

#include "cell_maker.hpp"
#include "support/plans.hpp"

#include <gtest/gtest.h>

// Each condition is broken by hand, as a defect of the rules would break it.

namespace hdis::disclosure::audit {
namespace {

using disclosure::testing::policy;
using released::Cell;
using released::SuppressionReason;

Cell star() { return CellMaker::suppressed(SuppressionReason::small_number); }

std::string rule_of(const Status& status) {
  return status ? "" : status.error().reasons().front().rule;
}

/// The rule that a table of one cell breaks.
std::string broken_by(const Cell& cell, Nature nature = Nature::count, bool may_be_exact = false,
                      const char* under = "hes-2018") {
  const released::Row row{{}, {cell}};
  return rule_of(recheck_table({row}, {{{nature, {}}}, 0, {{may_be_exact}}}, policy(under)));
}

TEST(Recheck, WhatTheRulesMakePasses) {
  EXPECT_EQ(broken_by(CellMaker::zero()), "");
  EXPECT_EQ(broken_by(CellMaker::rounded(10, 0)), "");
  EXPECT_EQ(broken_by(star()), "");
  EXPECT_EQ(broken_by(CellMaker::not_applicable(), Nature::average), "");
  EXPECT_EQ(broken_by(CellMaker::value(3, 0), Nature::count, true), "");
}

TEST(Recheck, ASmallCountIsFound) {
  EXPECT_EQ(broken_by(CellMaker::rounded(5, 0)), "disclosure.recheck.small");
}

TEST(Recheck, AnExactCountBelowNationalLevelIsFound) {
  EXPECT_EQ(broken_by(CellMaker::value(13, 0)), "disclosure.recheck.exact");
}

TEST(Recheck, ACountOffTheGridIsFound) {
  EXPECT_EQ(broken_by(CellMaker::rounded(13, 0)), "disclosure.recheck.rounding");
  EXPECT_EQ(broken_by(CellMaker::rounded(9, 0), Nature::count, false, "opensafely-midpoint6"), "");
  EXPECT_EQ(broken_by(CellMaker::rounded(12, 0), Nature::count, false, "opensafely-midpoint6"),
            "disclosure.recheck.rounding");
  EXPECT_EQ(
      broken_by(CellMaker::rounded(18, 0), Nature::total_of_counts, false, "opensafely-midpoint6"),
      "");
}

TEST(Recheck, AnInfiniteNumberIsFound) {
  EXPECT_EQ(broken_by(CellMaker::value(1.0 / 0.0, 0), Nature::average),
            "disclosure.recheck.finite");
}

TEST(Recheck, ASuppressedCellWithoutReasonIsFound) {
  EXPECT_EQ(broken_by(CellMaker::suppressed(SuppressionReason::none)), "disclosure.recheck.reason");
}

TEST(Recheck, ARatioBesideItsSuppressedPartIsFound) {
  const released::Row row{{}, {star(), CellMaker::rounded(40, 0), CellMaker::rounded(7.5, 1)}};
  const Expectation expectation{
      {{Nature::count, {}}, {Nature::count, {}}, {Nature::derived, {0, 1}}},
      0,
      {{false, false, false}}};
  EXPECT_EQ(rule_of(recheck_table({row}, expectation, policy("hes-2018"))),
            "disclosure.recheck.ratio");
}

TEST(Recheck, MissingRowsAndCellsAreFound) {
  const released::Row row{{}, {star()}};
  const Policy& hes = policy("hes-2018");
  EXPECT_EQ(rule_of(recheck_table({}, {{{Nature::count, {}}}, 0, {{false}}}, hes)),
            "disclosure.recheck.rows");
  EXPECT_EQ(rule_of(recheck_table({row}, {{{Nature::count, {}}}, 1, {{false}}}, hes)),
            "disclosure.recheck.columns");
}

TEST(Recheck, ANumberBehindWhichThereAreTooFewIsFound) {
  const auto check = [](std::uint64_t records, std::uint64_t people, const Cell& cell) {
    const raw::RawMeasure measure{raw::RawCount(records), raw::RawCount(people), {}, 0, 0, 0};
    return rule_of(recheck_threshold(cell, measure, false, true, policy("hes-2018")));
  };
  EXPECT_EQ(check(7, 7, CellMaker::rounded(10, 0)), "disclosure.recheck.threshold");
  EXPECT_EQ(check(159, 4, CellMaker::rounded(160, 0)), "disclosure.recheck.threshold");
  EXPECT_EQ(check(3, 3, CellMaker::value(4.5, 1)), "disclosure.recheck.threshold");
  EXPECT_EQ(check(7, 7, star()), "");
  EXPECT_EQ(check(8, 8, CellMaker::rounded(10, 0)), "");
  EXPECT_EQ(check(0, 0, CellMaker::zero()), "");
}

}  // namespace
}  // namespace hdis::disclosure::audit
