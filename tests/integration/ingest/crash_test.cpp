#include "../../support/killed_child.hpp"
#include "store.hpp"

namespace hdis::ingest {
namespace {

class Crash : public StoreTest {
 protected:
  /// Delivers in a child process that is killed when progress is told for the time number `last`; false if
  /// it came to its end before.
  bool killed_at(int last, const Delivery& delivered) const {
    return testing::run_in_child([&](const std::function<void(char)>&) {
             int told = 0;
             const auto report = take_in(delivered, shipped(), settings_,
                                         [&](double) {
                                           if (++told == last) testing::kill_self();
                                         },
                                         {});
             HDIS_ASSERT(report);
           })
        .killed;
  }
};

TEST_F(Crash, AtAnyStageLeavesTheStoreAsItWasOrComplete) {
  const std::string csv = "EPIKEY,PSEUDO_HESID,FYEAR,SEX\n1,A,1718,1\n2,B,1718,2\n";
  shipped();  // Not in every child anew.
  taken("apc", "1617", "EPIKEY,PSEUDO_HESID,FYEAR\n1,A,1617\n");
  const auto delivered = delivery("apc", "1718", {write("new.csv", csv)});
  bool seen_without = false;
  bool seen_complete = false;
  for (int last = 1; killed_at(last, delivered); ++last) {
    ASSERT_LT(last, 1000);
    const auto after = versions();
    seen_complete = seen_complete || after.size() == 2;
    seen_without = seen_without || after.size() == 1;
    expect_intact();
    // The next run finishes the work, whatever the killed one left, and cleans up.
    const auto report = take(delivered);
    ASSERT_TRUE(report) << report.error().to_text();
    EXPECT_EQ(report->rows_accepted, 2U);
    EXPECT_EQ(report->unchanged, after.size() == 2);
    EXPECT_THAT(leftovers(), IsEmpty());
    ASSERT_TRUE(purge(settings_.data_folder, catalogue::DatasetId("apc"),
                      *FinancialYear::parse("1718"), report->version));
  }
  EXPECT_TRUE(seen_without) << "killed before the version was there";
  EXPECT_TRUE(seen_complete) << "killed after it was there, before it was told";
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
