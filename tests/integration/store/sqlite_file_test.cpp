#include "hdis/store/sqlite_store.hpp"

#include "fixed_clock.hpp"
#include "governance_samples.hpp"
#include "temporary_folder.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

namespace hdis::store {
namespace {

using namespace hdis::testing;

class SqliteFile : public ::testing::Test {
 protected:
  [[nodiscard]] std::filesystem::path file() const { return folder_.path() / "hdis.sqlite"; }
  FixedClock clock_{sample_now};
  TemporaryFolder folder_;
};

TEST_F(SqliteFile, IsForItsOwnerOnly) {
  ASSERT_TRUE(open_sqlite(file(), OpenMode::create, clock_));
  struct stat status {};
  ASSERT_EQ(::stat(file().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST_F(SqliteFile, ThatIsNoDatabaseIsToldSo) {
  std::ofstream(file()) << "This is a text file of some length, which is not a database at all.\n";
  const auto store = open_sqlite(file(), OpenMode::existing, clock_);
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().code(), ErrorCode::corrupt);
}

}  // namespace
}  // namespace hdis::store
