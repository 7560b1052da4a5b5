#include "hdis/duck/function.hpp"

#include "hdis/duck/database.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <string>

namespace hdis::duck {
namespace {

/// A function of one text; `write` gets the row and the text, and is not called for NULL.
Function function_of(std::string name, Type result,
                     std::function<void(Writer&, std::size_t, std::string_view)> write) {
  Function function;
  function.name = std::move(name);
  function.arguments = {Type::text};
  function.result = result;
  function.call = [write = std::move(write)](const Chunk& arguments, Writer& output) {
    const Column& input = arguments.column(0);
    for (std::size_t row = 0; row < arguments.rows(); ++row) {
      if (input.is_null(row)) {
        output.set_null(row);
      } else {
        write(output, row, input.text(row));
      }
    }
  };
  return function;
}

Function twice() {
  return function_of("twice", Type::text,
                     [](Writer& output, std::size_t row, std::string_view text) {
                       output.set_text(row, std::string(text) + std::string(text));
                     });
}

class DuckFunction : public testing::Test {
 protected:
  DuckFunction() : connection_(Database::open().value().connect().value()) {}

  void add(const std::string& name, Type result,
           std::function<void(Writer&, std::size_t, std::string_view)> write) {
    ASSERT_TRUE(connection_.add(function_of(name, result, std::move(write))));
  }

  Connection connection_;
};

TEST_F(DuckFunction, GivesEveryType) {
  add("flag", Type::boolean,
      [](Writer& w, std::size_t row, std::string_view) { w.set_boolean(row, true); });
  add("small", Type::integer,
      [](Writer& w, std::size_t row, std::string_view) { w.set_integer(row, -7); });
  add("big", Type::bigint, [](Writer& w, std::size_t row, std::string_view) {
    w.set_bigint(row, std::int64_t{1} << 40U);
  });
  add("half", Type::real,
      [](Writer& w, std::size_t row, std::string_view) { w.set_real(row, 0.5); });
  add("leap_day", Type::date, [](Writer& w, std::size_t row, std::string_view) {
    w.set_date(row, Date::make(2000, 2, 29).value());
  });
  add("id", Type::uuid, [](Writer& w, std::size_t row, std::string_view) {
    w.set_uuid(row, Bits128{0xff, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15});
  });
  ASSERT_TRUE(connection_.add(twice()));
  auto rows =
      connection_
          .query(
              "SELECT flag(t), small(t), big(t), half(t), leap_day(t), id(t)::VARCHAR, twice(t) "
              "FROM (VALUES ('a long text')) v(t)")
          .value();
  const auto chunk = rows.next();
  EXPECT_EQ(chunk->column(0).integer(0), 1);
  EXPECT_EQ(chunk->column(1).integer(0), -7);
  EXPECT_EQ(chunk->column(2).integer(0), std::int64_t{1} << 40U);
  EXPECT_EQ(chunk->column(3).real(0), 0.5);
  EXPECT_EQ(chunk->column(4).date(0).to_text(), "2000-02-29");
  EXPECT_EQ(chunk->column(5).text(0), "ff010203-0405-0607-0809-0a0b0c0d0e0f");
  EXPECT_EQ(chunk->column(6).text(0), "a long texta long text");
}

TEST_F(DuckFunction, SeesAndWritesNulls) {
  Function is_null{"absent", {Type::text}, Type::text, [](const Chunk& arguments, Writer& output) {
                     for (std::size_t row = 0; row < arguments.rows(); ++row) {
                       arguments.column(0).is_null(row) ? output.set_text(row, "was null")
                                                        : output.set_null(row);
                     }
                   }};
  ASSERT_TRUE(connection_.add(std::move(is_null)));
  auto rows = connection_.query("SELECT absent(t) FROM (VALUES (NULL), ('b')) v(t)").value();
  const auto chunk = rows.next();
  EXPECT_EQ(chunk->column(0).text(0), "was null");
  EXPECT_TRUE(chunk->column(0).is_null(1));
}

TEST_F(DuckFunction, RunsOnceForEachRow) {
  std::atomic<int> calls = 0;
  add("counted", Type::integer, [&](Writer& w, std::size_t row, std::string_view text) {
    ++calls;
    w.set_integer(row, static_cast<std::int32_t>(text.size()));
  });
  const auto sum = connection_.query_integer(
      "SELECT sum(counted(CAST(range AS VARCHAR)))::BIGINT FROM range(100000)");
  // One digit ten times, two digits 90 times, ...
  EXPECT_EQ(sum.value(), 10 + 2 * 90 + 3 * 900 + 4 * 9000 + 5 * 90000);
  EXPECT_EQ(calls, 100000);
}

TEST_F(DuckFunction, ANameIsTakenOnce) {
  EXPECT_TRUE(connection_.add(twice()));
  EXPECT_FALSE(connection_.add(twice()));
}

}  // namespace
}  // namespace hdis::duck
