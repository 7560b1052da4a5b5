#include "hdis/governance/alert_queue.hpp"

#include "governance_samples.hpp"

#include <gtest/gtest.h>

namespace hdis::governance {
namespace {

using namespace testing;

QueuedAlert sample_alert() {
  QueuedAlert queued;
  queued.id = "W-000001";
  queued.alert.rule = {"near", CountedFor::agreement, Counted::near_repeats, 24,
                       25,     AlertLevel::suspended};
  queued.alert.name = "DARS-1";
  queued.alert.count = 26;
  queued.alert.events = {4, 7};
  queued.rules_version = "2";
  queued.raised_at = sample_now;
  queued.seen_at = sample_now + std::chrono::hours(1);
  queued.how = "suspended by \"rule\"";
  return queued;
}

TEST(AlertQueue, IsReadAsItWasWritten) {
  const auto written = to_document(sample_alert());
  const auto read = parse_alert(written);
  ASSERT_TRUE(read) << read.error().to_text();
  EXPECT_EQ(to_document(*read), written);
  EXPECT_EQ(read->alert.rule.level, AlertLevel::suspended);
  EXPECT_EQ(read->alert.rule.what, Counted::near_repeats);
  EXPECT_EQ(read->alert.events, (std::vector<std::uint64_t>{4, 7}));
  EXPECT_EQ(read->seen_at, sample_now + std::chrono::hours(1));
}

TEST(AlertQueue, DoesNotReadWhatItDidNotWrite) {
  auto text = to_document(sample_alert());
  text.replace(text.find("near_repeats"), 12, "far_repeats_");
  for (const auto& wrong : {std::string("{}"), std::string("nonsense"), text}) {
    EXPECT_EQ(rules_of(parse_alert(wrong).error()), "alert.unreadable") << wrong;
  }
}

TEST(AlertQueue, KnowsTheSameAlertWhileItIsOpenAndForItsSpanAfterwards) {
  auto queued = sample_alert();
  const auto later = sample_now + std::chrono::hours(100);
  EXPECT_NE(same_alert({&queued, 1}, queued.alert, later), nullptr);
  auto other = queued.alert;
  other.name = "DARS-2";
  EXPECT_EQ(same_alert({&queued, 1}, other, sample_now), nullptr);
  queued = *handle(queued, AlertState::explained, "admin", "a benchmark", sample_now);
  const auto end = sample_now + std::chrono::hours(24);
  EXPECT_NE(same_alert({&queued, 1}, queued.alert, end - std::chrono::seconds(1)), nullptr);
  EXPECT_EQ(same_alert({&queued, 1}, queued.alert, end), nullptr);
}

TEST(AlertQueue, ClosesAnAlertOnceAndWithVisibleWords) {
  const auto refused = [](const std::string& how) {
    return rules_of(handle(sample_alert(), AlertState::acted_on, "admin", how, sample_now).error());
  };
  EXPECT_EQ(refused(""), "alert.how");
  EXPECT_EQ(refused("\x1B[2J"), "alert.how");
  const auto closed =
      handle(sample_alert(), AlertState::acted_on, "admin", "retrained", sample_now);
  ASSERT_TRUE(closed);
  EXPECT_EQ(rules_of(handle(*closed, AlertState::explained, "admin", "x", sample_now).error()),
            "alert.handled");
}

}  // namespace
}  // namespace hdis::governance
