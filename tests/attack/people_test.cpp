#include "support/plans.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

// Many records of few people.

namespace hdis::attack {
namespace {

using namespace disclosure::testing;
using ::testing::ElementsAre;

TEST(FewPeople, OnePersonWithMoreThanAHundredAndFiftyEpisodes) {
  const auto plan = table(aggregation({by("CCG_RESPONSIBILITY")}, {count(), count_people()}));
  const auto planted = together({records_of_one(156, {{"CCG_RESPONSIBILITY", "A"}}),
                                 records(40, {{"CCG_RESPONSIBILITY", "B"}})});
  EXPECT_THAT(lines(run_one(plan, planted, policy("hes-2018"))),
              ElementsAre("A | * *", "B | 40 40"));
}

TEST(FewPeople, TheirRecordsAreNotTheTotalMinusTheOthers) {
  const auto plan =
      table(aggregation({by("PROCODE3"), by("CCG_RESPONSIBILITY")}, {count()}, {{0}, {0, 1}}));
  const auto planted =
      together({records_of_one(156, {{"PROCODE3", "R1A"}, {"CCG_RESPONSIBILITY", "A"}}),
                records(40, {{"PROCODE3", "R1A"}, {"CCG_RESPONSIBILITY", "B"}})});
  // 195 minus 40 would say that the * is about 155.
  EXPECT_THAT(lines(run_one(plan, planted, policy("hes-2018"))),
              ElementsAre("R1A A | *", "R1A B | 40", "R1A all | *"));
}

TEST(FewPeople, BehindAFlag) {
  // Nine people have records, but the flagged ones are one person's.
  auto plan = table(aggregation({by("CCG_RESPONSIBILITY")}, {count()}));
  query::Measure flag = of_amount(query::Aggregate::sum);
  flag.argument = query::FieldRef{"FAE", catalogue::FieldType::integer};
  flag.flag = true;
  plan.parts[0].measures = {flag};
  const auto planted = together({records_of_one(30, {{"CCG_RESPONSIBILITY", "A"}, {"FAE", "1"}}, 1),
                                 records(8, {{"CCG_RESPONSIBILITY", "A"}, {"FAE", "0"}}, 0)});
  EXPECT_THAT(lines(run_one(plan, planted, policy("hes-2018"))), ElementsAre("A | *"));
}

TEST(FewPeople, RecordsWithoutAPersonAreOnePerson) {
  auto nobody = records(50, {{"CCG_RESPONSIBILITY", "A"}});
  for (auto& record : nobody) record.person.reset();
  const auto plan = table(aggregation({by("CCG_RESPONSIBILITY")}, {count(), count_people()}));
  EXPECT_THAT(lines(run_one(plan, nobody, policy("hes-2018"))), ElementsAre("A | * *"));
}

}  // namespace
}  // namespace hdis::attack
