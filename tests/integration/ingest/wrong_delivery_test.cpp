#include "store.hpp"

namespace hdis::ingest {
namespace {

/// Well-formed files that are not what the custodian says they are.
class WrongDelivery : public StoreTest {
 protected:
  const std::string header_ = "EPIKEY,PSEUDO_HESID,FYEAR\n";

  WrongDelivery() { settings_.most_rejected_percent = Settings().most_rejected_percent; }

  /// So many rows of the year and so many of the year before.
  [[nodiscard]] std::string years(int right, int wrong) const {
    std::string csv = header_;
    for (int row = 1; row <= right + wrong; ++row) {
      csv += fmt::format("{},P{},{}\n", row, row, row <= right ? "1718" : "1617");
    }
    return csv;
  }
};

TEST_F(WrongDelivery, OfAnotherDatasetWithTheSameKeysIsRefused) {
  const std::string ae = HDIS_SOURCE_DIR "/data/artificial/artificial_hes_ae_0708.csv";
  settings_.most_rejected_percent = 100;
  // Counted with Python in the catalogue's files: of the 165 columns 55 are fields of APC.
  EXPECT_THAT(refused(delivery("apc", "0708", {ae})),
              HasSubstr("looks like a delivery of AE, not of APC: 110 of its 165 columns"));
  // Episodes carry the key of the attendance that they began with.
  const std::string apc = HDIS_SOURCE_DIR "/data/artificial/artificial_hes_apc_0102.csv";
  EXPECT_THAT(refused(delivery("ae", "0102", {apc})), HasSubstr("--dataset apc"));
}

TEST_F(WrongDelivery, WithAFewColumnsOfAnotherDatasetIsTaken) {
  // AEDEPTTYPE is one of A&E's; one column in four is no sign of another dataset.
  EXPECT_EQ(taken("apc", "1718", "EPIKEY,PSEUDO_HESID,FYEAR,AEDEPTTYPE\n1,A,1718,01\n").version,
            "1");
}

TEST_F(WrongDelivery, OfWhichMoreThanAFifthIsRejectedIsRefused) {
  const auto text = refused("apc", "1718", years(79, 21));
  EXPECT_THAT(text, HasSubstr("21 of 100 rows of APC 2017/18 would be rejected, more than 20%"));
  EXPECT_THAT(text, HasSubstr("21 rows: the financial year (FYEAR) is not 2017/18."));
  EXPECT_THAT(text, HasSubstr("--most-rejected"));
  EXPECT_EQ(taken("apc", "1718", years(80, 20)).rows_rejected, 20U);
}

TEST_F(WrongDelivery, TheShareIsASetting) {
  settings_.most_rejected_percent = 0;
  refused("apc", "1718", years(999, 1));
  settings_.most_rejected_percent = 90;
  EXPECT_EQ(taken("apc", "1718", years(10, 90)).rows_accepted, 10U);
}

TEST_F(WrongDelivery, OptedOutRowsAreNotRejectedOnes) {
  auto delivered = delivery("apc", "1718", {write("delivery.csv", years(10, 2))});
  std::string list;
  for (int person = 1; person <= 9; ++person) list += fmt::format("P{}\n", person);
  delivered.opt_outs = write("opt_outs.txt", list);
  EXPECT_THAT(refused(delivered), HasSubstr("2 of 3 rows"));
}

TEST_F(WrongDelivery, TheSameFileTwiceIsRefusedUnderAnyName) {
  const auto one = write("one.csv", years(3, 0));
  const auto copy = write("copy.csv", years(3, 0));
  const auto other = write("other.csv", header_ + "9,P9,1718\n");
  EXPECT_THAT(refused(delivery("apc", "1718", {one, other, one})),
              HasSubstr("are the same file, byte by byte"));
  const auto text = refused(delivery("apc", "1718", {one, other, copy}));
  EXPECT_THAT(text, HasSubstr("one.csv' and '"));
  EXPECT_THAT(text, HasSubstr("copy.csv' are the same file"));
  const auto link = folder_.path() / "link.csv";
  fs::create_symlink(one, link);
  refused(delivery("apc", "1718", {one, link}));
  EXPECT_TRUE(take(delivery("apc", "1718", {one, other})));
}

TEST_F(WrongDelivery, ThatEndsWithinALineIsRefused) {
  for (const std::string end : {"4,P4", "4,", "4,\"P4,1718", "4,P4,\"17"}) {
    EXPECT_THAT(refused("apc", "1718", years(100, 0) + end), HasSubstr("cut off")) << end;
  }
  EXPECT_EQ(taken("apc", "1718", years(100, 0) + "4444,P4,1718").rows_accepted, 101U)
      << "a last line without an end is a line";
}

}  // namespace
}  // namespace hdis::ingest
