#include "store_fixture.hpp"

namespace hdis::store {
namespace {

using namespace hdis::testing;

/// Somebody with the database, its own program and the triggers dropped.
class AuditTampering : public StoreTest {
 protected:
  AuditTampering() : store_(make_sample()) {
    for (const auto* trigger : {"audit_events_are_not_changed", "audit_events_are_not_removed"}) {
      tamper(backend_->without_trigger(trigger, "audit_events"));
    }
  }
  std::unique_ptr<Store> store_;
};

TEST_F(AuditTampering, AnEditIsFound) {
  tamper("UPDATE audit_events SET actor = 'mallory' WHERE sequence = 3");
  EXPECT_EQ(broken_rule(*store_), "audit.event_changed");
}

TEST_F(AuditTampering, AnUnreadableTimeIsAnEdit) {
  tamper("UPDATE audit_events SET at = 'yesterday' WHERE sequence = 3");
  EXPECT_EQ(broken_rule(*store_), "audit.event_changed");
}

TEST_F(AuditTampering, ARemovalIsFound) {
  tamper("DELETE FROM audit_events WHERE sequence = 3");
  EXPECT_EQ(broken_rule(*store_), "audit.event_missing");
}

TEST_F(AuditTampering, ARemovalWithRenumberingIsFound) {
  tamper("DELETE FROM audit_events WHERE sequence = 3");
  tamper("UPDATE audit_events SET sequence = sequence - 1 WHERE sequence > 3");
  EXPECT_EQ(broken_rule(*store_), "audit.event_changed");
}

TEST_F(AuditTampering, AnInsertionIsFound) {
  tamper("UPDATE audit_events SET sequence = sequence + 100 WHERE sequence > 3");
  tamper(
      "INSERT INTO audit_events SELECT 4, at, actor, os_user, action, subject, details, previous, "
      "hash "
      "FROM audit_events WHERE sequence = 3");
  EXPECT_EQ(broken_rule(*store_), "audit.event_changed");
}

TEST_F(AuditTampering, AnExchangeIsFound) {
  tamper("UPDATE audit_events SET sequence = 100 WHERE sequence = 3");
  tamper("UPDATE audit_events SET sequence = 3 WHERE sequence = 4");
  tamper("UPDATE audit_events SET sequence = 4 WHERE sequence = 100");
  EXPECT_EQ(broken_rule(*store_), "audit.event_changed");
}

/// A chain cannot see this; audit/verifier_test.cpp shows that a checkpoint does.
TEST_F(AuditTampering, AnEndThatIsCutOffNeedsACheckpoint) {
  tamper("DELETE FROM audit_events WHERE sequence > 3");
  EXPECT_EQ(broken_rule(*store_), "");
}

TEST_F(AuditTampering, AnAgreementThatWasEditedIsNotUsed) {
  tamper(backend_->without_trigger("agreements_are_not_changed", "agreements"));
  tamper("UPDATE agreements SET document = replace(document, 'licences: 2', 'licences: 9')");
  const auto agreements = store_->reader().agreements();
  ASSERT_FALSE(agreements);
  EXPECT_EQ(agreements.error().code(), ErrorCode::corrupt);
}

}  // namespace
}  // namespace hdis::store
