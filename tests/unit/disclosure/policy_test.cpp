#include "hdis/disclosure/policy.hpp"

#include "policy_conditions.hpp"
#include "policy_reader.hpp"
#include "support/plans.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

namespace hdis::disclosure {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;

std::vector<std::string> rules_of(const std::vector<Reason>& reasons) {
  std::vector<std::string> rules;
  rules.reserve(reasons.size());
  for (const Reason& reason : reasons) rules.push_back(reason.rule);
  return rules;
}

/// The rules that `hes-2018` breaks once it is changed.
std::vector<std::string> broken_by(const std::function<void(Policy&)>& change) {
  Policy policy = testing::policy("hes-2018");
  change(policy);
  return rules_of(broken_conditions(policy));
}

TEST(Policies, AllShippedOnesLoad) {
  const auto policies = load_policies(HDIS_SOURCE_DIR "/catalogue/policies");
  ASSERT_TRUE(policies) << policies.error().to_text();
  std::vector<std::string> ids;
  for (const Policy& policy : *policies) ids.push_back(policy.id);
  EXPECT_THAT(ids, ElementsAre("hes-2018", "hes-pre2018", "nhs-england-sde", "opensafely",
                               "opensafely-midpoint6", "threshold-10"));
}

TEST(Policies, Hes2018IsInForceFromTheThirteenthOfSeptember) {
  const Policy& policy = testing::policy("hes-2018");
  ASSERT_TRUE(policy.effective_from);
  EXPECT_EQ(policy.effective_from->to_text(), "2018-09-13");
  EXPECT_TRUE(policy.national_exact);
  EXPECT_FALSE(policy.digest.empty());
}

TEST(Policies, HesBefore2018NeedsSecondarySuppression) {
  const Policy& policy = testing::policy("hes-pre2018");
  EXPECT_TRUE(policy.needs_secondary_suppression);
  EXPECT_EQ(policy.rounding, Rounding::none);
  EXPECT_EQ(policy.largest_suppressed, 5U);
}

// One test for each numbered condition of policy_conditions.cpp.

TEST(PolicyConditions, RoundingBaseMustRound) {
  EXPECT_THAT(broken_by([](Policy& p) { p.rounding_base = 0; }), Contains("policy.rounding_base"));
  EXPECT_THAT(broken_by([](Policy& p) { p.rounding_base = 1; }), Contains("policy.rounding_base"));
}

TEST(PolicyConditions, MidpointNeedsAnEvenBase) {
  EXPECT_THAT(broken_by([](Policy& p) { p.rounding = Rounding::midpoint; }),
              Contains("policy.midpoint_base"));
}

TEST(PolicyConditions, ParametersMustBeOfASensibleSize) {
  EXPECT_THAT(broken_by([](Policy& p) { p.rounding_base = 1'000'000; }),
              Contains("policy.too_large"));
  EXPECT_THAT(broken_by([](Policy& p) { p.largest_suppressed = 1'000'000; }),
              Contains("policy.too_large"));
}

TEST(PolicyConditions, AShownCountMustNotBecomeZero) {
  // 8 to the nearest 20 is 0.
  EXPECT_THAT(broken_by([](Policy& p) { p.rounding_base = 20; }), Contains("policy.shown_as_zero"));
}

TEST(PolicyConditions, AShownCountMustNotLookSuppressed) {
  // 6 to the nearest 5 is 5, which is of a suppressed size.
  EXPECT_THAT(broken_by([](Policy& p) { p.largest_suppressed = 5; }),
              Contains("policy.shown_as_small"));
}

TEST(PolicyConditions, TheSmallestShownNumberMustStandForSeveralCounts) {
  // 12 is the only shown count that becomes 10.
  EXPECT_THAT(broken_by([](Policy& p) { p.largest_suppressed = 11; }),
              Contains("policy.exact_after_rounding"));
}

TEST(PolicyConditions, SomethingMustBeHidden) {
  EXPECT_THAT(broken_by([](Policy& p) { p.largest_suppressed = 0; }),
              Contains("policy.hides_nothing"));
}

TEST(PolicyConditions, WithoutRoundingSecondarySuppressionIsNeeded) {
  EXPECT_THAT(broken_by([](Policy& p) { p.rounding = Rounding::none; }),
              Contains("policy.recalculation"));
}

TEST(PolicyConditions, PossibleValuesMustBeSeveralAndNoMoreThanThereAre) {
  EXPECT_THAT(broken_by([](Policy& p) { p.fewest_values = 1; }), Contains("policy.fewest_values"));
  EXPECT_THAT(broken_by([](Policy& p) { p.fewest_values = 8; }), Contains("policy.fewest_values"));
  EXPECT_THAT(broken_by([](Policy& p) { p.fewest_values = 7; }),
              Not(Contains("policy.fewest_values")));
}

TEST(PolicyConditions, TotalsFromRoundedCellsNeedRounding) {
  EXPECT_THAT(broken_by([](Policy& p) {
                p.rounding = Rounding::none;
                p.totals_from_rounded = true;
              }),
              Contains("policy.totals"));
}

TEST(PolicyConditions, AMedianNeedsMorePeopleThanACount) {
  EXPECT_THAT(broken_by([](Policy& p) { p.median_least_people = 7; }),
              Contains("policy.median_least_people"));
}

TEST(PolicyConditions, DominanceMustBeAShare) {
  EXPECT_THAT(broken_by([](Policy& p) { p.dominance_one_share = 1.5; }),
              Contains("policy.dominance"));
  EXPECT_THAT(broken_by([](Policy& p) { p.dominance_two_share = 0; }),
              Contains("policy.dominance"));
}

TEST(PolicyConditions, ThePercentageOfDominanceIsOneOfSomething) {
  EXPECT_THAT(broken_by([](Policy& p) { p.dominance_p_percent = 0; }),
              Contains("policy.dominance"));
  EXPECT_THAT(broken_by([](Policy& p) { p.dominance_p_percent = 101; }),
              Contains("policy.dominance"));
}

TEST(PolicyConditions, TheIntervalOfASumMustBeAShare) {
  EXPECT_THAT(broken_by([](Policy& p) { p.sum_least_interval = 0; }),
              Contains("policy.sum_least_interval"));
}

TEST(PolicyConditions, ExamplesMustComeOut) {
  EXPECT_THAT(broken_by([](Policy& p) { p.examples[0].shown = "*"; }), Contains("policy.example"));
}

TEST(PolicyConditions, ExamplesMustShowBothSidesOfTheThreshold) {
  EXPECT_THAT(broken_by([](Policy& p) {
                std::erase_if(p.examples, [](const PolicyExample& e) { return e.count == 8; });
              }),
              Contains("policy.examples_missing"));
}

TEST(PolicyConditions, SomebodyMustHaveSaidSo) {
  EXPECT_THAT(broken_by([](Policy& p) { p.source.clear(); }), Contains("policy.origin"));
}

// The reader.

constexpr const char* smallest_file = R"(
id: house
version: "1"
title: House rules
source: Somebody
largest_suppressed: 7
rounding: nearest
rounding_base: 5
national_exact: false
totals_from_rounded: false
needs_secondary_suppression: false
median_least_people: 10
dominance: {one_share: 0.9, two_share: 0.9, p_percent: 10}
fewest_values: 4
sum_least_interval: 0.1
notes: [Small numbers are hidden.]
examples:
  - {count: 0, shown: "0"}
  - {count: 1, shown: "*"}
  - {count: 7, shown: "*"}
  - {count: 8, shown: "10"}
)";

std::string with(const std::string& from, const std::string& to) {
  std::string text = smallest_file;
  text.replace(text.find(from), from.size(), to);
  return text;
}

std::vector<std::string> refused_for(const std::string& text) {
  const auto policy = parse_policy(text, "house.yaml");
  if (policy) return {};
  EXPECT_EQ(policy.error().code(), ErrorCode::invalid_input);
  return rules_of(policy.error().reasons());
}

TEST(PolicyFile, TheSmallestOneIsRead) {
  const auto policy = parse_policy(smallest_file, "house.yaml");
  ASSERT_TRUE(policy) << policy.error().to_text();
  EXPECT_EQ(policy->title, "House rules");
  EXPECT_EQ(policy->examples.size(), 4U);
}

TEST(PolicyFile, UnknownKeysAreRefused) {
  EXPECT_THAT(refused_for(with("source:", "threshold: 3\nsource:")),
              Contains("policy.unknown_key"));
  EXPECT_THAT(refused_for(with("{one_share: 0.9,", "{one_share: 0.9, three_share: 1,")),
              Contains("policy.unknown_key"));
}

TEST(PolicyFile, MissingKeysAreRefused) {
  EXPECT_THAT(refused_for(with("largest_suppressed: 7", "")), Contains("policy.key_missing"));
  EXPECT_THAT(refused_for(with("source: Somebody", "")), Contains("policy.key_missing"));
  EXPECT_THAT(
      refused_for(
          std::string(smallest_file).substr(0, std::string(smallest_file).find("examples"))),
      Contains("policy.key_missing"));
}

TEST(PolicyFile, ValuesMustBeOfTheirType) {
  EXPECT_THAT(refused_for(with("largest_suppressed: 7", "largest_suppressed: seven")),
              Contains("policy.value"));
  EXPECT_THAT(refused_for(with("largest_suppressed: 7", "largest_suppressed: -1")),
              Contains("policy.value"));
  EXPECT_THAT(refused_for(with("rounding: nearest", "rounding: upwards")),
              Contains("policy.value"));
}

TEST(PolicyFile, MustBeAMapping) {
  EXPECT_THAT(refused_for("- a\n- b\n"), Contains("policy.format"));
  EXPECT_THAT(refused_for("{"), Contains("policy.format"));
}

TEST(PolicyFile, EveryChangeChangesTheDigest) {
  const auto one = parse_policy(smallest_file, "house.yaml");
  const auto other = parse_policy(with("Somebody", "Nobody"), "house.yaml");
  EXPECT_NE(one->digest, other->digest);
}

TEST(PolicyFile, OneThatDoesNotExistIsNotFound) {
  const auto policy = load_policy("no/such/policy.yaml");
  ASSERT_FALSE(policy);
  EXPECT_EQ(policy.error().code(), ErrorCode::not_found);
}

}  // namespace
}  // namespace hdis::disclosure
