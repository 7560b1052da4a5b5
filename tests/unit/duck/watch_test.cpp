#include "hdis/duck/watch.hpp"

#include <gtest/gtest.h>

#include <atomic>

namespace hdis::duck {
namespace {

/// Runs for hours if nobody stops it.
constexpr const char* endless =
    "SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range * b.range % 7 = 3";

class DuckWatch : public testing::Test {
 protected:
  DuckWatch() : connection_(Database::open().value().connect().value()) {}
  Connection connection_;
};

TEST_F(DuckWatch, StopsOnRequest) {
  std::stop_source stop;
  Watch watch(connection_, {.progress = {}, .stop = stop.get_token(), .deadline = {}});
  const std::jthread other([&] { stop.request_stop(); });
  const auto rows = connection_.query(endless);
  ASSERT_FALSE(rows);
  EXPECT_EQ(rows.error().code(), ErrorCode::cancelled);
  EXPECT_EQ(watch.cause(), Watch::Cause::stopped);
}

TEST_F(DuckWatch, ARequestBeforeTheStatementIsNotLost) {
  std::stop_source stop;
  stop.request_stop();
  const Watch watch(connection_, {.progress = {}, .stop = stop.get_token(), .deadline = {}});
  EXPECT_FALSE(connection_.query(endless));
}

TEST_F(DuckWatch, StopsWhenTheTimeIsOver) {
  const Watch watch(connection_,
                    {.progress = {}, .stop = {}, .deadline = std::chrono::steady_clock::now()});
  const auto rows = connection_.query(endless);
  ASSERT_FALSE(rows);
  EXPECT_EQ(rows.error().code(), ErrorCode::cancelled);
  EXPECT_EQ(watch.cause(), Watch::Cause::timed_out);
}

TEST_F(DuckWatch, LeavesTheConnectionUsable) {
  {
    const Watch watch(connection_,
                      {.progress = {}, .stop = {}, .deadline = std::chrono::steady_clock::now()});
    EXPECT_FALSE(connection_.query(endless));
  }
  EXPECT_EQ(connection_.query_integer("SELECT 3").value(), 3);
}

TEST_F(DuckWatch, ReportsRisingProgressUntilStopped) {
  std::stop_source stop;
  std::atomic<double> last = -1;
  std::atomic<int> falls = 0;
  ASSERT_TRUE(connection_.execute("CREATE TABLE t AS SELECT range AS n FROM range(2000000)"));
  const auto progress = [&](double now) {
    if (now < 0 || now > 1 || now <= last) ++falls;
    last = now;
    if (now > 0) stop.request_stop();
  };
  const Watch watch(connection_, {.progress = progress, .stop = stop.get_token(), .deadline = {}});
  EXPECT_FALSE(connection_.query("SELECT count(*) FROM t WHERE list_sum(range(n % 7 + 2000)) = 3"));
  EXPECT_GT(last, 0.0);
  EXPECT_EQ(falls, 0);
}

}  // namespace
}  // namespace hdis::duck
