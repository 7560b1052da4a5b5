#include <duckdb.h>
#include <gtest/gtest.h>

#include <string>

namespace {

TEST(Dependencies, DuckDbHeaderAndLibraryAreOfOneVersion) {
  // The header does not state its version; 1.4 is what the C API below and its error codes belong to.
  EXPECT_EQ(std::string(duckdb_library_version()).substr(0, 5), "v1.4.");
}

TEST(Dependencies, DuckDbCounts) {
  duckdb_database database = nullptr;
  duckdb_connection connection = nullptr;
  ASSERT_EQ(duckdb_open(nullptr, &database), DuckDBSuccess);
  ASSERT_EQ(duckdb_connect(database, &connection), DuckDBSuccess);
  duckdb_result result;
  EXPECT_EQ(duckdb_query(connection, "SELECT count(*) FROM range(42)", &result), DuckDBSuccess);
  EXPECT_EQ(duckdb_value_int64(&result, 0, 0), 42);
  duckdb_destroy_result(&result);
  duckdb_disconnect(&connection);
  duckdb_close(&database);
}

}  // namespace
