#include "store_fixture.hpp"

namespace hdis::store {
namespace {

using namespace hdis::testing;

using Migration = StoreTest;

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
