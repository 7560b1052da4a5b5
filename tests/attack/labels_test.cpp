#include "support/plans.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

// Labels that look like something else, and messages that carry a value.

namespace hdis::attack {
namespace {

using namespace disclosure::testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

std::map<std::string, std::string> area(const std::string& code) {
  return {{"CCG_RESPONSIBILITY", code}};
}

TEST(Labels, NumbersAsLabelsAreSuppressedLikeAnyOther) {
  // A known tool looked for its cells by label and found none where labels were numbers.
  const auto plan = table(aggregation({by("CCG_RESPONSIBILITY")}, {count()}));
  const auto planted =
      together({records(3, area("3")), records(7, area("100")), records(20, area("*"))});
  EXPECT_THAT(lines(run_one(plan, planted, policy("hes-2018"))),
              ElementsAre("* | 20", "100 | *", "3 | *"));
}

TEST(Labels, OneThatLooksLikeATotalIsNotOne) {
  const auto plan =
      table(aggregation({by("PROCODE3"), by("CCG_RESPONSIBILITY")}, {count()}, {{0}, {0, 1}}));
  const auto planted = together({records(8, {{"PROCODE3", "R1A"}, {"CCG_RESPONSIBILITY", "all"}}),
                                 records(8, {{"PROCODE3", "R1A"}, {"CCG_RESPONSIBILITY", ""}}),
                                 records(1, {{"PROCODE3", "R1A"}})});  // NULL
  const auto released = run_one(plan, planted, policy("hes-2018"));
  EXPECT_THAT(lines(released),
              ElementsAre("R1A  | 10", "R1A all | 10", "R1A - | *", "R1A all | *"));
  EXPECT_EQ(released.rows()[3].keys[1].kind, released::Key::Kind::total);
}

TEST(Labels, WhatIsThrownInsideIsNotPassedOn) {
  const auto throwing = []() -> std::optional<Error> {
    throw std::runtime_error("cannot cast 'Z99.1 of patient 4711' to INTEGER");
  };
  disclosure::Pipeline pipeline(shipped_catalogue(),
                                std::make_unique<PlantedEngine>(std::vector<Planted>{}, throwing));
  const auto tables =
      pipeline.run(plan_of({table(aggregation({}, {count()}))}), policy("hes-2018"), {}, {});
  ASSERT_FALSE(tables);
  EXPECT_EQ(tables.error().code(), ErrorCode::withheld);
  EXPECT_THAT(tables.error().to_text(), Not(HasSubstr("4711")));
}

TEST(Labels, AFailureOfTheLastTableReleasesNoneOfThem) {
  int runs = 0;
  const auto second_fails = [&runs]() -> std::optional<Error> {
    if (++runs < 2) return std::nullopt;
    return Error(ErrorCode::timed_out, Reason{"engine.timed_out", "Too slow.", "", {}});
  };
  disclosure::Pipeline pipeline(
      shipped_catalogue(), std::make_unique<PlantedEngine>(records(20, area("A")), second_fails));
  const auto one = table(aggregation({by("CCG_RESPONSIBILITY")}, {count()}));
  const auto tables = pipeline.run(plan_of({one, one}), policy("hes-2018"), {}, {});
  ASSERT_FALSE(tables);
  EXPECT_EQ(tables.error().code(), ErrorCode::timed_out);
}

TEST(Labels, AListOfRecordsIsNotReleased) {
  std::vector<std::vector<Planted>> people;
  for (int i = 0; i < 150; ++i) {
    people.push_back(records(1, {{"CCG_RESPONSIBILITY", "C" + std::to_string(i)},
                                 {"SEX", std::to_string(i % 2)},
                                 {"ETHNOS", std::to_string(i % 7)},
                                 {"ADMIMETH", std::to_string(i % 5)}}));
  }
  const auto dimensions = {by("CCG_RESPONSIBILITY"), by("SEX"), by("ETHNOS"), by("ADMIMETH")};
  const auto plan = plan_of({table(aggregation(dimensions, {count()}))});
  const auto list = run(plan, together(people), policy("hes-2018"));
  ASSERT_FALSE(list);
  EXPECT_EQ(list.error().code(), ErrorCode::withheld);
  EXPECT_EQ(list.error().reasons()[0].rule, "disclosure.list_of_records");
  // Twice as many records as groups, few groups, or few fields, are a table.
  auto twice = people;
  twice.insert(twice.end(), people.begin(), people.end());
  EXPECT_TRUE(run(plan, together(twice), policy("hes-2018")));
  const auto by_place = plan_of({table(aggregation({by("CCG_RESPONSIBILITY")}, {count()}))});
  EXPECT_TRUE(run(by_place, together(people), policy("hes-2018")));
  people.resize(100);
  EXPECT_TRUE(run(plan, together(people), policy("hes-2018")));
}

}  // namespace
}  // namespace hdis::attack
