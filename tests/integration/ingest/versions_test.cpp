#include "store.hpp"

#include <sys/stat.h>

#include <thread>

namespace hdis::ingest {
namespace {

class Versions : public StoreTest {
 protected:
  const catalogue::DatasetId apc_{"apc"};
  const FinancialYear year_ = *FinancialYear::parse("1718");
  const std::string first_ = "EPIKEY,PSEUDO_HESID,FYEAR,SEX\n1,A,1718,1\n2,B,1617,1\n";
  const std::string second_ = "EPIKEY,PSEUDO_HESID,FYEAR,SEX\n1,A,1718,2\n2,B,1718,2\n";
};

TEST_F(Versions, TheSameDeliveryChangesNothing) {
  const auto one = taken("apc", "1718", first_);
  const auto again = taken("apc", "1718", first_);
  EXPECT_FALSE(one.unchanged);
  EXPECT_TRUE(again.unchanged);
  EXPECT_EQ(again.version, "1");
  EXPECT_EQ(again.content_digest, one.content_digest);
  EXPECT_EQ(again.rows_read, 2U);
  EXPECT_EQ(again.rows_accepted, 1U);
  EXPECT_EQ(again.rows_rejected, 1U);
  EXPECT_THAT(versions(), ElementsAre("apc/1718/1"));
}

TEST_F(Versions, ARedeliveryIsTheNextAndTheOldStays) {
  taken("apc", "1718", first_);
  EXPECT_EQ(taken("apc", "1718", second_).version, "2");
  EXPECT_THAT(versions(), ElementsAre("apc/1718/1", "apc/1718/2"));
  EXPECT_THAT(stored("apc/1718/1", "SEX"), ElementsAre(ElementsAre("1")));
  EXPECT_THAT(stored("apc/1718/2", "SEX"), ElementsAre(ElementsAre("2"), ElementsAre("2")));
  EXPECT_EQ(taken("apc", "1718", first_).version, "3") << "going back is a change, too";
}

TEST_F(Versions, AreListedInOrderWithWhatTheyHold) {
  taken("op", "1718", "ATTENDKEY,PSEUDO_HESID,FYEAR\n1,A,1718\n");
  for (int number = 0; number < 11; ++number)
    taken("apc", "1718", number % 2 == 0 ? first_ : second_);
  taken("apc", "1617", "EPIKEY,PSEUDO_HESID,FYEAR\n1,A,1617\n");
  const auto names = versions();
  ASSERT_EQ(names.size(), 13U);
  EXPECT_EQ(names.front(), "apc/1617/1");
  EXPECT_EQ(names.at(10), "apc/1718/10") << "numbers, not texts";
  EXPECT_EQ(names.back(), "op/1718/1");
  const auto stored_versions = list_versions(settings_.data_folder).value();
  EXPECT_EQ(stored_versions.at(2).rows, 2U);
  EXPECT_THAT(stored_versions.at(2).columns,
              ElementsAre("EPIKEY", "TOKEN_PERSON_ID", "FYEAR", "SEX"));
  EXPECT_TRUE(stored_versions.at(2).files.at(0).is_absolute());
  EXPECT_TRUE(fs::exists(stored_versions.at(2).files.at(0)));
}

TEST_F(Versions, AnEmptyStoreHasNone) { EXPECT_THAT(versions(), IsEmpty()); }

TEST_F(Versions, OptOutsKeyAndDefinitionBelongToTheDelivery) {
  const auto file = write("delivery.csv", second_);
  auto delivered = delivery("apc", "1718", {file});
  EXPECT_EQ(take(delivered)->version, "1");
  delivered.opt_outs = write("opt_outs.txt", "A\n");
  EXPECT_EQ(take(delivered)->version, "2");
  EXPECT_TRUE(take(delivered)->unchanged);
  write("opt_outs.txt", "B\n");
  EXPECT_EQ(take(delivered)->version, "3");
  settings_.person_key_file = folder_.path() / "another_key";
  ASSERT_TRUE(ensure_person_key(settings_));
  EXPECT_EQ(take(delivered)->version, "4");
}

TEST_F(Versions, PurgedAreGoneAndTheirNumberIsNotGivenAgain) {
  taken("apc", "1718", first_);
  taken("apc", "1718", second_);
  ASSERT_TRUE(purge(settings_.data_folder, apc_, year_, "2"));
  EXPECT_THAT(versions(), ElementsAre("apc/1718/1"));
  EXPECT_FALSE(fs::exists(settings_.data_folder / "apc/1718/2"));
  EXPECT_THAT(leftovers(), IsEmpty());
  EXPECT_EQ(taken("apc", "1718", second_).version, "3");
}

TEST_F(Versions, PurgingWhatIsNotThereIsAnError) {
  taken("apc", "1718", first_);
  for (const std::string version : {"2", "0", "01", "", "..", "../1718/1"}) {
    const auto purged = purge(settings_.data_folder, apc_, year_, version);
    ASSERT_FALSE(purged) << version;
    EXPECT_EQ(purged.error().code(), ErrorCode::not_found);
  }
  EXPECT_FALSE(purge(settings_.data_folder, catalogue::DatasetId("../data/apc"), year_, "1"));
  EXPECT_THAT(versions(), ElementsAre("apc/1718/1"));
}

TEST_F(Versions, AChangedFileIsNoticed) {
  taken("apc", "1718", first_);
  const auto version = list_versions(settings_.data_folder)->at(0);
  EXPECT_TRUE(verify(version));
  std::fstream file(version.files.at(0), std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(20);
  file.put('x');
  file.close();
  const auto verified = verify(version);
  ASSERT_FALSE(verified);
  EXPECT_EQ(verified.error().code(), ErrorCode::corrupt);
}

TEST_F(Versions, AManifestThatCannotBeReadIsAnErrorAndNotSkipped) {
  taken("apc", "1718", first_);
  for (const std::string text : {"", "{", "[]", R"({"format": 2})", R"({"format": 1})"}) {
    std::ofstream(settings_.data_folder / "apc/1718/1/manifest.json") << text;
    const auto listed = list_versions(settings_.data_folder);
    ASSERT_FALSE(listed) << text;
    EXPECT_EQ(listed.error().code(), ErrorCode::corrupt);
  }
}

TEST_F(Versions, OnlyTheOwnerMayLookIntoTheStore) {
  const auto usual = ::umask(0);  // The most careless of them.
  taken("apc", "1718", first_);
  ASSERT_TRUE(purge(settings_.data_folder, apc_, year_, "1"));
  taken("apc", "1718", first_);
  ::umask(usual);
  EXPECT_EQ(fs::status(settings_.data_folder).permissions(), fs::perms::owner_all);
  std::size_t files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(settings_.data_folder)) {
    const auto expected = entry.is_directory() ? fs::perms::owner_all
                                               : fs::perms::owner_read | fs::perms::owner_write;
    EXPECT_EQ(entry.status().permissions(), expected) << entry.path();
    files += entry.is_regular_file() ? 1U : 0U;
  }
  EXPECT_EQ(files, 4U) << "lock, mark of the purged version, records, manifest";
}

TEST_F(Versions, DeliveriesAtOneTimeComeOneAfterTheOther) {
  const auto one = write("one.csv", first_);
  const auto two = write("two.csv", second_);
  std::vector<std::string> taken_versions(4);
  {
    std::vector<std::jthread> threads;
    for (std::size_t index = 0; index < 4; ++index) {
      threads.emplace_back([&, index] {
        const auto report = take(delivery("apc", "1718", {index % 2 == 0 ? one : two}));
        if (report) taken_versions[index] = report->version;
      });
    }
  }
  EXPECT_THAT(taken_versions, ::testing::Each(Not("")));
  EXPECT_THAT(leftovers(), IsEmpty());
  expect_intact();
}

}  // namespace
}  // namespace hdis::ingest
