#include "store.hpp"

namespace hdis::ingest {
namespace {

constexpr const char* ae_reason =
    "repeats another row under a key of its own (same TOKEN_PERSON_ID, PROCODE3, ARRIVALDATE, "
    "DIAG2_01, "
    "TREAT2_01; ARRIVALTIME within 60 minutes)";

class Duplicates : public StoreTest {
 protected:
  static constexpr const char* ae_header =
      "FYEAR,AEKEY,PSEUDO_HESID,PROCODE3,ARRIVALDATE,ARRIVALTIME,DIAG2_01,TREAT2_01,SEX,SUSHRG\n";
};

TEST_F(Duplicates, OfAttendancesAreNearInTime) {
  const auto report =
      taken("ae", "1718",
            std::string(ae_header) +
                "1718,1,A,RTH,2017-05-01,0900,01,22,1,\n"
                "1718,2,A,RTH,2017-05-01,1000,01,22,1,\n"  // 60 minutes: the same
                "1718,3,A,RTH,2017-05-01,1101,01,22,1,\n"  // 61 after the last: another
                "1718,4,A,RTH,2017-05-02,0900,01,22,1,\n"  // another day
                "1718,5,A,RBD,2017-05-01,0900,01,22,1,\n"  // another provider
                "1718,6,B,RTH,2017-05-01,0900,01,22,1,\n"  // another person
                "1718,7,A,RTH,2017-05-01,0900,02,22,1,\n"  // another diagnosis
                "1718,8,A,RTH,2017-05-01,0900,01,23,1,\n"  // another treatment
                "1718,9,A,RTH,2017-05-01,,01,22,1,\n"      // nobody knows when
                "1718,10,A,RTH,2017-05-01,,01,22,1,\n");
  EXPECT_EQ(report.rows_accepted, 9U);
  EXPECT_THAT(report.rejections, ElementsAre(Pair(ae_reason, 1)));
}

TEST_F(Duplicates, TheFullestStays) {
  taken("ae", "1718",
        std::string(ae_header) +
            "1718,1,A,RTH,2017-05-01,0900,01,22,,\n"
            "1718,2,A,RTH,2017-05-01,0930,01,22,2,VB06Z\n"
            "1718,3,A,RTH,2017-05-01,1000,01,22,2,\n"
            "1718,4,B,RTH,2017-05-01,0900,01,22,1,\n"
            "1718,5,B,RTH,2017-05-01,0901,01,22,2,\n");
  EXPECT_THAT(stored("ae/1718/1", "ARRIVALTIME, SEX", "1"),
              ElementsAre(ElementsAre("09:00", "1"), ElementsAre("09:30", "2")));
}

TEST_F(Duplicates, AreNoneWithoutAPersonOrADate) {
  const auto report = taken("ae", "1718",
                            std::string(ae_header) +
                                "1718,1,,RTH,2017-05-01,0900,01,22,1,\n"
                                "1718,2,,RTH,2017-05-01,0900,01,22,1,\n"
                                "1718,3,A,RTH,,0900,01,22,1,\n"
                                "1718,4,A,RTH,,0900,01,22,1,\n");
  EXPECT_EQ(report.rows_accepted, 4U);
}

TEST_F(Duplicates, WithEmptyCodesAreEqual) {
  const auto report = taken("ae", "1718",
                            std::string(ae_header) +
                                "1718,1,A,RTH,2017-05-01,0900,,,1,\n"
                                "1718,2,A,RTH,2017-05-01,0900,,,1,\n");
  EXPECT_THAT(report.rejections, ElementsAre(Pair(ae_reason, 1)));
}

TEST_F(Duplicates, AreNotLookedForOnFewerFields) {
  const auto report = taken("ae", "1718",
                            "FYEAR,AEKEY,PSEUDO_HESID,PROCODE3,ARRIVALDATE,ARRIVALTIME,DIAG2_01\n"
                            "1718,1,A,RTH,2017-05-01,0900,01\n"
                            "1718,2,A,RTH,2017-05-01,0900,01\n");
  EXPECT_EQ(report.rows_accepted, 2U);
}

TEST_F(Duplicates, OfEpisodesAndAppointmentsAgreeInEveryField) {
  const std::string apc =
      "FYEAR,EPIKEY,PSEUDO_HESID,PROCODE3,ADMIDATE,EPISTART,EPIEND,EPIORDER,EPISTAT,ADMIMETH,DIAG_"
      "4_01,"
      "OPERTN_4_01\n"
      "1718,1,A,RTH,2017-05-01,2017-05-01,2017-05-02,1,3,21,I639,\n"
      "1718,2,A,RTH,2017-05-01,2017-05-01,2017-05-02,1,3,21,I639,\n"
      "1718,3,A,RTH,2017-05-01,2017-05-01,2017-05-02,2,3,21,I639,\n"
      "1718,4,B,RTH,2018-03-30,2018-03-30,,1,1,21,,\n"
      "1718,5,B,RTH,2018-03-30,2018-03-30,,1,1,21,,\n";
  const auto episodes = taken("apc", "1718", apc);
  EXPECT_EQ(episodes.rows_accepted, 4U);
  EXPECT_THAT(episodes.rejections.at(0).first, HasSubstr("DIAG_4_01, OPERTN_4_01)"));

  const auto appointments = taken(
      "op", "1718",
      "FYEAR,ATTENDKEY,PSEUDO_HESID,PROCODE3,APPTDATE,MAINSPEF,TRETSPEF,FIRSTATT,ATTENDED,REFSOURC,"
      "OUTCOME\n"
      "1718,1,A,RTH,2017-05-01,110,110,1,5,03,1\n"
      "1718,2,A,RTH,2017-05-01,110,110,1,5,03,1\n"
      "1718,3,A,RTH,2017-05-01,110,110,2,5,03,1\n");
  EXPECT_EQ(appointments.rows_accepted, 2U);
}

}  // namespace
}  // namespace hdis::ingest
