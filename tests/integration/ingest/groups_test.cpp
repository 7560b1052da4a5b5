#include "store.hpp"

namespace hdis::ingest {
namespace {

/// Fields that are made of others by the shipped catalogue (docs/methods/groups.md), each with codes on both sides of its borders.
class Groups : public StoreTest {
 protected:
  /// Delivers the `values` of `fields` and gives `made` of each row, in order.
  [[nodiscard]] Texts made(const std::string& dataset, const std::string& key,
                           const std::string& fields, const std::vector<std::string>& values,
                           const std::string& made) const {
    std::string csv = "FYEAR,PSEUDO_HESID," + key + ",PROCODE3," + fields + "\n";
    for (std::size_t i = 0; i < values.size(); ++i) {
      csv += fmt::format("1718,P,{},{:03},{}\n", i + 1, i, values[i]);
    }
    taken(dataset, "1718", csv);
    return stored(dataset + "/1718/1", made, "PROCODE3");
  }
};

TEST_F(Groups, OfAdmissionsAndStays) {
  EXPECT_THAT(
      made("apc", "EPIKEY", "ADMIMETH,CLASSPAT",
           {"11,1", "2D,2", "28,3", "31,4", "82,5", "98,8", ",9"}, "ADMISSION_CLASS, STAY_CLASS"),
      ElementsAre(ElementsAre("elective", "ordinary"), ElementsAre("emergency", "day_case"),
                  ElementsAre("emergency", "regular"), ElementsAre("maternity", "regular"),
                  ElementsAre("other", "delivery_facilities"), ElementsAre("NULL", "NULL"),
                  ElementsAre("NULL", "NULL")));
}

TEST_F(Groups, OfPeople) {
  EXPECT_THAT(made("apc", "EPIKEY", "ETHNOS,IMD04_DECILE,STARTAGE",
                   {"C,Most deprived 10%,7001", "D,More deprived 10-20%,7007",
                    "L,More deprived 40-50%,1", "P,Less deprived 40-50%,4",
                    "S,Least deprived 10%,5", "Z,,89", "X,,90", "99,,120", ",,"},
                   "ETHNIC_GROUP, IMD_QUINTILE, AGE_BAND"),
              ElementsAre(ElementsAre("white", "1", "00"), ElementsAre("mixed", "1", "00"),
                          ElementsAre("asian", "3", "01-04"), ElementsAre("black", "3", "01-04"),
                          ElementsAre("other", "5", "05-09"), ElementsAre("NULL", "NULL", "85-89"),
                          ElementsAre("NULL", "NULL", "90+"), ElementsAre("NULL", "NULL", "90+"),
                          ElementsAre("NULL", "NULL", "NULL")));
}

TEST_F(Groups, OfConditionsByPosition) {
  // Stroke is I61, I63 and I64; heart attack I21 and I22.
  EXPECT_THAT(made("apc", "EPIKEY", "DIAG_4_01,DIAG_4_02,DIAG_4_20",
                   {"I639,E119,", "E119,I639,", "I620,,I64X", "I219,,I610", ",,"},
                   "STROKE_PRIMARY, STROKE_ANY, HEART_ATTACK_PRIMARY"),
              ElementsAre(ElementsAre("1", "1", "0"), ElementsAre("0", "1", "0"),
                          ElementsAre("0", "1", "0"), ElementsAre("0", "1", "1"),
                          ElementsAre("NULL", "NULL", "NULL")));
}

TEST_F(Groups, LeaveOutWhatAListExcepts) {
  // Cancer is C00 to C97 without C44.
  EXPECT_THAT(made("apc", "EPIKEY", "DIAG_4_01,DIAG_4_02", {"C509,", "C443,", "C443,C509", "D050,"},
                   "CANCER_PRIMARY, CANCER_ANY"),
              ElementsAre(ElementsAre("1", "1"), ElementsAre("0", "0"), ElementsAre("0", "1"),
                          ElementsAre("0", "0")));
}

TEST_F(Groups, OfDurations) {
  EXPECT_THAT(
      made("apc", "EPIKEY", "EPISTART,EPIEND",
           {"2017-05-01,2017-05-01", "2017-05-01,2017-06-01", "2017-05-02,2017-05-01",
            "2017-05-01,"},
           "EPIDUR"),
      ElementsAre(ElementsAre("0"), ElementsAre("31"), ElementsAre("NULL"), ElementsAre("NULL")));
}

TEST_F(Groups, AreNotMadeWhereTheyAreDelivered) {
  EXPECT_THAT(made("apc", "EPIKEY", "EPISTART,EPIEND,EPIDUR,ADMIMETH,ADMISSION_CLASS",
                   {"2017-05-01,2017-05-03,7,11,emergency"}, "EPIDUR, ADMISSION_CLASS"),
              ElementsAre(ElementsAre("7", "emergency")));
}

TEST_F(Groups, OfAttendancesAtAccidentAndEmergency) {
  // 2017-05-01 was a Monday.
  EXPECT_THAT(
      made("ae", "AEKEY", "ARRIVALDATE,ARRIVALTIME,AEATTENDDISP",
           {"2017-05-01,0000,01", "2017-05-07,2359,12", "2017-05-03,0905,02", "2017-05-03,,99"},
           "ARRIVAL_WEEKDAY, ARRIVAL_HOUR, ADMITTED, LEFT_BEFORE_TREATMENT"),
      ElementsAre(ElementsAre("1", "00", "1", "0"), ElementsAre("7", "23", "0", "1"),
                  ElementsAre("3", "09", "0", "0"), ElementsAre("3", "NULL", "NULL", "NULL")));
}

TEST_F(Groups, OfAppointments) {
  EXPECT_THAT(
      made("op", "ATTENDKEY", "ATTENDED,FIRSTATT", {"5,1", "6,2", "3,3", "2,4", "4,X", "7,1", "9,"},
           "ATTENDANCE_RESULT, APPOINTMENT_KIND, WAS_ATTENDED, DID_NOT_ATTEND"),
      ElementsAre(ElementsAre("attended", "first", "1", "0"),
                  ElementsAre("attended", "follow_up", "1", "0"),
                  ElementsAre("did_not_attend", "first", "0", "1"),
                  ElementsAre("cancelled_by_patient", "follow_up", "0", "0"),
                  ElementsAre("cancelled_by_provider", "NULL", "0", "0"),
                  ElementsAre("not_seen", "first", "0", "0"),
                  ElementsAre("NULL", "NULL", "NULL", "NULL")));
}

TEST_F(Groups, OfOrgansSupported) {
  taken("apc", "1718", "FYEAR,PSEUDO_HESID,EPIKEY,SUSRECID\n1718,P,1,11111111111111\n");
  taken("cc", "1718",
        "SUSRECID,CCSTARTDATE,BRESSUPDAYS,ARESSUPDAYS,RENSUPDAYS,LIVERSUPDAYS\n"
        "11111111111111,2017-06-01,1,2,0,0\n"
        "11111111111111,2017-06-02,0,0,3,998\n"
        "11111111111111,2017-06-03,0,999,0,0\n"
        "11111111111111,2017-06-04,,,,\n");
  EXPECT_THAT(
      stored("cc/1718/1",
             "RESPIRATORY_SUPPORTED, RENAL_SUPPORTED, LIVER_SUPPORTED, ORGANS_SUPPORTED",
             "CCSTARTDATE"),
      ElementsAre(ElementsAre("1", "0", "0", "1"), ElementsAre("0", "1", "1", "2"),
                  ElementsAre("0", "0", "0", "0"), ElementsAre("NULL", "NULL", "NULL", "NULL")));
}

TEST_F(Groups, OfOrganisationsAsOfADay) {
  // Birmingham South and Central (04X) became part of Birmingham and Solihull (15E) in April 2018; Darlington (00C), by way of
  // Tees Valley (16C) in 2020, is one of those that changed later. Pennine Acute (RW6) was divided. 59999 is
  // no group and stays.
  std::string csv = "FYEAR,PSEUDO_HESID,AEKEY,CCG_RESPONSIBILITY,PROCODE3\n";
  const std::vector<std::string> values{"04X,RRK", "00C,RBZ", "15E,RW6", "59999,NT3"};
  for (std::size_t i = 0; i < values.size(); ++i) {
    csv += fmt::format("1718,P,{},{}\n", i + 1, values[i]);
  }
  taken("ae", "1718", csv);
  EXPECT_THAT(
      stored("ae/1718/1",
             "CCG_RESPONSIBILITY_2018, CCG_RESPONSIBILITY_2021, PROCODE3, PROCODE3_2022",
             "PROCODE3"),
      ElementsAre(ElementsAre("59999", "59999", "NT3", "NULL"),
                  ElementsAre("00C", "16C", "RBZ", "RH8"), ElementsAre("15E", "15E", "RRK", "RRK"),
                  ElementsAre("15E", "15E", "RW6", "NULL")));
}

TEST_F(Groups, LeaveKeysOfTheOldLengthAlone) {
  // Keys of ten digits are whole, though those of later years are longer.
  const auto report =
      taken("apc", "1718", "FYEAR,PSEUDO_HESID,EPIKEY,SUSSPELLID\n1718,P,1,1234567890\n");
  EXPECT_EQ(field_of(report, "SUSSPELLID").repaired, 0U);
}

}  // namespace
}  // namespace hdis::ingest
