#include "flags_as_counts.hpp"
#include "support/plans.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

// How a protected table is laid out: joins, pivots, ratios, rates, labels, order.

namespace hdis::disclosure::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::map<std::string, std::string> at(const std::string& area, const std::string& sex = "1") {
  return {{"CCG_RESPONSIBILITY", area}, {"SEX", sex}};
}

/// Men in part 0, women in part 1, by area.
query::TablePlan joined(query::JoinRows keep) {
  query::TablePlan plan = table(aggregation({by("CCG_RESPONSIBILITY")}, {count()}));
  plan.parts.push_back(plan.parts[0]);
  plan.parts[0].populations[0].filter = equals("SEX", "1");
  plan.parts[1].populations[0].filter = equals("SEX", "2");
  plan.columns.push_back({"women", query::MeasureColumn{{1, 0}}});
  plan.join_rows = keep;
  return plan;
}

std::vector<Planted> men_and_women() {
  return together({records(20, at("A")), records(3, at("A", "2")), records(30, at("B")),
                   records(40, at("C", "2"))});
}

std::vector<std::string> joined_lines(query::JoinRows keep) {
  return lines(run_one(joined(keep), men_and_women(), policy("hes-2018")));
}

TEST(Layout, JoinsPutPartsSideBySide) {
  EXPECT_THAT(joined_lines(query::JoinRows::all), ElementsAre("A | 20 *", "B | 30 0", "C | 0 40"));
  EXPECT_THAT(joined_lines(query::JoinRows::in_first), ElementsAre("A | 20 *", "B | 30 0"));
  EXPECT_THAT(joined_lines(query::JoinRows::in_last), ElementsAre("A | 20 *", "C | 0 40"));
  EXPECT_THAT(joined_lines(query::JoinRows::in_both), ElementsAre("A | 20 *"));
}

TEST(Layout, JoinedPartsMustBeDividedAlike) {
  auto plan = joined(query::JoinRows::all);
  plan.parts[1] = aggregation({by("CCG_RESPONSIBILITY"), by("SEX")}, {count()});
  const auto tables = run(plan_of({plan}), men_and_women(), policy("hes-2018"));
  ASSERT_FALSE(tables);
  EXPECT_EQ(tables.error().code(), ErrorCode::withheld);
}

TEST(Layout, APivotOfSeveralNumbersNamesThemByEntryAndNumber) {
  auto plan = table(aggregation({by("SEX"), by("CCG_RESPONSIBILITY")},
                                {count(), of_amount(query::Aggregate::mean)}));
  plan.pivot = query::PivotSpec{0, {{std::string("1"), "men"}, {std::string("2"), "women"}}};
  plan.order_by = {{3, true}};  // women_m0
  const auto released = run_one(plan, men_and_women(), policy("hes-2018"));
  std::vector<std::string> names;
  for (const auto& column : released.columns()) names.push_back(column.name);
  EXPECT_THAT(names, ElementsAre("d1", "men_m0", "men_m1", "women_m0", "women_m1"));
  // A group without records has no mean.
  EXPECT_THAT(lines(released), ElementsAre("C | 0 z 40 0.0", "B | 30 0.0 0 z", "A | 20 0.0 * *"));
}

TEST(Layout, APivotEntryMayBeTheMissingValue) {
  auto plan = table(aggregation({by("CCG_RESPONSIBILITY"), by("SEX")}, {count()}));
  plan.pivot = query::PivotSpec{1, {{query::Null{}, "not_known"}}};
  const auto planted = records(20, {{"CCG_RESPONSIBILITY", "A"}});
  EXPECT_THAT(lines(run_one(plan, planted, policy("hes-2018"))), ElementsAre("A | 20"));
}

TEST(Layout, ConstantsAndLabels) {
  auto plan = table(aggregation({by("SEX")}, {count()}, {{}, {0}}));
  plan.parts[0].dimensions[0].codes =
      shipped_catalogue().dataset(catalogue::DatasetId("apc"))->find("SEX")->codes;
  plan.columns.insert(plan.columns.begin(),
                      {"areatype", query::ConstantColumn{std::string("England")}});
  const auto released = run_one(plan, records(20, at("A")), policy("hes-2018"));
  ASSERT_EQ(released.rows().size(), 2U);
  EXPECT_EQ(released.rows()[0].keys[0].code, "England");
  EXPECT_EQ(released.rows()[0].keys[1].label, "Male");
  EXPECT_EQ(released.rows()[1].keys[1].kind, released::Key::Kind::total);
  EXPECT_EQ(released.columns()[1].meaning,
            shipped_catalogue().dataset(catalogue::DatasetId("apc"))->find("SEX")->label);
}

TEST(Layout, NumbersAreInOrderOfNumbers) {
  auto plan = table(aggregation({by("STARTAGE")}, {count()}));
  plan.parts[0].dimensions[0].by_population = {
      {query::FieldRef{"STARTAGE", catalogue::FieldType::integer}}};
  std::vector<std::vector<Planted>> ages;
  for (const char* age : {"10", "9", "100"}) ages.push_back(records(20, {{"STARTAGE", age}}));
  ages.push_back(records(20, {}));
  EXPECT_THAT(lines(run_one(plan, together(ages), policy("hes-2018"))),
              ElementsAre("9 | 20", "10 | 20", "100 | 20", "- | 20"));
  plan.order_by = {{0, true}};
  EXPECT_THAT(lines(run_one(plan, together(ages), policy("hes-2018"))),
              ElementsAre("100 | 20", "10 | 20", "9 | 20", "- | 20"));
}

TEST(Layout, ATotalOfNothingIsZero) {
  const auto plan = table(aggregation({}, {count(), of_amount(query::Aggregate::mean)}));
  EXPECT_THAT(lines(run_one(plan, {}, policy("hes-2018"))), ElementsAre("| 0 z"));
}

TEST(Layout, EveryTableIsStamped) {
  const auto released = run_one(table(aggregation({by("CCG_RESPONSIBILITY")}, {count()})),
                                men_and_women(), policy("hes-2018"));
  EXPECT_EQ(released.provenance().policy, "hes-2018 1");
  EXPECT_THAT(released.certificate().policy, HasSubstr(policy("hes-2018").digest.text()));
  EXPECT_EQ(released.certificate().cells, 3U);
  EXPECT_EQ(released.certificate().suppressed, 0U);
  EXPECT_FALSE(released.certificate().checks.empty());
  EXPECT_FALSE(released.notes().empty());
}

TEST(Layout, ATableThatFailsTheLastCheckIsWithheld) {
  // A policy that no file can hold: it shows 6 as 5, which is of a size that it suppresses.
  Policy broken = policy("hes-2018");
  broken.largest_suppressed = 5;
  const auto plan = table(aggregation({by("CCG_RESPONSIBILITY")}, {count()}));
  const auto tables = run(plan_of({plan}), records(6, at("A")), broken);
  ASSERT_FALSE(tables);
  EXPECT_EQ(tables.error().code(), ErrorCode::withheld);
  EXPECT_EQ(tables.error().reasons().front().rule, "disclosure.recheck.small");
}

TEST(Layout, ProgressRisesToOne) {
  std::vector<double> seen;
  RunControl control;
  control.progress = [&seen](double part) { seen.push_back(part); };
  Pipeline pipeline(shipped_catalogue(), std::make_unique<PlantedEngine>(men_and_women()));
  ASSERT_TRUE(
      pipeline.run(plan_of({joined(query::JoinRows::all)}), policy("hes-2018"), {}, control));
  EXPECT_THAT(seen, ElementsAre(0.25, 0.75, 1));
}

TEST(Layout, AStopReleasesNothing) {
  std::stop_source source;
  source.request_stop();
  RunControl control;
  control.stop = source.get_token();
  Pipeline pipeline(shipped_catalogue(), std::make_unique<PlantedEngine>(men_and_women()));
  const auto tables =
      pipeline.run(plan_of({joined(query::JoinRows::all)}), policy("hes-2018"), {}, control);
  ASSERT_FALSE(tables);
  EXPECT_EQ(tables.error().code(), ErrorCode::cancelled);
}

TEST(Layout, NoTimeReleasesNothing) {
  RunControl control;
  control.time = std::chrono::milliseconds(0);
  Pipeline pipeline(shipped_catalogue(), std::make_unique<PlantedEngine>(men_and_women()));
  const auto tables =
      pipeline.run(plan_of({joined(query::JoinRows::all)}), policy("hes-2018"), {}, control);
  ASSERT_FALSE(tables);
  EXPECT_EQ(tables.error().code(), ErrorCode::timed_out);
}

TEST(Rates, FromAPublishedPopulation) {
  const auto* population = [] {
    const auto* measure = shipped_catalogue().measure("emergency_admission_rate");
    return shipped_catalogue().population(measure->populations.front());
  }();
  const auto& [area, persons] = *population->persons.begin();
  auto plan = table(aggregation({by("CCG_RESPONSIBILITY")}, {count()}));
  query::RateColumn rate;
  rate.measure = catalogue::MeasureId("emergency_admission_rate");
  rate.population = population->id;
  rate.area_dimension = 0;
  rate.years = 2;
  rate.decimals = 1;
  plan.columns.push_back({"rate", rate});
  const auto planted = together({records(5000, at(area)), records(500, at("nowhere"))});
  const auto released = run_one(plan, planted, policy("hes-2018"));
  EXPECT_NEAR(released.rows()[0].cells[1].number().value(),
              100'000.0 * 5000 / (2.0 * static_cast<double>(persons)), 0.06);
  EXPECT_EQ(shown(released.rows()[1].cells[1]), "z");
}

TEST(FlagsAsCounts, AreTheSameNumberAndMergeWithTheCountTheyAre) {
  query::Measure flag = of_amount(query::Aggregate::sum);
  flag.argument = query::FieldRef{"FAE", catalogue::FieldType::text};
  flag.flag = true;
  flag.unit = "episodes";
  auto plan =
      table(aggregation({}, {count_where("FAE", "1"), of_amount(query::Aggregate::sum), flag}));
  const auto rewritten = with_flags_as_counts(plan);
  ASSERT_EQ(rewritten.parts[0].measures.size(), 2U);
  EXPECT_EQ(std::get<query::MeasureColumn>(rewritten.columns[2].content).measure.measure, 0U);
  EXPECT_EQ(std::get<query::MeasureColumn>(rewritten.columns[1].content).measure.measure, 1U);
}

}  // namespace
}  // namespace hdis::disclosure::testing
