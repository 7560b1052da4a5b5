#include "hdis/audit/event.hpp"

#include "log_fixture.hpp"

#include <gtest/gtest.h>

namespace hdis::audit {
namespace {

TEST(CanonicalJson, SortsKeysAndEscapesOnlyWhatJsonDemands) {
  EXPECT_EQ(canonical_json({}), "{}");
  EXPECT_EQ(canonical_json({{"b", "2"}, {"a", "é\"\\\n/"}}),
            "{\"a\":\"é\\\"\\\\\\u000a/\",\"b\":\"2\"}");
}

TEST(Genesis, DiffersBetweenLogs) { EXPECT_NE(genesis("store-1"), genesis("store-2")); }

/// Every part of an event is under the digest: a change of any changes it.
TEST(HashOf, CoversEveryPart) {
  const auto original = testing::log_of(2)[1];
  std::vector<Event> changed(8, original);
  changed[0].sequence = 3;
  changed[1].at += std::chrono::seconds(1);
  changed[2].actor = "bob";
  changed[3].os_user = "bob (1002)";
  changed[4].action = "request.approved";
  changed[5].subject = "R-9";
  changed[6].details = "{\"version\":\"2\"}";
  changed[7].previous = genesis("another");
  for (const auto& event : changed) EXPECT_NE(hash_of(event), original.hash);
}

TEST(HashOf, DoesNotConfuseNeighbouringParts) {
  auto event = testing::log_of(1)[0];
  event.action = "ab";
  event.subject = "c";
  const auto first = hash_of(event);
  event.action = "a";
  event.subject = "bc";
  EXPECT_NE(hash_of(event), first);
}

}  // namespace
}  // namespace hdis::audit
