#include "store.hpp"

namespace hdis::ingest {
namespace {

class Lookup : public StoreTest {
 protected:
  const std::string apc_ =
      "EPIKEY,PSEUDO_HESID,FYEAR,SUSRECID,PROCODE3,SEX,STARTAGE,CCG_RESPONSIBILITY\n"
      "1,A,1718,01234567890123,RTH,1,7003,10Q\n"
      "2,B,1718,22222222222222,RBD,2,70,11J\n"
      "3,C,1718,33333333333333,RBD,2,50,11J\n"
      "4,C,1718,33333333333333,RTH,2,50,11J\n"
      "5,D,1718,44444444444444,RTH,2,50,11J\n"
      "6,E,1718,44444444444444,RTH,2,50,11J\n";
  const std::string cc_ =
      "SUSRECID,CCSTARTDATE,CCPERTYPE,BESTMATCH\n"
      "1234567890123,2017-06-01,03,1\n"  // without its zero
      "22222222222222,2017-06-02,01,1\n"
      "33333333333333,2017-06-03,01,1\n"  // two episodes of one person at two providers
      "44444444444444,2017-06-04,01,1\n"  // two persons
      "55555555555555,2017-06-05,01,1\n"  // nobody
      ",2017-06-06,01,1\n";
};

TEST_F(Lookup, FillsFromTheRecordWithTheSameKey) {
  taken("apc", "1718", apc_);
  const auto report = taken("cc", "1718", cc_);
  EXPECT_EQ(report.rows_accepted, 3U);
  EXPECT_THAT(report.rejections,
              ElementsAre(Pair("no single record of apc with this SUSRECID", 3)));
  EXPECT_THAT(
      stored("cc/1718/1", "CCPERTYPE, FYEAR, PROCODE3, SEX, STARTAGE_CALC, CCG_RESPONSIBILITY",
             "CCSTARTDATE"),
      ElementsAre(ElementsAre("03", "1718", "RTH", "1", "0.048", "10Q"),
                  ElementsAre("01", "1718", "RBD", "2", "70.0", "11J"),
                  ElementsAre("01", "1718", "NULL", "2", "50.0", "11J")));
  EXPECT_EQ(field_of(report, "PROCODE3").outcome, "derived");
}

TEST_F(Lookup, PersonsAreThoseOfTheRecord) {
  taken("apc", "1718", apc_);
  taken("cc", "1718", cc_);
  EXPECT_THAT(texts_of(fmt::format("SELECT count(*) FROM read_parquet('{0}/cc/1718/1/*.parquet') "
                                   "JOIN read_parquet('{0}/apc/1718/1/*.parquet') USING "
                                   "(SUSRECID, TOKEN_PERSON_ID)",
                                   settings_.data_folder.string())),
              ElementsAre(ElementsAre("4")));
}

TEST_F(Lookup, WhatIsDeliveredWins) {
  taken("apc", "1718", apc_);
  taken("cc", "1718", "SUSRECID,CCSTARTDATE,PROCODE3\n22222222222222,2017-06-02,RHU\n");
  EXPECT_THAT(stored("cc/1718/1", "PROCODE3, SEX"), ElementsAre(ElementsAre("RHU", "2")));
}

TEST_F(Lookup, WithoutTheOtherDatasetSaysWhatToDoFirst) {
  const auto text = refused("cc", "1718", cc_);
  EXPECT_THAT(text, HasSubstr("CC takes fields from APC of 2017/18, which is not in the store."));
  EXPECT_THAT(text, HasSubstr("Take in APC of 2017/18 first."));
}

TEST_F(Lookup, OfAnotherYearIsNotEnough) {
  taken("apc", "1617", "EPIKEY,PSEUDO_HESID,FYEAR,SUSRECID\n1,A,1617,22222222222222\n");
  const auto report = take(delivery("cc", "1718", {write("cc.csv", cc_)}));
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().reasons().at(0).rule, "ingest.lookup_missing");
}

TEST_F(Lookup, ANewVersionOfTheOtherDatasetMakesADeliveryNew) {
  taken("apc", "1718", apc_);
  taken("cc", "1718", cc_);
  EXPECT_TRUE(taken("cc", "1718", cc_).unchanged);
  taken("apc", "1718", apc_ + "7,F,1718,55555555555555,RTH,2,50,11J\n");
  const auto report = taken("cc", "1718", cc_);
  EXPECT_EQ(report.version, "2");
  EXPECT_EQ(report.rows_accepted, 4U);
}

TEST_F(Lookup, PeriodsOfOneRecordAreToldApart) {
  taken("apc", "1718", apc_);
  const auto report = taken("cc", "1718",
                            "SUSRECID,CCSTARTDATE,CCSTARTTIME,CCACTIVDATE\n"
                            "22222222222222,2017-06-02,1000,\n22222222222222,2017-06-05,1000,"
                            "\n22222222222222,2017-06-02,1000,\n"
                            "22222222222222,2017-06-02,1000,2017-06-02\n");
  EXPECT_EQ(report.rows_accepted, 3U);
  EXPECT_THAT(report.rejections,
              ElementsAre(Pair("the record key (SUSRECID, CCSTARTDATE, CCSTARTTIME, CCACTIVDATE) "
                               "occurs in an earlier row",
                               1)));
}

}  // namespace
}  // namespace hdis::ingest
