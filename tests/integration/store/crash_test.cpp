#include "killed_child.hpp"
#include "store_fixture.hpp"

#include <algorithm>
#include <array>

namespace hdis::store {
namespace {

using namespace hdis::testing;
using governance::OutputState;
using governance::RequestAction;
using governance::RequestState;

/// Applies an action to the sample request in a transaction of its own.
Status step(Store& store, RequestAction action) {
  return store.write([&](Writer& writer) -> Status {
    HDIS_TRY(record, writer.request(sample_request().id));
    HDIS_TRY(after, governance::apply(record.request, action));
    const auto before = record.request.revision;
    record.request = after;
    return writer.save(record, before,
                       event("request." + std::string(past_tense(action)), after.subject()));
  });
}

Status start(Store& store) {
  HDIS_CHECK(step(store, RequestAction::start));
  return store.write([](Writer& writer) -> Status {
    HDIS_TRY(id, writer.begin_run(sample_request(), sample_now));
    return writer.record(event("run.begun", id.text()));
  });
}

Status release(Store& store) {
  return store.write([](Writer& writer) -> Status {
    HDIS_TRY(id, writer.latest_run(sample_request().id, 1));
    OutputRecord output{
        {*id, sample_request().id, 1, OutputState::produced}, "DARS v1.2", {}, sample_now};
    HDIS_CHECK(writer.add(output, event("output.produced")));
    output.output.state = OutputState::released;
    HDIS_CHECK(writer.save(output, OutputState::produced, {{"table", digest_of("table")}},
                           event("output.released")));
    HDIS_TRY(record, writer.request(sample_request().id));
    const auto before = record.request.revision;
    HDIS_TRY(after, governance::apply(record.request, RequestAction::finish));
    record.request = after;
    return writer.save(record, before, event("request.produced"));
  });
}

/// A request from draft to release. After each step it is acknowledged with the letter of `states_after`.
void live(Store& store, const std::function<void(char)>& acknowledge) {
  const auto done = [&](const Status& status, char letter) {
    HDIS_ASSERT(status);
    acknowledge(letter);
  };
  done(store.write([](Writer& w) { return w.add(sample_record(), event("request.drafted")); }),
       'd');
  done(step(store, RequestAction::submit), 's');
  done(step(store, RequestAction::check), 'c');
  done(step(store, RequestAction::approve), 'a');
  done(start(store), 'r');
  done(release(store), 'p');
}

/// How far a request is, as a number.
int progress(RequestState state) {
  constexpr std::array order{RequestState::draft,   RequestState::submitted,
                             RequestState::checked, RequestState::approved,
                             RequestState::running, RequestState::produced};
  return static_cast<int>(std::ranges::find(order, state) - order.begin());
}

/// Killed before any of its statements, the process loses nothing that it acknowledged, keeps the log whole, and leaves at most one
/// output; and whoever comes next can go on.
TEST_F(StoreTest, SurvivesAKillBeforeEveryStatement) {
  constexpr int more_than_there_are = 1000;
  int kills = 0;
  for (int last = 0; last < more_than_there_are; ++last) {
    SCOPED_TRACE(last);
    backend_->clear();
    make_sample().reset();

    const auto child = run_in_child([&](const std::function<void(char)>& acknowledge) {
      int statements = 0;
      const auto store = open(OpenMode::existing, {[&] {
                                if (statements++ == last) kill_self();
                              }});
      live(*store, acknowledge);
    });

    const auto store = open();
    ASSERT_EQ(broken_rule(*store), "");
    ASSERT_TRUE(store->check_integrity());
    const auto outputs = store->reader().outputs();
    ASSERT_TRUE(outputs);
    const auto request = store->reader().request(sample_request().id);
    if (child.said.empty()) continue;

    ASSERT_TRUE(request);
    const auto acknowledged = static_cast<int>(child.said.size()) - 1;
    EXPECT_GE(progress(request->request.state), acknowledged);
    EXPECT_LE(progress(request->request.state), acknowledged + 1);
    EXPECT_EQ(outputs->size(), request->request.state == RequestState::produced ? 1U : 0U);
    if (!child.killed) {
      EXPECT_EQ(child.said, "dscarp");
      kills = last;
      break;
    }
  }
  EXPECT_GT(kills, 50);
}

}  // namespace
}  // namespace hdis::store
