#include "store.hpp"

namespace hdis::ingest {
namespace {

class OtherDataset : public StoreTest {};

// One YAML file and no rebuild: the ambulance calls have nothing to do with HES.
TEST_F(OtherDataset, IsTakenInByItsDescriptionAlone) {
  const std::vector<fs::path> extra = {HDIS_SOURCE_DIR
                                       "/tests/fixtures/datasets/ambulance_calls.yaml"};
  const auto catalogue = catalogue::Catalogue::load(HDIS_SOURCE_DIR "/catalogue", extra);
  ASSERT_TRUE(catalogue) << catalogue.error().to_text();
  const auto report =
      take(delivery("ambulance_calls", "1718",
                    {HDIS_SOURCE_DIR "/tests/fixtures/datasets/ambulance_calls.csv"}),
           *catalogue);
  ASSERT_TRUE(report) << report.error().to_text();
  // Counted with awk: 60 lines, of which one has the date 1900-01-01 and so no year; three of the others
  // have 99999 seconds.
  EXPECT_EQ(report->rows_read, 60U);
  EXPECT_EQ(report->rows_accepted, 59U);
  EXPECT_THAT(report->rejections,
              ElementsAre(Pair("the financial year (FYEAR) is missing or unreadable", 1)));
  EXPECT_EQ(field_of(*report, "RESPONSE_SECONDS").made_missing, 3U);
  EXPECT_EQ(field_of(*report, "CALLER_PHONE").outcome, "dropped (identifier)");
  EXPECT_EQ(field_of(*report, "FYEAR").outcome, "derived");
  EXPECT_THAT(
      stored("ambulance_calls/1718/1", "STATION, CALL_DATE, CALL_TIME, CATEGORY, AGE, CONVEYED")
          .at(0),
      ElementsAre("S01", "2017-04-08", "22:24", "C2", "71", "0"));
}

}  // namespace
}  // namespace hdis::ingest
