#include "store.hpp"

namespace hdis::ingest {
namespace {

class Rejections : public StoreTest {};

TEST_F(Rejections, AreCountedByReason) {
  const auto report = taken("apc", "1718",
                            "EPIKEY,PSEUDO_HESID,FYEAR,SEX\n"
                            "1,A,1718,1\n"
                            "2,B,1617,1\n"        // another year
                            "3,C,,1\n"            // no year
                            "4,D,abcd,2\n"        // no year that can be read
                            ",E,1718,1\n"         // no key
                            "1,F,1718,2\n"        // a key that was there
                            "01,G,1718,2\n"       // the same key, written otherwise
                            "8,H,1718\n"          // too few values
                            "9,I,1718,1,1\n"      // too many
                            "\"10\"x,J,1718,1\n"  // text after a quote
                            "11,\xff,1718,1\n"    // not UTF-8
                            "12,K,1718,2\n");
  EXPECT_EQ(report.rows_read, 12U);
  EXPECT_EQ(report.rows_accepted, 2U);
  EXPECT_EQ(report.rows_rejected, 10U);
  EXPECT_EQ(report.rows_opted_out, 0U);
  EXPECT_THAT(
      report.rejections,
      UnorderedElementsAre(
          Pair("the financial year (FYEAR) is not 2017/18", 1),
          Pair("the financial year (FYEAR) is missing or unreadable", 2),
          Pair("the record key (EPIKEY) is missing", 1),
          Pair("the record key (EPIKEY) occurs in an earlier row", 2),
          Pair("malformed line: too few values", 1), Pair("malformed line: too many values", 1),
          Pair("malformed line: text after a closing quote, or a quote that is not closed", 1),
          Pair("malformed line: not UTF-8", 1)));
  EXPECT_THAT(stored("apc/1718/1", "SEX", "SEX"), ElementsAre(ElementsAre("1"), ElementsAre("2")));
}

TEST_F(Rejections, OfSeveralRowsWithOneKeyTheFirstOfTheFirstFileStays) {
  const auto one = write("one.csv", "EPIKEY,PSEUDO_HESID,FYEAR,SEX\n1,A,1718,1\n2,B,1718,1\n");
  const auto two = write("two.csv", "FYEAR,SEX,PSEUDO_HESID,EPIKEY\n1718,2,A,1\n1718,2,C,3\n");
  const auto report = take(delivery("apc", "1718", {one, two}));
  ASSERT_TRUE(report) << report.error().to_text();
  EXPECT_EQ(report->rows_read, 4U);
  EXPECT_EQ(report->rows_accepted, 3U);
  EXPECT_THAT(stored("apc/1718/1", "SEX", "SEX"),
              ElementsAre(ElementsAre("1"), ElementsAre("1"), ElementsAre("2")));
}

TEST_F(Rejections, ARejectedRowDoesNotTakeAKey) {
  const auto report =
      taken("apc", "1718", "EPIKEY,PSEUDO_HESID,FYEAR,SEX\n1,A,1617,1\n1,B,1718,2\n");
  EXPECT_EQ(report.rows_accepted, 1U);
  EXPECT_THAT(stored("apc/1718/1", "SEX"), ElementsAre(ElementsAre("2")));
}

TEST_F(Rejections, ByADerivedYear) {
  const auto report = taken("apc", "1718",
                            "EPIKEY,PSEUDO_HESID,EPIEND\n1,A,2017-04-01\n2,B,2018-04-01\n3,C,2017-"
                            "03-31\n4,D,1801-01-01\n");
  EXPECT_EQ(report.rows_accepted, 1U);
  EXPECT_THAT(report.rejections,
              UnorderedElementsAre(Pair("the financial year (FYEAR) is not 2017/18", 2),
                                   Pair("the financial year (FYEAR) is missing or unreadable", 1)));
}

TEST_F(Rejections, APersonThatIsNotKnownIsNoReason) {
  const auto report = taken("apc", "1718", "EPIKEY,PSEUDO_HESID,FYEAR\n1,,1718\n");
  EXPECT_EQ(report.rows_accepted, 1U);
  EXPECT_THAT(stored("apc/1718/1", "TOKEN_PERSON_ID"), ElementsAre(ElementsAre("NULL")));
}

TEST_F(Rejections, CountsAddUpOverManyChunks) {
  std::string csv = "EPIKEY,PSEUDO_HESID,FYEAR,DIAG_COUNT\n";
  for (int row = 0; row < 30000; ++row) {
    csv += fmt::format("{:012},P{},{},{}.0\n", row, row, row % 10 == 0 ? "1617" : "1718", row % 3);
    if (row % 100 == 0) csv += "broken\n";
  }
  const auto report = taken("apc", "1718", csv);
  EXPECT_EQ(report.rows_read, 30300U);
  EXPECT_EQ(report.rows_accepted, 27000U);
  EXPECT_EQ(report.rows_rejected, 3300U);
  EXPECT_EQ(field_of(report, "DIAG_COUNT").repaired, 30000U) << "each value is cleaned once";
}

}  // namespace
}  // namespace hdis::ingest
