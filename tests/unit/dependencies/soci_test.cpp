#include <gtest/gtest.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

namespace {

TEST(Dependencies, SociReadsSqlite) {
  soci::session session(soci::sqlite3, ":memory:");
  int sum = 0;
  session << "SELECT 1 + 1", soci::into(sum);
  EXPECT_EQ(sum, 2);
}

}  // namespace
