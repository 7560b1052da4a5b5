#include "hdis/duck/aggregate.hpp"

#include "hdis/duck/database.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <string>

namespace hdis::duck {
namespace {

/// How many states exist: each that is made has to be destroyed.
std::atomic<int> living{0};

/// The longest text, and how many rows were NULL. A state with memory of its own.
struct Longest {
  Longest() { ++living; }
  ~Longest() { --living; }
  Longest(const Longest&) = delete;
  Longest& operator=(const Longest&) = delete;
  std::unique_ptr<std::string> text;
  std::int64_t nulls = 0;
};

class LongestText final : public AggregateOf<Longest> {
 public:
  LongestText() {
    name = "longest_text";
    arguments = {Type::text};
    results = {{"text", Type::text}, {"nulls", Type::bigint}};
  }
  void update(const Chunk& chunk, const States& states) const override {
    for (std::size_t row = 0; row < chunk.rows(); ++row) {
      auto& state = states.at<Longest>(row);
      if (chunk.column(0).is_null(row)) {
        ++state.nulls;
      } else {
        take(state, std::string(chunk.column(0).text(row)));
      }
    }
  }
  void merge(const States& from, const States& into, std::size_t count) const override {
    for (std::size_t row = 0; row < count; ++row) {
      const auto& source = from.at<Longest>(row);
      into.at<Longest>(row).nulls += source.nulls;
      if (source.text) take(into.at<Longest>(row), *source.text);
    }
  }
  void finish(const States& states, std::size_t count, std::size_t first,
              std::vector<Writer>& writers) const override {
    for (std::size_t row = 0; row < count; ++row) {
      const auto& state = states.at<Longest>(row);
      writers[1].set_bigint(first + row, state.nulls);
      if (state.text) {
        writers[0].set_text(first + row, *state.text);
      } else {
        writers[0].set_null(first + row);
      }
    }
  }

 private:
  static void take(Longest& state, std::string text) {
    if (state.text && state.text->size() >= text.size()) return;
    state.text = std::make_unique<std::string>(std::move(text));
  }
};

class RunsOutOfMemory final : public AggregateOf<Longest> {
 public:
  RunsOutOfMemory() {
    name = "runs_out_of_memory";
    arguments = {Type::text};
    results = {{"nothing", Type::bigint}};
  }
  void update(const Chunk&, const States&) const override { throw std::bad_alloc(); }
  void merge(const States&, const States&, std::size_t) const override {}
  void finish(const States&, std::size_t, std::size_t, std::vector<Writer>&) const override {}
};

class AggregateTest : public testing::Test {
 protected:
  AggregateTest() {
    EXPECT_TRUE(connection_.add(std::make_unique<LongestText>()));
    EXPECT_TRUE(connection_.add(std::make_unique<RunsOutOfMemory>()));
  }
  Connection connection_ = *Database::open({{"threads", "2"}})->connect();
};

TEST_F(AggregateTest, SeesNullsAndGivesOneResultForEachGroup) {
  auto rows = connection_.query(
      "SELECT g, (longest_text(t)).text, (longest_text(t)).nulls FROM "
      "(VALUES (1, 'a'), (1, 'bcd'), (1, NULL), (2, NULL)) AS v(g, t) GROUP BY g ORDER BY g");
  ASSERT_TRUE(rows);
  const auto chunk = rows->next();
  ASSERT_TRUE(chunk);
  ASSERT_EQ(chunk->rows(), 2U);
  EXPECT_EQ(chunk->column(1).text(0), "bcd");
  EXPECT_EQ(chunk->column(2).integer(0), 1);
  EXPECT_TRUE(chunk->column(1).is_null(1));
  EXPECT_EQ(chunk->column(2).integer(1), 1);
}

TEST_F(AggregateTest, StatesOfSeveralThreadsAreMergedAndAllDestroyed) {
  {
    auto rows = connection_.query(
        "SELECT count(*) FROM (SELECT i % 1000 AS g, longest_text(repeat('x', CAST(i % 70 AS "
        "INT))) "
        "AS l FROM range(700000) AS r(i) GROUP BY g) WHERE length(l.text) >= 60");
    ASSERT_TRUE(rows);
    EXPECT_EQ(rows->next()->column(0).integer(0), 1000);
  }
  EXPECT_EQ(living.load(), 0);
}

TEST_F(AggregateTest, OfNoRowsHasAResultToo) {
  auto rows = connection_.query("SELECT (longest_text(NULL::VARCHAR)).nulls FROM range(0)");
  ASSERT_TRUE(rows);
  EXPECT_EQ(rows->next()->column(0).integer(0), 0);
}

TEST_F(AggregateTest, LackOfMemoryEndsTheStatementAndNothingElse) {
  const auto rows = connection_.query("SELECT runs_out_of_memory('a')");
  ASSERT_FALSE(rows);
  EXPECT_EQ(rows.error().code(), ErrorCode::unavailable);
  EXPECT_TRUE(connection_.query("SELECT 1"));
  EXPECT_EQ(living.load(), 0);
}

TEST(Select, RunsNothingThatChangesAnything) {
  auto connection = *Database::open()->connect();
  ASSERT_TRUE(connection.execute("CREATE TABLE t AS SELECT 1 AS a"));
  EXPECT_TRUE(connection.select("SELECT a FROM t"));
  for (const char* statement : {"INSERT INTO t VALUES (2)", "DROP TABLE t", "SET threads = 1",
                                "COPY t TO '/dev/null'", "ATTACH ':memory:' AS other"}) {
    const auto rows = connection.select(statement);
    ASSERT_FALSE(rows) << statement;
    EXPECT_EQ(rows.error().reasons().front().rule, "duck.not_permitted") << statement;
  }
}

}  // namespace
}  // namespace hdis::duck
