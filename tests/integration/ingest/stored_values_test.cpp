#include "store.hpp"

#include <algorithm>

namespace hdis::ingest {
namespace {

class StoredValues : public StoreTest {};

TEST_F(StoredValues, AreTyped) {
  taken("apc", "1718",
        "EPIKEY,PSEUDO_HESID,FYEAR,EPISTART,STARTAGE,SEX,SPELDUR\n"
        "000000000001,P1,1718,2017-05-01,7003,1,4\n");
  EXPECT_THAT(stored("apc/1718/1",
                     "typeof(EPIKEY), typeof(TOKEN_PERSON_ID), typeof(FYEAR), typeof(EPISTART), "
                     "typeof(STARTAGE), typeof(STARTAGE_CALC), typeof(SEX), typeof(SPELDUR)"),
              ElementsAre(ElementsAre("UUID", "UUID", "VARCHAR", "DATE", "INTEGER", "DOUBLE",
                                      "VARCHAR", "INTEGER")));
}

TEST_F(StoredValues, OfAdmissionsAreCleaned) {
  const auto report = taken(
      "apc", "0102",
      "FYEAR,EPIKEY,PSEUDO_HESID,EPISTART,ADMIDATE,DIAG_COUNT,OPERTN_4_01,OPERTN_4_02,"
      "OPERTN_4_CONCAT,ADMIMETH,SEX,STARTAGE,GPPRAC,ELECDUR\n"
      "0102,300148622328,A,2001-04-03,1801-01-01,3.0,-   ,Z942,\"-   ,Z942\",2A,2,7001,&,9999\n"
      "102,58978100723,B,2001-05-03,2001-05-01 00:00:00,1,F341,,F341,77,9,500,M84031,12\n");
  EXPECT_THAT(
      stored("apc/0102/1",
             "FYEAR, EPISTART, ADMIDATE, DIAG_COUNT, OPERTN_4_01, OPERTN_4_CONCAT, ADMIMETH, SEX, "
             "STARTAGE, GPPRAC, ELECDUR",
             "EPISTART"),
      ElementsAre(ElementsAre("0102", "2001-04-03", "NULL", "3", "-", "-,Z942", "2A", "2", "7001",
                              "NULL", "NULL"),
                  ElementsAre("0102", "2001-05-03", "2001-05-01", "1", "F341", "F341", "NULL", "9",
                              "NULL", "M84031", "12")));
  EXPECT_EQ(field_of(report, "FYEAR").repaired, 1U);
  EXPECT_EQ(field_of(report, "EPIKEY").repaired, 1U) << "11 digits instead of 12";
  EXPECT_EQ(field_of(report, "EPIKEY").outcome, "hashed");
  EXPECT_EQ(field_of(report, "ADMIDATE").made_missing, 1U);
  EXPECT_EQ(field_of(report, "ADMIDATE").repaired, 1U);
  EXPECT_THAT(field_of(report, "ADMIDATE").rules,
              ElementsAre("time after the date removed", "missing: marked as invalid"));
  EXPECT_EQ(field_of(report, "DIAG_COUNT").repaired, 1U);
  EXPECT_EQ(field_of(report, "OPERTN_4_01").repaired, 1U);
  EXPECT_EQ(field_of(report, "OPERTN_4_CONCAT").repaired, 1U);
  EXPECT_EQ(field_of(report, "ADMIMETH").invalid, 1U) << "77 is no method of admission";
  EXPECT_EQ(field_of(report, "STARTAGE").invalid, 1U);
  EXPECT_EQ(field_of(report, "GPPRAC").made_missing, 1U);
  EXPECT_EQ(field_of(report, "ELECDUR").made_missing, 1U);
}

TEST_F(StoredValues, OfAttendancesAreCleaned) {
  const auto report = taken("ae", "0708",
                            "FYEAR,AEKEY,PSEUDO_HESID,DIAG2_01,DIAG2_02,INVEST2_01,TREAT2_01,"
                            "ARRIVALTIME,INITTIME,EPIKEY\n"
                            "0708,502918283753,A,053,8 ,1,222,1922,4000,451116199374\n");
  EXPECT_THAT(
      stored("ae/0708/1", "DIAG2_01, DIAG2_02, INVEST2_01, TREAT2_01, ARRIVALTIME, INITTIME"),
      ElementsAre(ElementsAre("05", "08", "01", "22", "19:22", "NULL")));
  EXPECT_THAT(field_of(report, "DIAG2_01").rules,
              ElementsAre("longer code cut to the length of the field"));
  EXPECT_THAT(field_of(report, "INVEST2_01").rules, ElementsAre("leading zeros restored"));
  EXPECT_EQ(field_of(report, "INITTIME").made_missing, 1U);
}

TEST_F(StoredValues, AreDerivedWhereNotDelivered) {
  const auto report = taken("apc", "1718",
                            "EPIKEY,PSEUDO_HESID,EPIEND,STARTAGE,DIAG_4_01,DIAG_4_02,PROCODE5\n"
                            "1,A,2017-04-01,7002,E119,I10X,RTH08\n"
                            "2,B,2018-03-31,42,R69X,,RTH08\n"
                            "3,C,2017-12-31,,,,\n");
  EXPECT_THAT(
      stored("apc/1718/1",
             "FYEAR, STARTAGE_CALC, DIAG_3_01, DIAG_4_CONCAT, DIAG_3_CONCAT, PROCODE3", "EPIEND"),
      ElementsAre(ElementsAre("1718", "0.01", "E11", "E119,I10X", "E11,I10", "RTH"),
                  ElementsAre("1718", "NULL", "NULL", "NULL", "NULL", "NULL"),
                  ElementsAre("1718", "42.0", "R69", "R69X", "R69", "RTH")));
  EXPECT_EQ(field_of(report, "DIAG_3_CONCAT").outcome, "derived");
  EXPECT_EQ(field_of(report, "DIAG_4_03").outcome, "absent");
}

TEST_F(StoredValues, EveryAgeOfBabiesIsDerived) {
  std::string csv = "EPIKEY,PSEUDO_HESID,FYEAR,STARTAGE\n";
  for (int age = 7001; age <= 7007; ++age) csv += fmt::format("{0},P{0},1718,{0}\n", age);
  taken("apc", "1718", csv + "1,P1,1718,120\n");
  EXPECT_THAT(stored("apc/1718/1", "STARTAGE, STARTAGE_CALC", "STARTAGE"),
              ElementsAre(ElementsAre("120", "120.0"), ElementsAre("7001", "0.002"),
                          ElementsAre("7002", "0.01"), ElementsAre("7003", "0.048"),
                          ElementsAre("7004", "0.167"), ElementsAre("7005", "0.375"),
                          ElementsAre("7006", "0.625"), ElementsAre("7007", "0.875")));
}

TEST_F(StoredValues, WhatIsDeliveredIsNeverDerived) {
  taken("apc", "1718", "EPIKEY,PSEUDO_HESID,FYEAR,STARTAGE,STARTAGE_CALC\n1,A,1718,30,30.75\n");
  EXPECT_THAT(stored("apc/1718/1", "STARTAGE_CALC"), ElementsAre(ElementsAre("30.75")));
}

TEST_F(StoredValues, HoldNoIdentifier) {
  const auto report =
      taken("apc", "1718",
            "EPIKEY,PSEUDO_HESID,FYEAR,NEWNHSNO,MYDOB,SUSRECID,AEKEY,HESID\n"
            "700000000017,PSEUDO0000000000000000000000PERSON,1718,9434765919,051974,36717451094017,"
            "700000000018,123\n");
  EXPECT_EQ(field_of(report, "NEWNHSNO").outcome, "dropped (identifier)");
  EXPECT_EQ(field_of(report, "MYDOB").outcome, "dropped (identifier)");
  const auto rows = stored("apc/1718/1", "*");
  ASSERT_EQ(rows.size(), 1U);
  for (const auto& value : rows.front()) {
    for (const std::string raw :
         {"9434765919", "7000000000", "PERSON", "36717451094017", "051974"}) {
      EXPECT_EQ(value.find(raw), std::string::npos) << raw;
    }
  }
}

TEST_F(StoredValues, APersonIsTheSameInEveryDatasetAndYear) {
  taken("apc", "1617", "EPIKEY,PSEUDO_HESID,FYEAR,AEKEY\n1,P1,1617,000000000077\n");
  taken("op", "1718", "ATTENDKEY,TOKEN_PERSON_ID,FYEAR\n1,P1,1718\n");
  taken("ae", "1718", "AEKEY,ENCRYPTED_HESID,FYEAR\n77,P1,1718\n");
  const auto person = stored("apc/1617/1", "TOKEN_PERSON_ID");
  EXPECT_EQ(stored("op/1718/1", "TOKEN_PERSON_ID"), person);
  EXPECT_EQ(stored("ae/1718/1", "TOKEN_PERSON_ID"), person);
  EXPECT_EQ(stored("ae/1718/1", "AEKEY"), stored("apc/1617/1", "AEKEY"))
      << "linked, whatever zeros were lost";
}

TEST_F(StoredValues, UnknownColumnsAreLeftOutAndReported) {
  const auto report =
      taken("apc", "1718", "EPIKEY,PSEUDO_HESID,FYEAR,MY_NOTES,SEX\n1,A,1718,secret,1\n");
  EXPECT_EQ(field_of(report, "MY_NOTES").outcome, "unknown (left out)");
  const auto version = list_versions(settings_.data_folder)->at(0);
  EXPECT_EQ(std::count(version.columns.begin(), version.columns.end(), "MY_NOTES"), 0);
  EXPECT_EQ(std::count(version.columns.begin(), version.columns.end(), "SEX"), 1);
}

TEST_F(StoredValues, OfTwoNamesOfOneFieldTheCanonicalWins) {
  const auto report =
      taken("op", "1718",
            "ATTENDKEY,PSEUDO_HESID,TOKEN_PERSON_ID,FYEAR\n1,old,new,1718\n2,new,new,1718\n");
  EXPECT_EQ(field_of(report, "PSEUDO_HESID").outcome, "second name of a field (left out)");
  EXPECT_THAT(stored("op/1718/1", "count(DISTINCT TOKEN_PERSON_ID)"),
              ElementsAre(ElementsAre("1")));
}

TEST_F(StoredValues, AreSortedAsTheCatalogueSays) {
  taken("apc", "1718",
        "EPIKEY,PSEUDO_HESID,FYEAR,CCG_RESPONSIBILITY,PROCODE3,EPISTART\n"
        "1,A,1718,11J,RBD,2017-05-01\n2,B,1718,10Q,RTH,2017-06-01\n3,C,1718,10Q,RTH,2017-05-01\n4,"
        "D,1718,10Q,RHU,2017-09-01\n");
  EXPECT_THAT(stored("apc/1718/1", "CCG_RESPONSIBILITY, PROCODE3, month(EPISTART)"),
              ElementsAre(ElementsAre("10Q", "RHU", "9"), ElementsAre("10Q", "RTH", "5"),
                          ElementsAre("10Q", "RTH", "6"), ElementsAre("11J", "RBD", "5")));
}

TEST_F(StoredValues, SeparatorsAndLineEndsDoNotMatter) {
  const std::string rows =
      "EPIKEY{0}PSEUDO_HESID{0}FYEAR{0}SEX\r\n1{0}A{0}1718{0}1\r\n2{0}B{0}1718{0}\"2\"\r\n";
  int number = 0;
  for (const std::string separator : {",", "\t", "|", ";"}) {
    taken("apc", "1718", "\xEF\xBB\xBF" + fmt::format(fmt::runtime(rows), separator));
    EXPECT_THAT(stored(fmt::format("apc/1718/{}", ++number), "SEX", "SEX"),
                ElementsAre(ElementsAre("1"), ElementsAre("2")));
  }
}

TEST_F(StoredValues, OfParquetAreCleanedLikeThoseOfCsv) {
  auto connection = duck::Database::open().value().connect().value();
  const auto file = folder_.path() / "delivery.parquet";
  ASSERT_TRUE(connection.execute(
      fmt::format("COPY (SELECT 17::BIGINT AS EPIKEY, 'A' AS PSEUDO_HESID, '1718' AS FYEAR, "
                  "4.0::DOUBLE AS SPELDUR, "
                  "TIMESTAMP '2017-05-01 00:00:00' AS EPISTART, DATE '1801-01-01' AS DISDATE, "
                  "'F341 ' AS OPERTN_4_01) TO {} (FORMAT parquet)",
                  duck::quote_text(file.string()))));
  const auto report = take(delivery("apc", "1718", {file}));
  ASSERT_TRUE(report) << report.error().to_text();
  EXPECT_THAT(stored("apc/1718/1", "SPELDUR, EPISTART, DISDATE, OPERTN_4_01"),
              ElementsAre(ElementsAre("4", "2017-05-01", "NULL", "F341")));
  taken("apc", "1617", "EPIKEY,PSEUDO_HESID,FYEAR\n000000000017,A,1617\n");
  EXPECT_EQ(stored("apc/1718/1", "EPIKEY"), stored("apc/1617/1", "EPIKEY"));
}

TEST_F(StoredValues, AreTheSameWithAnyNumberOfThreads) {
  std::string csv = "EPIKEY,PSEUDO_HESID,FYEAR,CCG_RESPONSIBILITY,DIAG_4_01,STARTAGE\n";
  for (int row = 0; row < 20000; ++row) {
    // Every 50th key occurs twice; the first row of the two is to stay.
    csv += fmt::format("{},P{},1718,{},E1{}9,{}\n", row % 50 == 49 ? row - 1 : row, row % 977,
                       row % 3 == 0 ? "10Q" : "11J", row % 5, row % 120);
  }
  settings_.threads = 1;
  EXPECT_EQ(taken("apc", "1718", csv).rows_accepted, 19600U);
  const auto with_one = stored("apc/1718/1", "*");
  ASSERT_TRUE(purge(settings_.data_folder, catalogue::DatasetId("apc"),
                    *FinancialYear::parse("1718"), "1"));
  settings_.threads = 4;
  EXPECT_EQ(taken("apc", "1718", csv).rows_accepted, 19600U);
  EXPECT_EQ(stored("apc/1718/2", "*"), with_one);
}

}  // namespace
}  // namespace hdis::ingest
