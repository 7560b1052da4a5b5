#include "duckdb/quote.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace hdis::sqlgen::duckdb {
namespace {

using query::Value;

TEST(Identifier, QuotesAreDoubled) {
  EXPECT_EQ(identifier("SEX"), "\"SEX\"");
  EXPECT_EQ(identifier("a\" FROM x --"), "\"a\"\" FROM x --\"");
}

TEST(Literal, NothingInATextEndsIt) {
  EXPECT_EQ(literal(Value(std::string("O'Brien"))), "'O''Brien'");
  EXPECT_EQ(literal(Value(std::string("' OR 1=1 --"))), "''' OR 1=1 --'");
  EXPECT_EQ(literal(Value(std::string("\\'"))), "'\\'''");
}

TEST(Literal, NumbersKeepTheirValue) {
  EXPECT_EQ(literal(Value(std::int64_t{-17})), "-17");
  EXPECT_EQ(literal(Value(std::numeric_limits<std::int64_t>::min())),
            "CAST('-9223372036854775808' AS BIGINT)");
  EXPECT_EQ(literal(Value(0.1)), "CAST('0.1' AS DOUBLE)");
}

TEST(Literal, DatesAndNull) {
  EXPECT_EQ(literal(Value(*Date::make(2017, 4, 1))), "DATE '2017-04-01'");
  EXPECT_EQ(literal(Value(query::Null{})), "NULL");
}

}  // namespace
}  // namespace hdis::sqlgen::duckdb
