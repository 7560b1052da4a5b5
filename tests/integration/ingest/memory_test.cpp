#include "store.hpp"

namespace hdis::ingest {
namespace {

/// Deliveries that are larger than the memory that may be used.
class Memory : public StoreTest {
 protected:
  static constexpr int rows_ = 200000;

  /// About 80 MB of text, in an order that is none of the store's.
  [[nodiscard]] fs::path large_file() const {
    const auto path = folder_.path() / "large.csv";
    std::ofstream out(path, std::ios::binary);
    out << "EPIKEY,PSEUDO_HESID,FYEAR,SEX,PROCODE3,STARTAGE,DIAG_4_CONCAT,OPERTN_4_CONCAT\n";
    for (int row = 0; row < rows_; ++row) {
      const auto mixed = static_cast<unsigned>(row) * 2654435761U;  // Knuth's multiplicative hash.
      out << fmt::format("{:012},P{},1718,{},R{:02},{},", row + 1, row % 50000, 1 + row % 2,
                         mixed % 100, mixed % 90);
      // Two lists, which are as long as they like.
      out << std::string(200, static_cast<char>('A' + mixed % 26)) << mixed << ','
          << std::string(150, static_cast<char>('A' + mixed % 23)) << mixed << '\n';
    }
    return path;
  }

  /// The same totals from the delivered file, by DuckDB alone with all the memory it wants.
  [[nodiscard]] static Texts totals_of(const std::string& source) {
    return texts_of(
        "SELECT count(*), count(DISTINCT PROCODE3), sum(CAST(STARTAGE AS BIGINT)), "
        "sum(length(DIAG_4_CONCAT)), count(*) FILTER (WHERE SEX = '1') FROM " +
        source);
  }
};

TEST_F(Memory, IsBoundedBySettingsWhateverTheSizeOfTheFile) {
  settings_.memory_bytes = 64ULL << 20U;
  const auto file = large_file();
  ASSERT_GT(fs::file_size(file), settings_.memory_bytes);
  // What does not fit is on the disk, while it is worked on.
  std::uintmax_t largest = 0;
  const auto report = take_in(delivery("apc", "1718", {file}), shipped(), settings_,
                              [&](double done) {
                                std::error_code error;
                                const auto staged = fs::file_size(
                                    settings_.data_folder / ".work" / "staging.duckdb", error);
                                if (done >= 0.65 && !error) largest = std::max(largest, staged);
                              },
                              {});
  ASSERT_TRUE(report) << report.error().to_text();
  EXPECT_EQ(report->rows_accepted, static_cast<std::uint64_t>(rows_));
  EXPECT_EQ(
      totals_of(duck::quote_text((settings_.data_folder / "apc/1718/1/*.parquet").string())),
      totals_of(fmt::format("read_csv({}, all_varchar = true)", duck::quote_text(file.string()))));
  EXPECT_GT(largest, 0U);
  EXPECT_THAT(leftovers(), IsEmpty());
}

TEST_F(Memory, ThatIsTooLittleForAnyWorkIsAnErrorAndLeavesNothing) {
  // Shows that the setting reaches DuckDB: a whole row group of these columns needs more.
  settings_.memory_bytes = 2ULL << 20U;
  const auto report = take(delivery("apc", "1718", {large_file()}));
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().reasons().front().rule, "duck.out_of_memory");
  EXPECT_THAT(leftovers(), IsEmpty());
  EXPECT_THAT(versions(), IsEmpty());
}

}  // namespace
}  // namespace hdis::ingest
