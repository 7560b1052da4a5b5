#include "hdis/synth/scenario.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace hdis::synth {
namespace {

using ::testing::ElementsAre;

std::string file(const std::string& name) {
  std::stringstream text;
  text << std::ifstream(HDIS_SOURCE_DIR "/examples/scenarios/" + name).rdbuf();
  return text.str();
}

std::vector<std::string> rules_of(const std::string& yaml) {
  const auto scenario = parse_scenario(yaml);
  std::vector<std::string> rules;
  if (scenario) return {"accepted"};
  for (const auto& reason : scenario.error().reasons()) rules.push_back(reason.rule);
  return rules;
}

TEST(Scenario, ReadsTheExamples) {
  const auto effects = parse_scenario(file("effects.yaml"));
  ASSERT_TRUE(effects) << effects.error().to_text();
  ASSERT_EQ(effects->effects.size(), 7U);
  EXPECT_EQ(effects->effects[0].picture, "tonsillectomy");
  EXPECT_DOUBLE_EQ(effects->effects[0].factor, 1.4);
  EXPECT_EQ(effects->effects[2].kind, EffectKind::readmissions);
  EXPECT_THAT(effects->effects[2].months, ElementsAre(10));
  EXPECT_EQ(effects->effects[6].kind, EffectKind::none);

  const auto patterns = parse_scenario(file("small_numbers.yaml"));
  ASSERT_TRUE(patterns) << patterns.error().to_text();
  ASSERT_EQ(patterns->patterns.size(), 3U);
  EXPECT_TRUE(patterns->patterns[1].dialysis);
  EXPECT_EQ(patterns->patterns[1].admissions, 156U);
  EXPECT_EQ(patterns->patterns[2].people, 9U);
}

TEST(Scenario, SaysWhereAndWhat) {
  const auto scenario =
      parse_scenario("title: x\neffects:\n  - {id: a, kind: admissions, clas: emergency}\n");
  ASSERT_FALSE(scenario);
  ASSERT_EQ(scenario.error().reasons().size(), 2U);
  const auto& unknown = scenario.error().reasons()[1];
  EXPECT_EQ(unknown.rule, "synth.scenario.unknown_key");
  EXPECT_EQ(unknown.suggestion, "Did you mean \"class\"?");
  ASSERT_TRUE(unknown.where);
  EXPECT_EQ(unknown.where->line, 3U);
}

TEST(Scenario, RefusesEachMistake) {
  EXPECT_THAT(rules_of("title: [x"), ElementsAre("synth.scenario.yaml"));
  EXPECT_THAT(rules_of("- 1"), ElementsAre("synth.scenario.shape", "synth.scenario.missing"));
  EXPECT_THAT(rules_of("effects: []"), ElementsAre("synth.scenario.missing"));
  EXPECT_THAT(rules_of("title: x\ntitle: y"), ElementsAre("synth.scenario.twice"));
  const auto effect = [](const std::string& more) {
    return rules_of("title: x\neffects: [{id: a, " + more + "}]");
  };
  EXPECT_THAT(effect("kind: admissions, class: emergency"), ElementsAre("accepted"));
  EXPECT_THAT(effect("kind: more, class: emergency"), ElementsAre("synth.scenario.kind"));
  EXPECT_THAT(effect("kind: admissions"), ElementsAre("synth.scenario.what"));
  EXPECT_THAT(effect("kind: admissions, class: emergency, provider: RRK"),
              ElementsAre("synth.scenario.what"));
  EXPECT_THAT(effect("kind: readmissions, class: emergency"), ElementsAre("synth.scenario.what"));
  EXPECT_THAT(effect("kind: none, class: emergency, factor: 2"),
              ElementsAre("synth.scenario.what"));
  EXPECT_THAT(effect("kind: admissions, class: emergency, factor: much"),
              ElementsAre("synth.scenario.number"));
  EXPECT_THAT(effect("kind: admissions, class: emergency, factor: nan"),
              ElementsAre("synth.scenario.number"));
  EXPECT_THAT(effect("kind: readmissions, months: [13]"), ElementsAre("synth.scenario.months"));
  const auto pattern = [](const std::string& more) {
    return rules_of("title: x\npatterns: [{id: a, ccg: 99P, " + more + "}]");
  };
  EXPECT_THAT(pattern("diagnosis: B24X, year: 1718"), ElementsAre("accepted"));
  EXPECT_THAT(pattern("diagnosis: B20, year: 1718"), ElementsAre("synth.scenario.diagnosis"));
  EXPECT_THAT(pattern("diagnosis: B24X, year: 1719"), ElementsAre("synth.scenario.year"));
  EXPECT_THAT(pattern("diagnosis: B24X, year: 1718, people: 1.5"),
              ElementsAre("synth.scenario.number"));
  EXPECT_THAT(pattern("diagnosis: B24X, year: 1718, as: birth"), ElementsAre("synth.scenario.as"));
}

}  // namespace
}  // namespace hdis::synth
