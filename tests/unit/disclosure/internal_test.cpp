#include "cell_maker.hpp"
#include "internal_table_maker.hpp"
#include "support/plans.hpp"
#include "table_maker.hpp"

#include <gmock/gmock.h>

// Internal answers: exact numbers in tables that are never taken for released ones, and beside them what would have been released.

namespace hdis::disclosure::testing {
namespace {

using ::testing::ElementsAre;

/// Three people in 15N with 2 days each and one in 11X with nothing but records, twenty of another.
std::vector<Planted> planted() {
  return together({records(3, {{"CCG_RESPONSIBILITY", "15N"}, {"SEX", "1"}}, 2.5),
                   records_of_one(2, {{"CCG_RESPONSIBILITY", "11X"}, {"SEX", "2"}}, 1),
                   records(20, {{"CCG_RESPONSIBILITY", "11X"}, {"SEX", "1"}}, 3)});
}

Result<InternalAnswer> run_internal(const query::Plan& plan, std::vector<Planted> records) {
  Pipeline pipeline(shipped_catalogue(), std::make_unique<PlantedEngine>(std::move(records)));
  InternalProvenance stamps;
  stamps.internal.output = "I-000001";
  stamps.suppressed.output = "O-000001";
  stamps.suppressed.made_from = "I-000001";
  return pipeline.run_internal(plan, policy("hes-2018"), stamps, {});
}

query::Plan by_area() {
  auto shown = table(aggregation({by("CCG_RESPONSIBILITY")},
                                 {count(), count_people(), of_amount(query::Aggregate::sum),
                                  of_amount(query::Aggregate::mean)}));
  shown.columns.push_back({"ratio", query::RatioColumn{{0, 0}, {0, 1}, 1, {}}});
  return plan_of({shown});
}

TEST(Internal, ShowsEveryNumberAsItWasCounted) {
  const auto answer = run_internal(by_area(), planted());
  ASSERT_TRUE(answer) << answer.error().to_text();
  ASSERT_EQ(answer->internal.size(), 1U);
  // 11X: 22 records of 21 people, 2 × 1 + 20 × 3 days; 15N: three of three.
  EXPECT_THAT(lines(InternalTableMaker::content(answer->internal.front())),
              ElementsAre("11X | 22 21 62 2.82 1.0476", "15N | 3 3 7.50 2.50 1.0000"));
  EXPECT_TRUE(answer->internal.front().provenance().internal);
  EXPECT_EQ(answer->internal.front().provenance().output, "I-000001");
}

TEST(Internal, ComesWithWhatWouldHaveBeenReleased) {
  const auto answer = run_internal(by_area(), planted());
  ASSERT_TRUE(answer && answer->suppressed);
  const auto released = run(by_area(), planted(), policy("hes-2018"));
  ASSERT_TRUE(released);
  EXPECT_EQ(lines(answer->suppressed->front()), lines(released->front()));
  EXPECT_FALSE(answer->suppressed->front().provenance().internal);
  EXPECT_EQ(answer->suppressed->front().provenance().made_from, "I-000001");
  EXPECT_THAT(lines(released->front()).back(), ::testing::StartsWith("15N | * *"));
}

TEST(Internal, FailsAsAWholeIfCountingFails) {
  const auto fails = [](const char* rule, ErrorCode code) {
    Pipeline pipeline(shipped_catalogue(), std::make_unique<PlantedEngine>(planted(), [rule, code] {
                        return std::optional(Error(code, std::vector<Reason>{{rule, "", "", {}}}));
                      }));
    return pipeline.run_internal(by_area(), policy("hes-2018"), {}, {}).error().code();
  };
  EXPECT_EQ(fails("x", ErrorCode::timed_out), ErrorCode::timed_out);
  EXPECT_EQ(fails("x", ErrorCode::unavailable), ErrorCode::unavailable);
}

class SealedInternal : public ::testing::Test {
 protected:
  SealingKey key_ = SealingKey::generate();
  released::InternalTable table_ = run_internal(by_area(), planted())->internal.front();
};

TEST_F(SealedInternal, ComesBackEqual) {
  const auto again = unseal(seal(table_, key_, "I-000001 table 1"), key_, "I-000001 table 1");
  ASSERT_TRUE(again) << again.error().to_text();
  EXPECT_EQ(InternalTableMaker::content(*again), InternalTableMaker::content(table_));
  EXPECT_EQ(unseal(seal(table_, key_, "a"), key_, "b").error().code(), ErrorCode::corrupt);
}

TEST_F(SealedInternal, IsNeverReadAsAReleasedTable) {
  const auto bytes = key_.unseal(seal(table_, key_, ""), "");
  ASSERT_TRUE(bytes);
  EXPECT_EQ(reopen(*bytes, digest_of(*bytes)).error().code(), ErrorCode::corrupt);
}

TEST_F(SealedInternal, IsNeverMadeOfAReleasedTable) {
  const auto released = run(by_area(), planted(), policy("hes-2018"));
  const auto sealed = key_.seal(to_stored_form(released->front()), "");
  EXPECT_EQ(unseal(sealed, key_, "").error().code(), ErrorCode::corrupt);
}

}  // namespace
}  // namespace hdis::disclosure::testing
