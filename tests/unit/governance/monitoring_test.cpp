#include "hdis/governance/monitoring.hpp"

#include "governance_samples.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace hdis::governance {
namespace {

using namespace testing;

const std::string two_rules = R"(version: "3"
rules:
  - {id: few, of: user, counts: refusals, within_hours: 24, more_than: 2, level: raised}
  - {id: many, of: organisation, counts: refusals, within_hours: 48, more_than: 3, level: held}
)";

/// So many refusals of a user, each an hour after the one before, the last one `hours_ago`.
std::vector<Happening> refusals(const std::string& user, int count, int hours_ago) {
  std::vector<Happening> out;
  out.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    out.push_back(
        {sample_now - std::chrono::hours(hours_ago + i), Counted::refusals, user, "", "0CX"});
  }
  return out;
}

std::string told(const std::vector<Happening>& happenings) {
  std::string out;
  for (const auto& alert : alerts(*parse_monitoring_rules(two_rules), happenings, sample_now)) {
    out += alert.rule.id + " " + alert.name + " " + std::to_string(alert.count) + "; ";
  }
  return out;
}

TEST(Monitoring, CountsWhatIsWorthCounting) {
  EXPECT_EQ(counted_as("request.submitted"), Counted::requests);
  EXPECT_EQ(counted_as("output.share.refused"), Counted::refusals);
  EXPECT_EQ(counted_as("request.approved"), std::nullopt);
}

TEST(Monitoring, IsQuietUpToTheNumberAndNotBeyond) {
  EXPECT_EQ(told(refusals("asha", 2, 0)), "");
  EXPECT_EQ(told(refusals("asha", 3, 0)), "few asha 3; ");
}

TEST(Monitoring, LooksBackAsFarAsTheRuleSays) {
  EXPECT_EQ(told(refusals("asha", 3, 22)), "few asha 3; ");  // The third is exactly 24 hours ago.
  EXPECT_EQ(told(refusals("asha", 3, 23)), "");
}

/// Nobody of two does much, but their organisation does; what asks for most comes first.
TEST(Monitoring, CountsTogetherWhatBelongsTogether) {
  auto all = refusals("asha", 2, 0);
  const auto others = refusals("bela", 2, 0);
  all.insert(all.end(), others.begin(), others.end());
  EXPECT_EQ(told(all), "many 0CX 4; ");
  all.push_back(all.front());
  EXPECT_EQ(told(all), "many 0CX 5; few asha 3; ");
}

TEST(Monitoring, CountsUseSinceADay) {
  std::vector<Happening> all{{sample_now, Counted::runs, "asha", "DARS-1", "0CX"},
                             {sample_now, Counted::views, "asha", "", ""}};
  const auto use = count_use(all, sample_now);
  ASSERT_EQ(use.size(), 3U);
  EXPECT_EQ(use[0].name, "asha");
  EXPECT_EQ(use[0].counts.at(Counted::views), 1U);
  EXPECT_EQ(use[1].name, "DARS-1");
  EXPECT_EQ(use[2].name, "0CX");
  EXPECT_TRUE(count_use(all, sample_now + std::chrono::seconds(1)).empty());
}

Happening request(const std::string& question, const std::string& shape, int minutes) {
  Happening happening{sample_now + std::chrono::minutes(minutes), Counted::requests, "asha", "",
                      ""};
  happening.question = question;
  happening.shape = shape;
  return happening;
}

TEST(Monitoring, TellsRepeatsFromNearRepeats) {
  const std::vector<Happening> all{request("a", "1", 0), request("b", "1", 1), request("a", "1", 2),
                                   request("c", "2", 3), request("", "", 4)};
  const auto counts = count_use(all, sample_now).at(0).counts;
  EXPECT_EQ(counts.at(Counted::requests), 5U);
  EXPECT_EQ(counts.at(Counted::repeats), 1U);       // a again
  EXPECT_EQ(counts.at(Counted::near_repeats), 1U);  // b, of the shape of a
  // Only what lies in the span is compared.
  const auto later = count_use(all, sample_now + std::chrono::minutes(1)).at(0).counts;
  EXPECT_FALSE(later.contains(Counted::repeats));
}

/// 1 October 2018 is a Monday, sample_now its noon; 6 and 22 o'clock are the ends of an ordinary day.
TEST(Monitoring, CountsHoursAndOddOnes) {
  std::vector<Happening> all;
  for (const int hours : {-7, -6, -6, 9, 10, 5 * 24}) {
    all.push_back({sample_now + std::chrono::hours(hours), Counted::views, "asha", "", ""});
  }
  const auto counts = count_use(all, Instant()).at(0).counts;
  EXPECT_EQ(counts.at(Counted::views), 6U);
  EXPECT_EQ(counts.at(Counted::hours), 5U);      // 6 o'clock is there twice
  EXPECT_EQ(counts.at(Counted::odd_hours), 3U);  // 5, 22 and Saturday noon
}

TEST(Monitoring, AddsUpCellsAndGivesTheNewestEventsAsEvidence) {
  const auto rules = *parse_monitoring_rules(
      "version: \"1\"\nrules:\n  - {id: cells, of: user, counts: cells, within_hours: 24, "
      "more_than: "
      "100, level: quiet}\n");
  std::vector<Happening> all;
  for (std::uint64_t event = 1; event <= 30; ++event) {
    Happening happening{sample_now, Counted::cells, "asha", "", ""};
    happening.amount = 4;
    happening.event = event;
    all.push_back(happening);
  }
  const auto found = alerts(rules, all, sample_now);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].count, 120U);
  ASSERT_EQ(found[0].events.size(), most_evidence);
  EXPECT_EQ(found[0].events.front(), 11U);
  EXPECT_EQ(found[0].events.back(), 30U);
  EXPECT_FALSE(count_use(all, sample_now).at(0).counts.contains(Counted::hours));
}

TEST(MonitoringRules, OfTheProductCanBeRead) {
  std::ifstream file(std::string(HDIS_SOURCE_DIR) + "/catalogue/monitoring/monitoring.yaml");
  std::ostringstream text;
  text << file.rdbuf();
  const auto rules = parse_monitoring_rules(text.str());
  ASSERT_TRUE(rules) << rules.error().to_text();
  EXPECT_FALSE(rules->rules.empty());
}

TEST(MonitoringRules, TellEveryDefect) {
  auto text = two_rules;
  text.replace(text.find("user"), 4, "cat");
  text.replace(text.find("more_than: 2"), 12, "more_than: 0");
  text.replace(text.find("id: many"), 8, "id: few");
  EXPECT_EQ(rules_of(parse_monitoring_rules(text).error()),
            "monitoring.word monitoring.number monitoring.repeated");
}

}  // namespace
}  // namespace hdis::governance
