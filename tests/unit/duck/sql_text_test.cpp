#include "hdis/duck/sql_text.hpp"

#include "hdis/duck/database.hpp"

#include <gtest/gtest.h>

namespace hdis::duck {
namespace {

TEST(SqlText, AQuoteInsideIsDoubled) {
  EXPECT_EQ(quote_identifier("SEX"), "\"SEX\"");
  EXPECT_EQ(quote_identifier("a\"b"), "\"a\"\"b\"");
  EXPECT_EQ(quote_text("it's"), "'it''s'");
  EXPECT_EQ(quote_text("a\\'; DROP TABLE t"), "'a\\''; DROP TABLE t'");
}

TEST(SqlText, DuckDbReadsBackWhatWasQuoted) {
  auto database = Database::open();
  ASSERT_TRUE(database);
  auto connection = database->connect();
  ASSERT_TRUE(connection);
  const std::string odd = "a'b\"c\\d\n;--e";
  auto rows = connection->query("SELECT " + quote_text(odd) + " AS " + quote_identifier(odd));
  ASSERT_TRUE(rows) << rows.error().to_text();
  EXPECT_EQ(rows->names().at(0), odd);
  EXPECT_EQ(rows->next()->column(0).text(0), odd);
}

}  // namespace
}  // namespace hdis::duck
