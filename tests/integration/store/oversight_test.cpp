#include "store_fixture.hpp"

namespace hdis::store {
namespace {

using namespace hdis::testing;

using Oversight = StoreTest;

TEST_F(Oversight, NumbersEachKindAndKeepsItsDocument) {
  const auto store = make_sample();
  for (const auto kind : {OversightKind::audit, OversightKind::alert, OversightKind::audit}) {
    ASSERT_TRUE(store->write([&](Writer& w) -> Status {
      HDIS_TRY(id, w.next_oversight_id(kind));
      return w.add(OversightRecord{kind, id, "{\"é\": 1}", 0}, event("added", id));
    }));
  }
  const auto audits = *store->reader().oversight(OversightKind::audit);
  ASSERT_EQ(audits.size(), 2U);
  EXPECT_EQ(audits[0].id, "A-000001");
  EXPECT_EQ(audits[1].id, "A-000002");
  EXPECT_EQ(audits[1].document, "{\"é\": 1}");
  EXPECT_EQ(store->reader().oversight(OversightKind::alert)->front().id, "W-000001");
  EXPECT_EQ(broken_rule(*store), "");
}

/// Of two who change the same record, the second is told.
TEST_F(Oversight, ChangesARecordOnlyAsItWasRead) {
  const auto store = make_sample();
  OversightRecord record{OversightKind::alert, "W-000001", "first", 0};
  ASSERT_TRUE(store->write([&](Writer& w) { return w.add(record, event("added")); }));
  record.document = "second";
  ASSERT_TRUE(store->write([&](Writer& w) { return w.save(record, event("changed")); }));
  record.document = "third";
  EXPECT_EQ(rules_of(store->write([&](Writer& w) { return w.save(record, event("c")); }).error()),
            "store.changed_meanwhile");
  const auto kept = store->reader().oversight(OversightKind::alert)->front();
  EXPECT_EQ(kept.document, "second");
  EXPECT_EQ(kept.revision, 1U);
  EXPECT_THROW(tamper("DELETE FROM oversight"), soci::soci_error);
}

TEST_F(Oversight, KeepsOneSuccessorOfAnOrganisation) {
  const auto store = make_sample();
  const Succession succession{licensee().code, custodian().code, *Date::make(2019, 4, 1)};
  ASSERT_TRUE(store->write([&](Writer& w) { return w.add(succession, event("s")); }));
  EXPECT_EQ(store->write([&](Writer& w) { return w.add(succession, event("s")); }).error().code(),
            ErrorCode::conflict);
  const auto kept = *store->reader().successions();
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_EQ(kept[0].organisation, licensee().code);
  EXPECT_EQ(kept[0].successor, custodian().code);
  EXPECT_EQ(kept[0].since.to_text(), "2019-04-01");
  EXPECT_THROW(tamper("UPDATE successions SET since = ''"), soci::soci_error);
}

}  // namespace
}  // namespace hdis::store
