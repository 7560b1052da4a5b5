#include "duckdb/quote.hpp"

#include "duckdb/constants.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace hdis::sqlgen::duckdb {
namespace {

using query::Value;

TEST(Identifier, QuotesAreDoubled) {
  EXPECT_EQ(identifier("SEX"), "\"SEX\"");
  EXPECT_EQ(identifier("a\" FROM x --"), "\"a\"\" FROM x --\"");
}

TEST(PathLiteral, QuotesAreDoubled) {
  EXPECT_EQ(path_literal("/data/o'clock"), "'/data/o''clock'");
  EXPECT_EQ(path_literal("\\'"), "'\\'''");
}

TEST(Constants, ATextIsNeverPartOfTheStatement) {
  Constants constants;
  EXPECT_EQ(constants.write(Value(std::string("' OR 1=1 --"))), "$1");
  EXPECT_EQ(constants.write(std::string("O'Brien")), "$2");
  EXPECT_EQ(constants.texts(), (std::vector<std::string>{"' OR 1=1 --", "O'Brien"}));
}

TEST(Constants, EqualTextsAreOneParameter) {
  Constants constants;
  EXPECT_EQ(constants.write(std::string("a")), "$1");
  EXPECT_EQ(constants.write(std::string("b")), "$2");
  EXPECT_EQ(constants.write(std::string("a")), "$1");
}

TEST(Constants, NumbersKeepTheirValue) {
  Constants constants;
  EXPECT_EQ(constants.write(Value(std::int64_t{-17})), "-17");
  EXPECT_EQ(constants.write(Value(std::numeric_limits<std::int64_t>::min())),
            "CAST('-9223372036854775808' AS BIGINT)");
  EXPECT_EQ(constants.write(Value(0.1)), "CAST('0.1' AS DOUBLE)");
  EXPECT_TRUE(constants.texts().empty());
}

TEST(Constants, DatesAndNull) {
  Constants constants;
  EXPECT_EQ(constants.write(Value(*Date::make(2017, 4, 1))), "DATE '2017-04-01'");
  EXPECT_EQ(constants.write(Value(query::Null{})), "NULL");
}

}  // namespace
}  // namespace hdis::sqlgen::duckdb
