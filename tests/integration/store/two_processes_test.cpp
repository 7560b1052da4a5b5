#include "store_fixture.hpp"

#include <sys/wait.h>
#include <unistd.h>

namespace hdis::store {
namespace {

using namespace hdis::testing;

using TwoProcesses = StoreTest;

/// Writes `most` events, each in a transaction that first reads how many there are, and says so.
void write_events(Store& store, const std::string& who, int most) {
  for (int i = 0; i < most; ++i) {
    HDIS_ASSERT(store.write([&](Writer& writer) -> Status {
      HDIS_TRY(last, writer.last_event());
      return writer.record(event("test." + who, std::to_string(last)));
    }));
  }
}

/// Whatever two processes write at once, the chain has no gap and no fork, and each saw what the other had written before.
TEST_F(TwoProcesses, WriteOneChain) {
  constexpr int each = 60;
  make_sample().reset();
  const auto child = ::fork();  // While no store is open here: SQLite does not cross a fork.
  ASSERT_GE(child, 0);
  if (child == 0) {
    write_events(*open(), "child", each);
    ::_exit(0);
  }
  const auto store = open();
  write_events(*store, "parent", each);
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);

  EXPECT_EQ(broken_rule(*store), "");
  const auto events = *store->reader().events(6, 1000);
  ASSERT_EQ(events.size(), 2U * each);
  for (const auto& one : events) EXPECT_EQ(one.subject, std::to_string(one.sequence - 1));
}

/// Two that give the last licence away at once: whoever comes second sees the first one's.
TEST_F(TwoProcesses, SeeEachOthersChangesWithinATransaction) {
  const auto first = make_sample();
  const auto second = open();
  ASSERT_TRUE(first->write(
      [](Writer& w) { return w.grant_licence("DARS", analyst().id, event("licence.granted")); }));
  ASSERT_TRUE(second->write([](Writer& w) -> Status {
    EXPECT_EQ(w.licensed("DARS")->size(), 1U);
    return {};
  }));
}

}  // namespace
}  // namespace hdis::store
