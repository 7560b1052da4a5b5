#include "hdis/catalogue/catalogue.hpp"
#include "hdis/ingest/ingest.hpp"

#include "generated.hpp"

namespace hdis::synth {
namespace {

// What is generated is taken in whole: no row rejected, no value invalid, no column unknown.
void expect_taken_in(Format format) {
  const hdis::testing::TemporaryFolder folder;
  Options options = options_for(3000, folder.path() / "out");
  options.years = {FinancialYear::parse("1718").value()};
  options.format = format;
  const auto written = generate(options, {}, {});
  ASSERT_TRUE(written);
  const auto catalogue = catalogue::Catalogue::load(HDIS_SOURCE_DIR "/catalogue");
  ASSERT_TRUE(catalogue);
  ingest::Settings settings;
  settings.data_folder = folder.path() / "data";
  settings.person_key_file = folder.path() / "key";
  settings.memory_bytes = 256ULL << 20U;
  ASSERT_TRUE(ingest::ensure_person_key(settings));
  for (const auto& file : *written) {
    const auto report = ingest::take_in(
        {{file.file}, catalogue::DatasetId(file.dataset), options.years.front(), {}}, *catalogue,
        settings, {}, {});
    ASSERT_TRUE(report) << file.dataset << report.error().to_text();
    EXPECT_EQ(report->rows_read, file.rows) << file.dataset;
    EXPECT_EQ(report->rows_rejected, 0U) << file.dataset;
    for (const auto& field : report->fields) {
      EXPECT_EQ(field.invalid, 0U) << file.dataset << ' ' << field.field;
      EXPECT_EQ(field.outcome.find("unknown"), std::string::npos)
          << file.dataset << ' ' << field.field;
    }
  }
}

TEST(Delivery, CsvIsTakenIn) { expect_taken_in(Format::csv); }
TEST(Delivery, ParquetIsTakenIn) { expect_taken_in(Format::parquet); }

TEST(Delivery, NamesOfColumnsChangeIn2021) {
  const hdis::testing::TemporaryFolder folder;
  Options options = options_for(300, folder.path() / "out");
  options.years = {FinancialYear::parse("2021").value(), FinancialYear::parse("2122").value()};
  ASSERT_TRUE(generate(options, {}, {}));
  EXPECT_NE(bytes_of(options.out / "apc_2021.csv").find(",PSEUDO_HESID,"), std::string::npos);
  EXPECT_NE(bytes_of(options.out / "apc_2122.csv").find(",TOKEN_PERSON_ID,"), std::string::npos);
  EXPECT_FALSE(fs::exists(options.out / "ae_2021.csv"));
}

}  // namespace
}  // namespace hdis::synth
