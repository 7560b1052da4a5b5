#include "store.hpp"

namespace hdis::ingest {
namespace {

/// The artificial extracts of NHS England. The expected numbers were counted in the files with Python's csv.
class Artificial : public StoreTest {
 protected:
  Report taken_file(const std::string& dataset, const std::string& year) const {
    const auto file =
        fmt::format(HDIS_SOURCE_DIR "/data/artificial/artificial_hes_{}_{}.csv", dataset, year);
    const auto report = take(delivery(dataset, year, {file}));
    EXPECT_TRUE(report) << report.error().to_text();
    return report ? *report : Report();
  }
};

TEST_F(Artificial, Admissions) {
  const auto report = taken_file("apc", "0102");
  EXPECT_EQ(report.rows_read, 2075U);
  EXPECT_EQ(report.rows_accepted, 2075U);
  EXPECT_EQ(field_of(report, "EPIKEY").repaired, 204U) << "keys of 9, 10 and 11 digits";
  EXPECT_EQ(field_of(report, "SUSRECID").repaired, 195U);
  EXPECT_EQ(field_of(report, "ELECDATE").made_missing, 42U) << "1801-01-01";
  EXPECT_EQ(field_of(report, "OPERTN_4_01").repaired, 992U) << "padded";
  EXPECT_EQ(field_of(report, "GPPRAC").made_missing, 11U) << "&";
  EXPECT_EQ(field_of(report, "MYDOB").outcome, "dropped (identifier)");
  EXPECT_THAT(stored("apc/0102/1",
                     "count(DISTINCT TOKEN_PERSON_ID), sum(FAE), sum(FCE), count(*) FILTER (WHERE "
                     "STARTAGE = 7001)"),
              ElementsAre(ElementsAre("994", "1759", "1978", "90")));
}

TEST_F(Artificial, Appointments) {
  const auto report = taken_file("op", "0304");
  EXPECT_EQ(report.rows_accepted, 1000U);
  EXPECT_EQ(field_of(report, "ATTENDKEY").repaired, 101U);
  EXPECT_EQ(field_of(report, "REQDATE").made_missing, 179U)
      << "142 of 1800-01-01, 37 of 1801-01-01";
  EXPECT_EQ(field_of(report, "APPTAGE").repaired, 999U) << "59.0";
  EXPECT_THAT(
      stored("op/0304/1",
             "count(*) FILTER (WHERE ATTENDED = '5'), count(*) FILTER (WHERE OPERTN_4_01 = '&')"),
      ElementsAre(ElementsAre("806", "964")));
}

TEST_F(Artificial, Attendances) {
  const auto report = taken_file("ae", "0708");
  EXPECT_EQ(report.rows_accepted, 1000U);
  EXPECT_EQ(field_of(report, "TREAT2_01").repaired, 197U) << "three characters";
  EXPECT_EQ(field_of(report, "INVEST2_01").repaired, 12U) << "one character";
  EXPECT_EQ(field_of(report, "DIAG2_01").repaired, 124U) << "123 of three characters, one '8 '";
  EXPECT_EQ(field_of(report, "DEPTIME").made_missing, 45U) << "4000";
  EXPECT_THAT(
      stored("ae/0708/1",
             "count(*) FILTER (WHERE TREAT2_01 = '22'), count(*) FILTER (WHERE INVEST2_01 = '01')"),
      ElementsAre(ElementsAre("222", "269")));
}

TEST_F(Artificial, CriticalCareFitsTheAdmissions) {
  taken_file("apc", "0102");
  const auto report = taken_file("cc", "0102");
  EXPECT_EQ(report.rows_rejected, 0U);
  EXPECT_THAT(stored("cc/0102/1",
                     "count(*) FILTER (WHERE TOKEN_PERSON_ID IS NULL OR PROCODE3 IS NULL), "
                     "count(*) FILTER (WHERE CCPERTYPE = '01' AND CCACTIVDATE IS NOT NULL), "
                     "count(*) FILTER (WHERE CCPERTYPE <> '01' AND (CCACTIVDATE IS NULL OR "
                     "BRESSUPDAYS IS NOT NULL))"),
              ElementsAre(ElementsAre("0", "0", "0")));
}

}  // namespace
}  // namespace hdis::ingest
