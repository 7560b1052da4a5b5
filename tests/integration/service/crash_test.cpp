#include "killed_child.hpp"
#include "service_fixture.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <random>
#include <thread>

namespace hdis::service {
namespace {

using namespace hdis::testing;
using governance::RequestState;

/// A run that is killed, at every statement of the database and at random times in between, and what is found afterwards.
class Crash : public ServiceTest {
 protected:
  Crash() { make_store(); }

  /// Runs `id` in a child process that ends before the statement number `last`. It acknowledges a release with "r".
  Child run_and_kill(const std::string& id, int last) {
    return run_in_child([&](const std::function<void(char)>& acknowledge) {
      int statements = 0;
      auto session = as("asha", [&] {
        if (statements++ == last) kill_self();
      });
      RunInput input;
      input.request = id;
      if (service::run(session, input)) acknowledge('r');
    });
  }

  /// The log is whole; there is at most one output; one that was acknowledged is there; and the request can be brought to its end.
  void check_afterwards(const std::string& id, bool acknowledged) {
    auto otto = as("otto");
    ASSERT_TRUE(verify_log(otto, {}));
    const auto before = shown(id);
    const bool released = before.request.state == RequestState::produced;
    if (acknowledged) {
      ASSERT_TRUE(released);
    }
    ASSERT_EQ(must(list_outputs(otto)).size() - finished_, released ? 1U : 0U);
    ASSERT_EQ(before.output.has_value(), released);
    if (!released) must(run(id));
    ASSERT_EQ(must(list_outputs(otto)).size(), ++finished_);
    ASSERT_EQ(rules_against(run(id)), "request.state") << "released once, never again";
  }

  std::size_t finished_ = 0;
};

TEST_F(Crash, BeforeEveryStatementOfARun) {
  constexpr int more_than_there_are = 200;
  for (int last = 0; last < more_than_there_are; ++last) {
    SCOPED_TRACE(last);
    const auto id = approved();
    const auto child = run_and_kill(id, last);
    check_afterwards(id, child.said == "r");
    if (HasFatalFailure()) return;
    if (!child.killed) {
      EXPECT_EQ(child.said, "r");
      EXPECT_GT(last, 20);
      return;
    }
  }
  FAIL() << "the run never came to its end";
}

/// From outside, whatever the process is doing then: reading files, counting, writing.
TEST_F(Crash, AtRandomTimes) {
  std::mt19937 random(20180913);
  std::uniform_int_distribution<int> microseconds(0, 120'000);
  for (int i = 0; i < 12; ++i) {
    SCOPED_TRACE(i);
    const auto id = approved();
    const auto wait = std::chrono::microseconds(microseconds(random));
    const auto child = run_in_child([&](const std::function<void(char)>& acknowledge) {
      std::thread([wait] {
        std::this_thread::sleep_for(wait);
        kill_self();
      }).detach();
      auto session = as("asha");
      RunInput input;
      input.request = id;
      if (service::run(session, input)) acknowledge('r');
    });
    check_afterwards(id, child.said == "r");
    if (HasFatalFailure()) return;
  }
}

TEST_F(Crash, ARunThatNobodyRunsIsMarkedAsFailedByWhoeverComesNext) {
  const auto id = approved();
  // The request's start is committed by the tenth statement or so; find a kill that leaves it running.
  for (int last = 5; last < 60; ++last) {
    run_and_kill(id, last);
    auto session = as("otto");
    const auto state = must(show_request(session, id)).request.state;
    if (state == RequestState::approved) continue;
    ASSERT_EQ(state, RequestState::failed);
    EXPECT_EQ(last_actions(1), "request.failed");
    return;
  }
  FAIL() << "no kill left the request running";
}

/// While one process runs a request, another is told so.
TEST_F(Crash, ARequestIsRunByOneProcessAtATime) {
  const auto id = approved();
  const auto lock = ::open((layout().locks() / (id + ".lock")).c_str(), O_CREAT | O_RDWR, 0600);
  ASSERT_EQ(::flock(lock, LOCK_EX), 0);
  EXPECT_EQ(rules_against(run(id)), "run.running");
  ::close(lock);
  EXPECT_TRUE(run(id));
}

}  // namespace
}  // namespace hdis::service
