#include "service_fixture.hpp"

namespace hdis::service {
namespace {

using namespace hdis::testing;

class Audits : public ServiceTest {
 protected:
  Audits() { make_store(); }
};

TEST_F(Audits, AreForAuditorsAndAdministrators) {
  auto asha = as("asha");
  EXPECT_EQ(rules_against(verify_log(asha, {})), "person.role");
  EXPECT_EQ(rules_against(read_log(asha, {})), "person.role");
  auto otto = as("otto");
  EXPECT_TRUE(verify_log(otto, {}));
}

TEST_F(Audits, TheWholeStoryIsInTheLog) {
  const auto id = approved();
  must(run(id));
  auto session = as("otto");
  std::string story;
  for (const auto& event : must(read_log(session, {id, {}, 100}))) story += event.action + " ";
  EXPECT_EQ(story,
            "request.drafted request.submitted request.checked review.decided request.approved "
            "request.started output.produced output.released request.produced output.viewed ");
  EXPECT_EQ(must(verify_log(session, {})).events,
            must(read_log(session, {{}, {}, 1})).front().sequence);
}

TEST_F(Audits, ATamperedLogIsDetectedAndExplained) {
  tamper("DROP TRIGGER audit_events_are_not_changed");
  tamper("UPDATE audit_events SET actor = 'nobody' WHERE sequence = 5");
  auto session = as("otto");
  const auto verified = verify_log(session, {});
  ASSERT_FALSE(verified);
  EXPECT_EQ(verified.error().code(), ErrorCode::corrupt);
  EXPECT_THAT(verified.error().to_text(), ::testing::HasSubstr("Event 5 ("));
}

TEST_F(Audits, ACutIsFoundWithACheckpointOnly) {
  auto session = as("otto");
  const auto checkpoint = audit::checkpoint_text(must(make_checkpoint(session)));
  EXPECT_TRUE(verify_log(session, checkpoint));

  const auto last = must(verify_log(session, {})).events;
  tamper("DROP TRIGGER audit_events_are_not_removed");
  tamper("DELETE FROM audit_events WHERE sequence = " + std::to_string(last));
  EXPECT_TRUE(verify_log(session, {}));
  EXPECT_EQ(rules_against(verify_log(session, checkpoint)), "audit.log_cut_off");
}

/// Whoever cuts off the event of what is still there is found without one.
TEST_F(Audits, ACutThatLeavesWhatItTellsOfIsFound) {
  auto session = as("otto");
  tamper("DROP TRIGGER audit_events_are_not_removed");
  tamper("DELETE FROM audit_events WHERE sequence > 5");
  EXPECT_EQ(rules_against(verify_log(session, {})), "audit.content");
}

TEST_F(Audits, NoCheckpointIsMadeOfABrokenLog) {
  tamper("DROP TRIGGER audit_events_are_not_removed");
  tamper("DELETE FROM audit_events WHERE sequence = 5");
  auto session = as("otto");
  EXPECT_EQ(rules_against(make_checkpoint(session)), "audit.event_missing");
}

}  // namespace
}  // namespace hdis::service
