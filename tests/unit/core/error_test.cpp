#include "hdis/core/error.hpp"

#include "hdis/core/assert.hpp"
#include "hdis/core/result.hpp"

#include <gtest/gtest.h>

namespace hdis {
namespace {

TEST(Error, TellsEveryReasonWithItsPlaceAndWhatToDo) {
  const Error error(
      ErrorCode::refused,
      {{"query.rows_requested", "A row cannot be asked for.", "SELECT COUNT(*)", {{2, 8}}},
       {"query.no_group", "GROUP BY is missing.", "", std::nullopt}});
  EXPECT_EQ(
      error.to_text(),
      "line 2, column 8: A row cannot be asked for.\n  try: SELECT COUNT(*)\nGROUP BY is missing.");
}

TEST(Error, NeedsAReason) {
  EXPECT_DEATH(Error(ErrorCode::refused, std::vector<Reason>{}), "internal error");
}

TEST(Error, HasAStableWordForEveryCode) {
  EXPECT_EQ(to_string(ErrorCode::invalid_input), "invalid_input");
  EXPECT_EQ(to_string(ErrorCode::refused), "refused");
  EXPECT_EQ(to_string(ErrorCode::not_permitted), "not_permitted");
  EXPECT_EQ(to_string(ErrorCode::not_found), "not_found");
  EXPECT_EQ(to_string(ErrorCode::conflict), "conflict");
  EXPECT_EQ(to_string(ErrorCode::withheld), "withheld");
  EXPECT_EQ(to_string(ErrorCode::timed_out), "timed_out");
  EXPECT_EQ(to_string(ErrorCode::cancelled), "cancelled");
  EXPECT_EQ(to_string(ErrorCode::unavailable), "unavailable");
  EXPECT_EQ(to_string(ErrorCode::corrupt), "corrupt");
}

Result<int> half(int number) {
  if (number % 2 != 0) return fail(ErrorCode::invalid_input, "test.odd", "The number is odd.");
  return number / 2;
}

Status require_small(int number) {
  if (number > 10) return fail(ErrorCode::invalid_input, "test.large", "The number is large.");
  return {};
}

Result<int> quarter(int number) {
  HDIS_CHECK(require_small(number));
  HDIS_TRY(once, half(number));
  HDIS_TRY(twice, half(once));
  return twice;
}

TEST(Result, TryPassesTheValueOnAndTheErrorUp) {
  EXPECT_EQ(quarter(8).value(), 2);
  ASSERT_FALSE(quarter(6).has_value());
  EXPECT_EQ(quarter(6).error().reasons().front().rule, "test.odd");
}

TEST(Result, CheckStopsAtAFailure) {
  ASSERT_FALSE(quarter(12).has_value());
  EXPECT_EQ(quarter(12).error().reasons().front().rule, "test.large");
}

TEST(Assert, EndsTheProgramInEveryBuild) { EXPECT_DEATH(HDIS_ASSERT(1 > 2), "1 > 2"); }

}  // namespace
}  // namespace hdis
