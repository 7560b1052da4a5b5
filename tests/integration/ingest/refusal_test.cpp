#include "store.hpp"

#include <stop_token>

namespace hdis::ingest {
namespace {

class Refusal : public StoreTest {};

TEST_F(Refusal, WithoutAnEssentialColumn) {
  const auto text = refused("apc", "1718", "EPI_KEY,SEX\n1,2\n");
  EXPECT_THAT(text, HasSubstr("has no column EPIKEY"));
  EXPECT_THAT(text, HasSubstr("Is it the column 'EPI_KEY'?"));
  EXPECT_THAT(text, HasSubstr("has no column TOKEN_PERSON_ID"));
  EXPECT_THAT(text, HasSubstr("has no column FYEAR")) << "every reason at once";
}

TEST_F(Refusal, OfOneFileOfSeveralThatLacksAColumn) {
  const auto whole = write("whole.csv", "EPIKEY,PSEUDO_HESID,FYEAR\n1,A,1718\n");
  const auto part = write("part.csv", "EPIKEY,FYEAR\n2,1718\n");
  EXPECT_THAT(refused(delivery("apc", "1718", {whole, part})),
              HasSubstr("'part.csv' has no column TOKEN_PERSON_ID"));
}

TEST_F(Refusal, OfAFileWithoutNamesDoesNotQuoteIt) {
  const auto text =
      refused("apc", "1718", "300148622328,PSEUDO77,1718\n300148622328,PSEUDO77,1718\n");
  EXPECT_THAT(text, HasSubstr("no column that the catalogue knows"));
  EXPECT_THAT(text, Not(HasSubstr("3001486")));
  EXPECT_THAT(text, Not(HasSubstr("PSEUDO77")));
}

TEST_F(Refusal, OfTwoColumnsWithOneName) {
  EXPECT_THAT(refused("apc", "1718", "EPIKEY,PSEUDO_HESID,FYEAR,SEX,sex\n1,A,1718,1,2\n"),
              HasSubstr("two columns called 'sex'"));
}

TEST_F(Refusal, OfAnotherYear) {
  const auto text = refused("apc", "1718", "EPIKEY,PSEUDO_HESID,FYEAR\n1,A,1617\n2,B,1617\n");
  EXPECT_THAT(text, HasSubstr("No row of APC 2017/18 could be accepted"));
  EXPECT_THAT(text, HasSubstr("2 rows: the financial year (FYEAR) is not 2017/18."));
}

TEST_F(Refusal, OfFilesThatAreNotWhatTheySay) {
  EXPECT_THAT(refused("apc", "1718", ""), HasSubstr("is empty"));
  EXPECT_THAT(refused("apc", "1718", "EPIKEY,PSEUDO_HESID,FYEAR\n"), HasSubstr("No row"));
  EXPECT_THAT(refused(delivery("apc", "1718", {write("a.parquet", "EPIKEY\n1\n")})),
              HasSubstr("cannot be read as Parquet"));
  EXPECT_THAT(refused(delivery("apc", "1718", {write("a.csv.gz", "EPIKEY\n1\n")})),
              HasSubstr("cannot be read as gzip"));
  EXPECT_THAT(refused(delivery("apc", "1718", {write("a.xlsx", "EPIKEY\n1\n")})),
              HasSubstr("neither CSV nor Parquet"));
  EXPECT_THAT(refused(delivery("apc", "1718", {folder_.path() / "missing.csv"})),
              HasSubstr("There is no file"));
  EXPECT_THAT(refused(delivery("apc", "1718", {})), HasSubstr("no files"));
  EXPECT_THAT(refused(delivery("nonsense", "1718", {})), HasSubstr("no dataset 'nonsense'"));
}

TEST_F(Refusal, OfAQuoteThatIsNeverClosed) {
  const auto text =
      refused("apc", "1718", "EPIKEY,PSEUDO_HESID,FYEAR\n1,A,1718\n2,\"B,1718\n3,C,1718\n");
  EXPECT_THAT(text, HasSubstr("a quote that is not closed"));
  EXPECT_THAT(text, Not(HasSubstr("3,C")));
}

TEST_F(Refusal, OfMoreMalformedLinesThanSlipsExplain) {
  const std::string start = "EPIKEY,PSEUDO_HESID,FYEAR\n1,A,1718\n";
  std::string csv = start;
  for (int row = 0; row < 10001; ++row) csv += "1,x\n";
  EXPECT_THAT(refused("apc", "1718", csv), HasSubstr("more malformed lines than slips explain"));
}

TEST_F(Refusal, WhenStopped) {
  const auto file = write("delivery.csv", "EPIKEY,PSEUDO_HESID,FYEAR\n1,A,1718\n");
  for (const double at : {0.0, 0.05, 0.65, 0.75, 0.97}) {
    std::stop_source stop;
    const auto report = take_in(
        delivery("apc", "1718", {file}), shipped(), settings_,
        [&](double done) {
          if (done >= at) stop.request_stop();
        },
        stop.get_token());
    ASSERT_FALSE(report) << at;
    EXPECT_EQ(report.error().code(), ErrorCode::cancelled);
    EXPECT_THAT(leftovers(), IsEmpty());
    EXPECT_THAT(versions(), IsEmpty());
  }
}

TEST_F(Refusal, WithoutASafeKey) {
  const auto file = write("delivery.csv", "EPIKEY,PSEUDO_HESID,FYEAR\n1,A,1718\n");
  fs::permissions(settings_.person_key_file, fs::perms::group_read, fs::perm_options::add);
  EXPECT_THAT(refused(delivery("apc", "1718", {file})),
              HasSubstr("may be read or changed by others"));
  EXPECT_FALSE(ensure_person_key(settings_));
  settings_.person_key_file = folder_.path() / "no_key";
  EXPECT_THAT(refused(delivery("apc", "1718", {file})), HasSubstr("There is no person key"));
}

TEST_F(Refusal, OfAKeyInsideTheDataFolder) {
  settings_.person_key_file = settings_.data_folder / "sub/../key";
  EXPECT_FALSE(ensure_person_key(settings_));
  EXPECT_FALSE(fs::exists(settings_.data_folder / "key"));
  EXPECT_THAT(refused("apc", "1718", "EPIKEY,PSEUDO_HESID,FYEAR\n1,A,1718\n"),
              HasSubstr("inside the data folder"));
}

TEST_F(Refusal, ProgressGoesFromNothingToAll) {
  std::vector<double> seen;
  const auto file = write("delivery.csv", "EPIKEY,PSEUDO_HESID,FYEAR\n1,A,1718\n");
  ASSERT_TRUE(take_in(delivery("apc", "1718", {file}), shipped(), settings_,
                      [&](double done) { seen.push_back(done); }, {}));
  EXPECT_EQ(seen.front(), 0.0);
  EXPECT_EQ(seen.back(), 1.0);
  EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
}

}  // namespace
}  // namespace hdis::ingest
