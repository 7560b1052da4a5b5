#include "hdis/audit/verifier.hpp"

#include "log_fixture.hpp"

#include <gtest/gtest.h>

namespace hdis::audit {
namespace {

using testing::broken_rule;
using testing::log_of;

/// Writes the chain anew from `first` on, as somebody would who knows how it is made.
void rechain_from(std::vector<Event>& log, std::size_t first) {
  for (std::size_t i = first; i < log.size(); ++i) {
    log[i].sequence = i + 1;
    log[i].previous = i == 0 ? genesis(testing::log_id) : log[i - 1].hash;
    log[i].hash = hash_of(log[i]);
  }
}

Checkpoint checkpoint_at(const Event& event) {
  return {testing::log_id, event.sequence, event.hash, event.at};
}

TEST(Verifier, AcceptsWhatWasWritten) {
  EXPECT_EQ(broken_rule({}), "");
  EXPECT_EQ(broken_rule(log_of(5)), "");
}

TEST(Verifier, FindsAnEditedEvent) {
  auto log = log_of(5);
  log[2].actor = "mallory";
  EXPECT_EQ(broken_rule(log), "audit.event_changed");
}

TEST(Verifier, FindsAnEditedEventWhoseOwnDigestWasRecomputed) {
  auto log = log_of(5);
  log[2].actor = "mallory";
  log[2].hash = hash_of(log[2]);
  EXPECT_EQ(broken_rule(log), "audit.chain_broken");
}

TEST(Verifier, FindsARemovedEvent) {
  auto log = log_of(5);
  log.erase(log.begin() + 2);
  EXPECT_EQ(broken_rule(log), "audit.event_missing");
  auto beheaded = log_of(5);
  beheaded.erase(beheaded.begin());
  EXPECT_EQ(broken_rule(beheaded), "audit.event_missing");
}

TEST(Verifier, FindsARemovedEventWhoseFollowersWereRenumbered) {
  auto log = log_of(5);
  log.erase(log.begin() + 2);
  for (std::size_t i = 2; i < log.size(); ++i) {
    --log[i].sequence;
    log[i].hash = hash_of(log[i]);
  }
  EXPECT_EQ(broken_rule(log), "audit.chain_broken");
}

TEST(Verifier, FindsAnInsertedEvent) {
  auto log = log_of(5);
  auto forged = log[2];
  forged.subject = "R-99";
  forged.hash = hash_of(forged);
  log.insert(log.begin() + 3, forged);
  EXPECT_EQ(broken_rule(log), "audit.event_out_of_order");
}

TEST(Verifier, FindsEventsInAnotherOrder) {
  auto log = log_of(5);
  std::swap(log[1], log[2]);
  EXPECT_EQ(broken_rule(log), "audit.event_missing");
  std::swap(log[1].sequence, log[2].sequence);
  EXPECT_EQ(broken_rule(log), "audit.event_changed");
}

TEST(Verifier, FindsAnotherLogsEvents) {
  Verifier verifier("store-2");
  const auto status = verifier.next(log_of(1)[0]);
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().reasons()[0].rule, "audit.chain_broken");
}

TEST(Verifier, SaysWhereTheLogIsBrokenAndWhatWasGoodBefore) {
  auto log = log_of(3);
  log[1].details = "{}";
  Verifier verifier(testing::log_id);
  EXPECT_TRUE(verifier.next(log[0]));
  const auto status = verifier.next(log[1]);
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code(), ErrorCode::corrupt);
  EXPECT_NE(status.error().to_text().find("Event 2 (request.drafted on R-2 by alice"),
            std::string::npos);
  EXPECT_EQ(verifier.sequence(), 1U);
}

/// What a chain alone cannot see: the reason why checkpoints are kept elsewhere.
TEST(Verifier, NeedsACheckpointToSeeTheEndCutOff) {
  const auto whole = log_of(5);
  const auto cut = log_of(3);
  EXPECT_EQ(broken_rule(cut), "");
  EXPECT_EQ(broken_rule(cut, checkpoint_at(whole[4])), "audit.log_cut_off");
  EXPECT_EQ(broken_rule(whole, checkpoint_at(whole[4])), "");
  EXPECT_EQ(broken_rule(whole, checkpoint_at(whole[1])), "");
}

TEST(Verifier, NeedsACheckpointToSeeTheWholeChainRewritten) {
  const auto original = log_of(5);
  auto rewritten = original;
  rewritten[1].actor = "mallory";
  rechain_from(rewritten, 1);
  EXPECT_EQ(broken_rule(rewritten), "");
  EXPECT_EQ(broken_rule(rewritten, checkpoint_at(original[3])), "audit.checkpoint_differs");
}

TEST(Verifier, RefusesACheckpointOfAnotherLog) {
  auto checkpoint = checkpoint_at(log_of(5)[4]);
  checkpoint.log_id = "store-2";
  EXPECT_EQ(broken_rule(log_of(5), checkpoint), "audit.checkpoint_of_another_log");
}

}  // namespace
}  // namespace hdis::audit
