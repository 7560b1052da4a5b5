#include "hdis/released/cell.hpp"

#include "hdis/released/table.hpp"

#include <gtest/gtest.h>

#include <array>
#include <set>
#include <string_view>
#include <type_traits>

namespace hdis::released {
namespace {

TEST(Cell, KindsHaveStableWords) {
  EXPECT_EQ(to_string(CellKind::zero), "zero");
  EXPECT_EQ(to_string(CellKind::value), "value");
  EXPECT_EQ(to_string(CellKind::rounded), "rounded");
  EXPECT_EQ(to_string(CellKind::suppressed), "suppressed");
  EXPECT_EQ(to_string(CellKind::not_applicable), "not_applicable");
}

TEST(Cell, ReasonsHaveStableWords) {
  EXPECT_EQ(to_string(SuppressionReason::none), "none");
  EXPECT_EQ(to_string(SuppressionReason::small_number), "small_number");
  EXPECT_EQ(to_string(SuppressionReason::dominance), "dominance");
  EXPECT_EQ(to_string(SuppressionReason::part_suppressed), "part_suppressed");
  EXPECT_EQ(to_string(SuppressionReason::recalculation), "recalculation");
}

TEST(Cell, EveryReasonButNoneIsExplainedDifferently) {
  EXPECT_EQ(explain(SuppressionReason::none), "");
  constexpr std::array reasons = {SuppressionReason::small_number, SuppressionReason::dominance,
                                  SuppressionReason::part_suppressed,
                                  SuppressionReason::recalculation};
  std::set<std::string_view> sentences;
  for (const auto reason : reasons) sentences.insert(explain(reason));
  EXPECT_EQ(sentences.size(), reasons.size());
  EXPECT_FALSE(sentences.contains(""));
}

// What of a small number is hidden, and from whom, is more than a cell may tell.
TEST(Cell, DoesNotTellWhetherRecordsOrPeopleWereTooFew) {
  const auto sentence = explain(SuppressionReason::small_number);
  EXPECT_NE(sentence.find("records or people"), std::string_view::npos);
}

TEST(Released, OnlyTheGateMakesCellsAndTables) {
  EXPECT_FALSE(std::is_default_constructible_v<Cell>);
  EXPECT_FALSE(std::is_default_constructible_v<Table>);
  EXPECT_TRUE(std::is_copy_constructible_v<Table>);
}

}  // namespace
}  // namespace hdis::released
