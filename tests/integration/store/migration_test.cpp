#include "store_fixture.hpp"

namespace hdis::store {
namespace {

using namespace hdis::testing;

class Migration : public StoreTest {
 protected:
  /// A store as the program of schema 1 left it.
  void make_schema_1() const {
    for (const auto& file : {std::string("schema_1.sql"), "schema_1." + backend_->name() + ".sql",
                             std::string("schema_1.data.sql")}) {
      execute_file(file);
    }
  }
};

/// Nothing is lost on the way from a store of the first version, and it can be used as a new one.
TEST_F(Migration, CarriesAStoreOfSchemaOneForward) {
  make_schema_1();
  const auto store = open();
  EXPECT_EQ(*store->schema_version(), newest_schema_version());
  EXPECT_TRUE(store->check_integrity());

  auto& reader = store->reader();
  EXPECT_EQ(reader.facts()->custodian.text(), "X26");
  EXPECT_EQ(reader.organisations()->size(), 3U);
  EXPECT_EQ(reader.users()->size(), 3U);
  EXPECT_FALSE(reader.user(governance::UserId("asha"))->last_day);
  EXPECT_EQ(reader.agreements()->front().reference.to_text(), "DARS-NIC-99675-X5S7X-v1.2");
  EXPECT_EQ(reader.licensed("DARS-NIC-99675-X5S7X")->size(), 1U);
  EXPECT_EQ(*reader.agreement_standing("DARS-NIC-99675-X5S7X"), governance::Standing::active);
  EXPECT_EQ(reader.requests()->front().request.subject(), "R-000001 v1");

  audit::Verifier verifier(reader.facts()->id);
  const auto check_chain = [&] {
    const auto events = reader.events(verifier.sequence(), 1000);
    ASSERT_TRUE(events);
    for (const auto& one : *events) EXPECT_TRUE(verifier.next(one));
  };
  check_chain();
  EXPECT_EQ(verifier.sequence(), 10U);
  ASSERT_TRUE(store->write([](Writer& w) {
    return w.accept_terms("DARS-NIC-99675-X5S7X", governance::UserId("asha"), "1",
                          event("terms.accepted"));
  }));
  check_chain();
  EXPECT_EQ(verifier.sequence(), 11U);
}

TEST_F(Migration, AnEmptyFileGetsTheNewestSchema) {
  const auto store = open(OpenMode::create);
  EXPECT_EQ(*store->schema_version(), newest_schema_version());
  EXPECT_TRUE(store->check_integrity());
}

TEST_F(Migration, OpeningAgainChangesNothing) {
  EXPECT_TRUE(make_sample());
  const auto again = open();
  EXPECT_EQ(*again->schema_version(), newest_schema_version());
  EXPECT_EQ(again->reader().users()->size(), 2U);
}

TEST_F(Migration, ASchemaOfANewerProgramIsRefusedAndLeftAsItIs) {
  EXPECT_TRUE(make_sample());
  tamper("INSERT INTO schema_migrations VALUES (99, '2030-01-01T00:00:00Z')");
  const auto store = backend_->open(OpenMode::existing, clock_, {});
  ASSERT_FALSE(store);
  EXPECT_EQ(rules_of(store.error()), "store.newer_schema");
}

TEST_F(Migration, AStoreThatIsThereIsNotMadeAnew) {
  EXPECT_TRUE(make_sample());
  EXPECT_EQ(backend_->open(OpenMode::create, clock_, {}).error().code(), ErrorCode::conflict);
}

TEST_F(Migration, AStoreThatIsMissingIsToldSo) {
  EXPECT_EQ(backend_->open(OpenMode::existing, clock_, {}).error().code(), ErrorCode::not_found);
}

/// A store made before its facts were written (a killed `hdis init`) says what to do.
TEST_F(Migration, AStoreWithoutFactsIsNotOne) {
  const auto store = open(OpenMode::create);
  EXPECT_EQ(rules_of(store->reader().facts().error()), "store.not_initialised");
}

}  // namespace
}  // namespace hdis::store
