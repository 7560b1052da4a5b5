#include "hdis/sqlgen/plan_check.hpp"

#include "support/engine/record_files.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace hdis::sqlgen {
namespace {

using catalogue::FieldType;
using query::Aggregate;
using query::Aggregation;
using query::FieldRef;
using query::Predicate;
using query::RowExpression;
using query::Value;

const FieldRef sex{"SEX", FieldType::text};
const FieldRef days{"DAYS", FieldType::integer};
const FieldRef seen{"SEEN", FieldType::date};

/// COUNT(*) of all visits by sex.
Aggregation sound() {
  Aggregation aggregation;
  aggregation.populations = {
      {catalogue::DatasetId("visits"), {}, Predicate{query::Constant{true}}}};
  aggregation.dimensions = {{"sex", {RowExpression{sex}}, std::nullopt, false}};
  aggregation.grouping_sets = {{0}, {}};
  aggregation.measures = {query::Measure{}};
  return aggregation;
}

Aggregation with_filter(Predicate predicate) {
  Aggregation aggregation = sound();
  aggregation.populations[0].filter = std::move(predicate);
  return aggregation;
}

Aggregation with_dimension(RowExpression expression) {
  Aggregation aggregation = sound();
  aggregation.dimensions[0].by_population[0] = std::move(expression);
  return aggregation;
}

Aggregation with_measure(query::Measure measure) {
  Aggregation aggregation = sound();
  aggregation.measures = {std::move(measure)};
  return aggregation;
}

void expect_refused(const Aggregation& aggregation, const std::string& why) {
  const Status status = check(aggregation, test::engine_catalogue());
  ASSERT_FALSE(status) << why;
  EXPECT_EQ(status.error().code(), ErrorCode::invalid_input);
  EXPECT_EQ(status.error().reasons().front().rule, "engine.plan_invalid");
  EXPECT_NE(status.error().to_text().find(why), std::string::npos) << status.error().to_text();
}

TEST(PlanCheck, TakesASoundPlan) { EXPECT_TRUE(check(sound(), test::engine_catalogue())); }

TEST(PlanCheck, NeedsPopulationsMeasuresAndGroupingSets) {
  Aggregation aggregation = sound();
  aggregation.populations.clear();
  expect_refused(aggregation, "no population");
  aggregation = sound();
  aggregation.measures.clear();
  expect_refused(aggregation, "no measure");
  aggregation = sound();
  aggregation.grouping_sets.clear();
  expect_refused(aggregation, "no grouping set");
}

TEST(PlanCheck, GroupingSetsNameDimensionsOnceAndInRange) {
  Aggregation aggregation = sound();
  aggregation.grouping_sets = {{1}};
  expect_refused(aggregation, "grouping set");
  aggregation.grouping_sets = {{0, 0}};
  expect_refused(aggregation, "grouping set");
}

TEST(PlanCheck, EveryPopulationDefinesEveryDimension) {
  Aggregation aggregation = sound();
  aggregation.populations.push_back(aggregation.populations[0]);
  expect_refused(aggregation, "not defined for every population");
}

TEST(PlanCheck, DatasetsAndFieldsExist) {
  Aggregation aggregation = sound();
  aggregation.populations[0].dataset = catalogue::DatasetId("nothing");
  expect_refused(aggregation, "no dataset nothing");
  expect_refused(with_dimension({FieldRef{"WARD", FieldType::text}}), "no field WARD");
  expect_refused(with_dimension({FieldRef{"sex", FieldType::text}}), "no field sex");
}

TEST(PlanCheck, AFieldHasTheTypeThatThePlanSays) {
  expect_refused(with_dimension({FieldRef{"SEX", FieldType::integer}}), "another type");
}

TEST(PlanCheck, ThePersonKeyIsNowhereInAPlan) {
  const FieldRef person{"PERSON", FieldType::text};
  expect_refused(with_dimension({person}), "PERSON may not be used");
  expect_refused(with_filter({query::IsNull{{person}, false}}), "PERSON may not be used");
  expect_refused(with_measure({Aggregate::count_values, person, {}, false, ""}),
                 "PERSON may not be used");
}

// Stored as a hash: it has no order, no beginning and no other meaning.
TEST(PlanCheck, TheKeyOfARecordIsOnlyCounted) {
  const FieldRef visit{"VISIT", FieldType::text};
  EXPECT_TRUE(check(with_measure({Aggregate::count_values, visit, {}, false, ""}),
                    test::engine_catalogue()));
  expect_refused(with_dimension({visit}), "VISIT may only be counted");
  expect_refused(with_filter({query::IsNull{{visit}, false}}), "VISIT may only be counted");
}

// A database would convert every value of the column, and fail at the first that is no number.
TEST(PlanCheck, ValuesOfDifferentTypesAreNotCompared) {
  const Value number = std::int64_t{1};
  expect_refused(with_filter({query::Compare{{sex}, query::Comparison::equal, {number}}}),
                 "different types");
  expect_refused(with_filter({query::InList{{sex}, {number}, false}}), "different types");
  expect_refused(
      with_filter({query::Compare{{seen}, query::Comparison::less, {Value(std::string("2017"))}}}),
      "different types");
}

TEST(PlanCheck, TextConditionsAreOfTexts) {
  expect_refused(with_filter({query::Matches{{days}, "1", false}}), "not a text");
  expect_refused(with_filter({query::StartsWith{{days}, {"1"}, false}}), "not a text");
  query::InCodeList list;
  list.subject = days;
  expect_refused(with_filter({list}), "holds no codes");
}

TEST(PlanCheck, PatternsAreValid) {
  expect_refused(with_filter({query::Matches{{sex}, "(", false}}), "regular expression");
  expect_refused(with_filter({query::Matches{{sex}, "((a{900}){900}){900}", false}}),
                 "regular expression");
}

TEST(PlanCheck, ConstantsCanBeWritten) {
  const auto equal = [](Value value) {
    return with_filter({query::Compare{{sex}, query::Comparison::equal, {std::move(value)}}});
  };
  expect_refused(equal(std::string("a\0b", 3)), "zero byte");
  expect_refused(equal(std::string("\xff")), "UTF-8");
  const FieldRef cost{"COST", FieldType::decimal};
  expect_refused(
      with_filter({query::InList{{cost}, {Value(std::numeric_limits<double>::infinity())}, false}}),
      "finite");
  expect_refused(with_filter({query::StartsWith{{sex}, {std::string("\0", 1)}, false}}),
                 "zero byte");
}

TEST(PlanCheck, CodeListsHaveReadableCodes) {
  query::InCodeList list;
  list.subject = FieldRef{"DIAGS", FieldType::text};
  for (const std::string code : {"", "a,b", "é", "a b"}) {
    list.prefixes = {code};
    expect_refused(with_filter({list}), "code list");
  }
}

TEST(PlanCheck, PartsOfDatesAndTexts) {
  expect_refused(with_dimension({query::DatePart{sex, query::DatePartKind::year}}), "no date");
  expect_refused(with_dimension({query::Substring{days, 1, 1}}), "characters of DAYS");
  expect_refused(with_dimension({query::Substring{sex, 0, 1}}), "characters of SEX");
}

TEST(PlanCheck, MeasuresHaveTheArgumentsThatTheyTake) {
  expect_refused(with_measure({Aggregate::count_records, days, {}, false, ""}), "argument");
  expect_refused(with_measure({Aggregate::sum, std::nullopt, {}, false, ""}), "argument");
  expect_refused(with_measure({Aggregate::count_people, days, {}, false, ""}), "argument");
  expect_refused(with_measure({Aggregate::mean, sex, {}, false, ""}), "cannot be added up");
  expect_refused(with_measure({Aggregate::median, seen, {}, false, ""}), "cannot be added up");
  expect_refused(with_measure({Aggregate::mean, days, {}, true, ""}), "flag");
}

TEST(PlanCheck, LooksIntoPersonSetsBandsAndFilters) {
  const Predicate wrong{query::IsNull{{FieldRef{"NOWHERE", FieldType::text}}, false}};
  const query::Population persons{catalogue::DatasetId("stays"), {}, wrong};
  expect_refused(with_filter({query::Any{{{query::Constant{true}}, {query::PersonIn{persons}}}}}),
                 "NOWHERE");
  expect_refused(
      with_dimension({query::Banding{{{wrong, {sex}}}, RowExpression{Value(query::Null{})}}}),
      "NOWHERE");
  query::Measure measure;
  measure.filter = wrong;
  expect_refused(with_measure(measure), "NOWHERE");
}

TEST(PopulationsOf, FindsThoseInsideConditionsToo) {
  const auto set = [](const std::string& dataset, Predicate filter) {
    return Predicate{query::PersonIn{
        query::Population{catalogue::DatasetId(dataset), {}, std::move(filter)}, false}};
  };
  Aggregation aggregation = with_filter(set("stays", set("visits", {query::Constant{true}})));
  aggregation.measures[0].filter = set("stays", {query::Constant{true}});
  aggregation.dimensions[0].by_population[0] = RowExpression{query::Banding{
      {{set("visits", {query::Constant{true}}), {sex}}}, RowExpression{Value(query::Null{})}}};
  std::vector<std::string> datasets;
  for (const query::Population* population : populations_of(aggregation)) {
    datasets.push_back(population->dataset.text());
  }
  EXPECT_EQ(datasets, (std::vector<std::string>{"visits", "stays", "visits", "visits", "stays"}));
}

}  // namespace
}  // namespace hdis::sqlgen
