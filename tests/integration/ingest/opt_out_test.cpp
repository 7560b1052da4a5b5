#include "store.hpp"

namespace hdis::ingest {
namespace {

class OptOuts : public StoreTest {};

TEST_F(OptOuts, RowsOfListedPersonsAreDroppedBeforeAnythingIsCounted) {
  auto delivered = delivery(
      "apc", "1718",
      {write("delivery.csv",
             "EPIKEY,PSEUDO_HESID,FYEAR,DIAG_COUNT\n"
             "1,A,1718,1.0\n2,B,1718,2.0\n3,A,1718,3.0\n4,A,1617,1.0\n5,C,1718,1\n,A,1718,2.0\n")});
  delivered.opt_outs = write("opt_outs.txt", "A\r\n\nNOBODY\n");
  const auto report = take(delivered);
  ASSERT_TRUE(report) << report.error().to_text();
  EXPECT_EQ(report->rows_read, 6U);
  EXPECT_EQ(report->rows_opted_out, 4U);
  EXPECT_EQ(report->rows_accepted, 2U);
  EXPECT_EQ(report->rows_rejected, 0U) << "neither the other year nor the missing key of A";
  EXPECT_EQ(field_of(*report, "DIAG_COUNT").repaired, 1U) << "only B's";
  EXPECT_THAT(stored("apc/1718/1", "DIAG_COUNT", "DIAG_COUNT"),
              ElementsAre(ElementsAre("1"), ElementsAre("2")));
}

TEST_F(OptOuts, AnEmptyListDropsNobody) {
  auto delivered = delivery(
      "apc", "1718", {write("delivery.csv", "EPIKEY,PSEUDO_HESID,FYEAR\n1,A,1718\n2,,1718\n")});
  delivered.opt_outs = write("opt_outs.txt", "");
  EXPECT_EQ(take(delivered)->rows_accepted, 2U);
}

TEST_F(OptOuts, WithoutTheListNothingIsTakenIn) {
  auto delivered =
      delivery("apc", "1718", {write("delivery.csv", "EPIKEY,PSEUDO_HESID,FYEAR\n1,A,1718\n")});
  delivered.opt_outs = folder_.path() / "missing.txt";
  EXPECT_THAT(refused(delivered), HasSubstr("There is no file"));
}

TEST_F(OptOuts, InAnotherFormNeverMissAPerson) {
  auto delivered = delivery(
      "apc", "1718",
      {write("delivery.csv", "EPIKEY,PSEUDO_HESID,FYEAR\n1,A,1718\n2,B,1718\n3,C,1718\n")});
  // What tools write around a list is understood ...
  delivered.opt_outs = write("opt_outs.txt", "\xEF\xBB\xBF\"A\"\r\n \"B\" \r\n");
  const auto report = take(delivered);
  ASSERT_TRUE(report) << report.error().to_text();
  EXPECT_EQ(report->rows_opted_out, 2U);
  ASSERT_TRUE(purge(settings_.data_folder, catalogue::DatasetId("apc"), delivered.year, "1"));
  // ... and what is no such list refused.
  for (const std::string list : {"A,2018-01-01\n", "A;B\n", "A\tB\n",
                                 "\xFF\xFE"
                                 "A"}) {
    delivered.opt_outs = write("opt_outs.txt", list);
    EXPECT_THAT(refused(delivered), HasSubstr("one person a line")) << list;
  }
  delivered.opt_outs = write("opt_outs.txt", std::string("A\0\n\0", 4));
  EXPECT_THAT(refused(delivered), HasSubstr("one person a line"));
  delivered.opt_outs = folder_.path();
  EXPECT_THAT(refused(delivered), HasSubstr("is not a file"));
}

TEST_F(OptOuts, ReachPersonsThatAreLookedUp) {
  taken("apc", "1718",
        "EPIKEY,PSEUDO_HESID,FYEAR,SUSRECID\n1,A,1718,11\n2,B,1718,12\n3,A,1718,13\n");
  auto delivered =
      delivery("cc", "1718",
               {write("cc.csv",
                      "SUSRECID,CCSTARTDATE,GISUPDAYS\n"
                      "00000000000011,2017-05-01,999\n12,2017-05-02,3\n13,2017-05-03,1\n")});
  delivered.opt_outs = write("opt_outs.txt", "A\n");
  const auto report = take(delivered);
  ASSERT_TRUE(report) << report.error().to_text();
  EXPECT_EQ(report->rows_read, 3U);
  EXPECT_EQ(report->rows_opted_out, 2U);
  EXPECT_EQ(report->rows_accepted, 1U);
  EXPECT_EQ(field_of(*report, "GISUPDAYS").made_missing, 0U);
  EXPECT_THAT(stored("cc/1718/1", "GISUPDAYS"), ElementsAre(ElementsAre("3")));
}

TEST_F(OptOuts, LeaveNothingInCriticalCareWhenAdmissionsWereDropped) {
  auto apc = delivery(
      "apc", "1718",
      {write("apc.csv", "EPIKEY,PSEUDO_HESID,FYEAR,SUSRECID\n1,A,1718,11\n2,B,1718,12\n")});
  apc.opt_outs = write("opt_outs.txt", "A\n");
  ASSERT_TRUE(take(apc));
  const auto report = taken("cc", "1718", "SUSRECID,CCSTARTDATE\n11,2017-05-01\n12,2017-05-02\n");
  EXPECT_EQ(report.rows_accepted, 1U);
  EXPECT_THAT(report.rejections,
              ElementsAre(Pair("no single record of apc with this SUSRECID", 1)));
}

}  // namespace
}  // namespace hdis::ingest
