#include "hdis/duck/function.hpp"

#include "hdis/duck/database.hpp"

#include <gtest/gtest.h>

namespace hdis::duck {
namespace {

Function twice() {
  Function function;
  function.name = "twice";
  function.arguments = {Type::text};
  function.results = {{"text", Type::text}, {"length", Type::integer}, {"big", Type::bigint},
                      {"half", Type::real}, {"day", Type::date},       {"id", Type::uuid}};
  function.call = [](const Chunk& arguments, std::vector<Writer>& results) {
    const Column& input = arguments.column(0);
    for (std::size_t row = 0; row < arguments.rows(); ++row) {
      if (input.is_null(row)) {
        results[0].set_text(row, "was null");
        for (std::size_t index = 1; index < results.size(); ++index) results[index].set_null(row);
        continue;
      }
      const std::string text(input.text(row));
      results[0].set_text(row, text + text);
      results[1].set_integer(row, static_cast<std::int32_t>(text.size()));
      results[2].set_bigint(row, static_cast<std::int64_t>(text.size()) << 40U);
      results[3].set_real(row, static_cast<double>(text.size()) / 2);
      results[4].set_date(row, Date::make(2000, 2, 29).value());
      results[5].set_uuid(row, Bits128{0xff, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15});
    }
  };
  return function;
}

class DuckFunction : public testing::Test {
 protected:
  DuckFunction() : connection_(Database::open().value().connect().value()) {
    EXPECT_TRUE(connection_.add(twice()));
  }
  Connection connection_;
};

TEST_F(DuckFunction, GivesAStructOfEveryType) {
  auto rows = connection_.query("SELECT UNNEST(twice('a long enough text'))").value();
  const auto chunk = rows.next();
  EXPECT_EQ(chunk->column(0).text(0), "a long enough texta long enough text");
  EXPECT_EQ(chunk->column(1).integer(0), 18);
  EXPECT_EQ(chunk->column(2).integer(0), std::int64_t{18} << 40U);
  EXPECT_EQ(chunk->column(3).real(0), 9.0);
  EXPECT_EQ(chunk->column(4).date(0).to_text(), "2000-02-29");
  EXPECT_EQ(connection_
                .query_integer("SELECT count(*) WHERE (twice('a')).id = "
                               "'ff010203-0405-0607-0809-0a0b0c0d0e0f'::UUID")
                .value(),
            1);
}

TEST_F(DuckFunction, SeesAndWritesNulls) {
  auto rows =
      connection_
          .query("SELECT (twice(t)).text, (twice(t)).length FROM (VALUES (NULL), ('b')) v(t)")
          .value();
  const auto chunk = rows.next();
  EXPECT_EQ(chunk->column(0).text(0), "was null");
  EXPECT_TRUE(chunk->column(1).is_null(0));
  EXPECT_EQ(chunk->column(0).text(1), "bb");
  EXPECT_EQ(chunk->column(1).integer(1), 1);
}

TEST_F(DuckFunction, RunsOnManyRows) {
  const auto sum = connection_.query_integer(
      "SELECT sum((twice(CAST(range AS VARCHAR))).length)::BIGINT FROM range(100000)");
  // One digit ten times, two digits 90 times, ...
  EXPECT_EQ(sum.value(), 10 + 2 * 90 + 3 * 900 + 4 * 9000 + 5 * 90000);
}

TEST_F(DuckFunction, ANameIsTakenOnce) { EXPECT_FALSE(connection_.add(twice())); }

}  // namespace
}  // namespace hdis::duck
