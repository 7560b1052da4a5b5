#include "hdis/duck/database.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <limits>

namespace hdis::duck {
namespace {

class DuckDatabase : public testing::Test {
 protected:
  DuckDatabase() : database_(Database::open().value()), connection_(database_.connect().value()) {}

  Rows rows_of(const std::string& sql, std::vector<Value> values = {}) {
    auto rows = connection_.query(sql, values);
    EXPECT_TRUE(rows) << sql;
    return std::move(*rows);
  }

  Database database_;
  Connection connection_;
};

TEST_F(DuckDatabase, ReadsEveryTypeThatWeStore) {
  auto rows = rows_of(
      "SELECT 7::TINYINT, -3000000000, 2.5::DOUBLE, 'Ångström', DATE '1999-12-31', "
      "'00112233-4455-6677-8899-aabbccddeeff'::UUID, true, NULL::INTEGER, 123456::HUGEINT");
  const auto chunk = rows.next();
  ASSERT_TRUE(chunk);
  ASSERT_EQ(chunk->columns(), 9U);
  EXPECT_EQ(chunk->column(0).integer(0), 7);
  EXPECT_EQ(chunk->column(1).integer(0), -3000000000);
  EXPECT_EQ(chunk->column(2).real(0), 2.5);
  EXPECT_EQ(chunk->column(3).text(0), "Ångström");
  EXPECT_EQ(chunk->column(4).date(0).to_text(), "1999-12-31");
  const Bits128 uuid{0x00, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77,
                     0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff};
  EXPECT_EQ(chunk->column(5).uuid(0), uuid);
  EXPECT_EQ(chunk->column(6).integer(0), 1);
  EXPECT_TRUE(chunk->column(7).is_null(0));
  EXPECT_FALSE(chunk->column(0).is_null(0));
  EXPECT_EQ(chunk->column(8).real(0), 123456.0);
}

TEST_F(DuckDatabase, BindsEveryKindOfValue) {
  const Date day = Date::parse("2018-03-31").value();
  auto rows = rows_of("SELECT ?, ?, ?, ?, ?, ?", {std::monostate{}, true, std::int64_t{1} << 40U,
                                                  0.25, std::string("a\0b", 3), day});
  const auto chunk = rows.next();
  EXPECT_TRUE(chunk->column(0).is_null(0));
  EXPECT_EQ(chunk->column(1).integer(0), 1);
  EXPECT_EQ(chunk->column(2).integer(0), std::int64_t{1} << 40U);
  EXPECT_EQ(chunk->column(3).real(0), 0.25);
  EXPECT_EQ(chunk->column(4).text(0), std::string_view("a\0b", 3));
  EXPECT_EQ(chunk->column(5).date(0), day);
}

TEST_F(DuckDatabase, GivesLongResultsChunkByChunk) {
  auto rows = rows_of("SELECT range AS n FROM range(5000) ORDER BY n");
  EXPECT_EQ(rows.names(), std::vector<std::string>{"n"});
  std::int64_t expected = 0;
  int chunks = 0;
  while (const auto chunk = rows.next()) {
    ++chunks;
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      ASSERT_EQ(chunk->column(0).integer(row), expected++);
    }
  }
  EXPECT_EQ(expected, 5000);
  EXPECT_GT(chunks, 1);
}

TEST_F(DuckDatabase, CountsChangedRows) {
  ASSERT_TRUE(connection_.execute("CREATE TABLE t(a INTEGER); CREATE TABLE u(a INTEGER)"));
  EXPECT_EQ(rows_of("INSERT INTO t SELECT * FROM range(12)").changed(), 12U);
  EXPECT_EQ(connection_.query_integer("SELECT count(*) FROM t").value(), 12);
}

TEST_F(DuckDatabase, RowsOutliveTheirConnection) {
  std::optional<Rows> rows;
  {
    auto other = database_.connect().value();
    rows = other.query("SELECT 'kept'").value();
  }
  EXPECT_EQ(rows->next()->column(0).text(0), "kept");
}

TEST_F(DuckDatabase, ConnectionsOutliveTheirDatabase) {
  auto connection = [] { return Database::open().value().connect().value(); }();
  EXPECT_EQ(connection.query_integer("SELECT 5").value(), 5);
}

TEST(DuckErrors, KeepDuckDbsWordsInside) {
  std::string heard;
  auto database = Database::open({}, [&](std::string_view text) { heard = text; }).value();
  auto connection = database.connect().value();
  const auto failed = connection.query("SELECT CAST('9434765919' || '-secret' AS INTEGER)");
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code(), ErrorCode::unavailable);
  EXPECT_EQ(failed.error().reasons().at(0).rule, "duck.failed");
  EXPECT_EQ(failed.error().to_text().find("9434765919"), std::string::npos);
  EXPECT_NE(heard.find("9434765919"), std::string::npos);
}

TEST(DuckErrors, NameTheirKind) {
  auto database =
      Database::open({{"memory_limit", "20MB"}, {"max_temp_directory_size", "0KB"}}).value();
  auto connection = database.connect().value();
  const auto rule = [&](const std::string& sql) {
    const auto rows = connection.query(sql);
    return rows ? "" : rows.error().reasons().at(0).rule;
  };
  EXPECT_EQ(rule("SELECT * FROM read_csv('/nonexistent/file.csv')"), "duck.io");
  EXPECT_EQ(rule("SELECT count(DISTINCT hash(range)) FROM range(10000000)"), "duck.out_of_memory");
  EXPECT_EQ(rule("SELEC 1"), "duck.failed");
  ASSERT_TRUE(connection.execute("SET enable_external_access = false"));
  EXPECT_EQ(rule("SELECT * FROM read_csv('/etc/passwd')"), "duck.not_permitted");
}

TEST(DuckErrors, AnUnknownSettingIsRefused) {
  const auto database = Database::open({{"no_such_setting", "1"}});
  ASSERT_FALSE(database);
  EXPECT_EQ(database.error().reasons().at(0).rule, "duck.setting");
}

TEST(DuckErrors, AFailedStatementOfSeveralIsReported) {
  auto connection = Database::open().value().connect().value();
  EXPECT_FALSE(connection.execute("CREATE TABLE t(a INTEGER); SELECT * FROM missing"));
  EXPECT_TRUE(connection.execute("SELECT * FROM t"));
}

}  // namespace
}  // namespace hdis::duck
