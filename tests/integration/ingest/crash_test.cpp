#include "../../support/killed_child.hpp"
#include "store.hpp"

namespace hdis::ingest {
namespace {

class Crash : public StoreTest {
 protected:
  /// Delivers in a child process that is killed as soon as so much is done; false if it came to its end.
  bool killed_at(double most, const Delivery& delivered) const {
    return testing::run_in_child([&](const std::function<void(char)>&) {
             const auto report = take_in(delivered, shipped(), settings_,
                                         [&](double done) {
                                           if (done >= most) testing::kill_self();
                                         },
                                         {});
             HDIS_ASSERT(report);
           })
        .killed;
  }
};

TEST_F(Crash, AtAnyStageLeavesTheStoreAsItWasOrComplete) {
  shipped();  // Not in every child anew.
  taken("apc", "1617", "EPIKEY,PSEUDO_HESID,FYEAR\n1,A,1617\n");
  const auto delivered = delivery(
      "apc", "1718", {write("new.csv", "EPIKEY,PSEUDO_HESID,FYEAR,SEX\n1,A,1718,1\n2,B,1718,2\n")});
  // The beginning; digests; reading and cleaning; rejecting; writing; the manifest; and when the version is
  // there but nobody has been told.
  for (const double most : {0.0, 0.05, 0.1, 0.65, 0.7, 0.75, 0.8, 0.97, 0.99, 1.0}) {
    ASSERT_TRUE(killed_at(most, delivered)) << most;
    const bool stored_before = most == 1.0;
    EXPECT_EQ(versions().size(), stored_before ? 2U : 1U) << most;
    expect_intact();
    // The next run finishes the work, whatever the killed one left, and cleans up.
    const auto report = take(delivered);
    ASSERT_TRUE(report) << report.error().to_text();
    EXPECT_EQ(report->rows_accepted, 2U);
    EXPECT_EQ(report->unchanged, stored_before);
    EXPECT_THAT(leftovers(), IsEmpty());
    ASSERT_TRUE(purge(settings_.data_folder, catalogue::DatasetId("apc"),
                      *FinancialYear::parse("1718"), report->version));
  }
  EXPECT_FALSE(killed_at(2.0, delivered));
}

TEST_F(Crash, LeftoversOfAnyKindAreCleanedUp) {
  taken("apc", "1718", "EPIKEY,PSEUDO_HESID,FYEAR\n1,A,1718\n");
  for (const std::string name :
       {".work", "apc/1718/.incoming-2", "apc/1718/.trash-1", "op/0304/.incoming-1"}) {
    fs::create_directories(settings_.data_folder / name);
    std::ofstream(settings_.data_folder / name / "part-0.parquet") << "half";
  }
  EXPECT_THAT(versions(), ElementsAre("apc/1718/1"));
  EXPECT_EQ(taken("apc", "1718", "EPIKEY,PSEUDO_HESID,FYEAR\n2,A,1718\n").version, "2");
  EXPECT_THAT(leftovers(), IsEmpty());
}

}  // namespace
}  // namespace hdis::ingest
