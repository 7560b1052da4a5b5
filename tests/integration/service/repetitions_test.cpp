#include "hdis/service/repetitions.hpp"

#include "hdis/service/internal_outputs.hpp"
#include "hdis/service/people.hpp"

#include "service_fixture.hpp"

namespace hdis::service {
namespace {

using namespace hdis::testing;
using governance::Repeats;
using governance::RequestState;
using governance::Verdict;

class Repetitions : public ServiceTest {
 protected:
  Repetitions() { make_store(); }

  /// An answered request with a standing approval until the end of 2018.
  std::string answered() {
    const auto id = submitted();
    auto ravi = as("ravi");
    must(decide(ravi, id, Verdict::approve, "", {Date::make(2018, 12, 31), Repeats::yes}));
    must(run(id));
    return id;
  }
  std::string against(const std::string& user, const std::string& id) {
    auto session = as(user);
    return rules_against(repeat(session, id));
  }
  std::vector<DueRun> due(const std::string& user = "admin") {
    auto session = as(user);
    return must(run_due(session, {}));
  }
};

TEST_F(Repetitions, AnswerTheSameQuestionForNewData) {
  const auto id = answered();
  EXPECT_EQ(against("asha", id), "repeat.nothing_new");
  EXPECT_TRUE(due().empty());
  take_in(500);
  auto asha = as("asha");
  const auto view = must(repeat(asha, id));
  EXPECT_EQ(view.request.version, 2U);
  EXPECT_EQ(view.request.state, RequestState::approved);
  EXPECT_EQ(view.repeats, 1U);
  EXPECT_EQ(view.checked->data_version, "apc 2017/18 version 2");
  EXPECT_FALSE(view.findings.empty()) << "checked anew";
  EXPECT_TRUE(view.obstacles.empty());
  EXPECT_EQ(last_actions(3), "request.repeated request.checked request.approved");
  const auto result = must(run(id));
  EXPECT_EQ(result.tables.front().provenance().request, id + " v2");
  EXPECT_EQ(must(list_outputs(asha)).size(), 2U) << "the earlier answer stays";
}

TEST_F(Repetitions, AreRunWhenTheyAreDueForAsLongAsTheApprovalHolds) {
  const auto id = answered();
  submitted();
  for (const int delivery : {500, 900}) {
    take_in(delivery);
    const auto runs = due();
    ASSERT_EQ(runs.size(), 1U);
    EXPECT_EQ(runs.front().request, id);
    ASSERT_TRUE(runs.front().result);
    EXPECT_TRUE(runs.front().result->tables.empty()) << "not for an administrator to see";
    EXPECT_TRUE(due().empty()) << "once for each delivery";
  }
  EXPECT_EQ(shown(id).request.version, 3U);
  EXPECT_EQ(shown(id).repeats, 1U);
  take_in(1300);
  clock_.set(*parse_instant("2019-01-01T00:00:00Z"));
  EXPECT_TRUE(due().empty());
  EXPECT_EQ(against("asha", id), "repeat.ended");
}

TEST_F(Repetitions, AreVoidOnceTheTermsAreOthers) {
  const auto id = answered();
  auto admin = as("admin");
  must(add_agreement(admin, agreement_yaml_with("\"1.2\"", "\"1.3\""), "renewal"));
  take_in(500);
  const auto runs = due();
  ASSERT_EQ(runs.size(), 1U);
  EXPECT_FALSE(runs.front().result);
  ASSERT_FALSE(runs.front().reasons.empty());
  EXPECT_EQ(runs.front().reasons.front().rule, "repeat.approval_void");
  EXPECT_EQ(shown(id).request.state, RequestState::produced) << "nothing has changed";
  EXPECT_EQ(last_actions(1), "request.repeat.refused");
}

TEST_F(Repetitions, AreCheckedAnew) {
  const auto id = answered();
  auto admin = as("admin");
  must(end_licence(admin, sample_agreement_stem, "asha"));
  take_in(500);
  EXPECT_EQ(against("admin", id), "person.licence");
  EXPECT_EQ(shown(id).request.version, 1U);
}

/// Between the repetition and its run, everything is asked once more.
TEST_F(Repetitions, MayBecomeVoidBeforeTheyRun) {
  const auto id = answered();
  take_in(500);
  auto asha = as("asha");
  must(repeat(asha, id));
  clock_.set(*parse_instant("2019-01-01T00:00:00Z"));
  EXPECT_EQ(rules_against(run(id)), "repeat.ended");
  EXPECT_EQ(shown(id).obstacles.front().rule, "repeat.ended");
}

/// A repetition that was not run before the next delivery is repeated for that one, and not stuck.
TEST_F(Repetitions, GoOnWhereNewerDataCameFirst) {
  const auto id = answered();
  take_in(500);
  auto asha = as("asha");
  must(repeat(asha, id));
  take_in(900);
  const auto runs = due();
  ASSERT_EQ(runs.size(), 1U);
  ASSERT_TRUE(runs.front().result) << runs.front().reasons.front().message;
  EXPECT_EQ(shown(id).checked->data_version, "apc 2017/18 version 3");
}

TEST_F(Repetitions, EndWithTheReviewerWhoStoodForThem) {
  const auto id = answered();
  take_in(500);
  auto admin = as("admin");
  must(set_user_standing(admin, "ravi", governance::Standing::suspended, {"under review"}));
  EXPECT_EQ(against("asha", id), "repeat.not_approved");
}

TEST_F(Repetitions, NeedAnApprovalThatWasGivenForIt) {
  const auto id = approved();
  must(run(id));
  take_in(500);
  EXPECT_EQ(against("asha", id), "repeat.not_approved");
  EXPECT_TRUE(due().empty());
  EXPECT_EQ(against("bela", id), "person.not_author");
}

TEST_F(Repetitions, EndWithARevision) {
  const auto id = answered();
  auto asha = as("asha");
  must(revise(asha, id, {}));
  take_in(500);
  EXPECT_TRUE(due().empty());
  EXPECT_EQ(against("asha", id), "request.state");
  must(submit(asha, id));
  EXPECT_EQ(shown(id).repeats, 0U);
  EXPECT_EQ(shown(id).request.state, RequestState::checked) << "a person decides";
}

TEST_F(Repetitions, AreOfAnAuthorsOwnRequestsUnlessAnAdministratorRunsThem) {
  answered();
  take_in(500);
  EXPECT_TRUE(due("bela").empty());
  EXPECT_EQ(due("asha").size(), 1U);
}

TEST_F(Repetitions, StandingApprovalsHaveAnEndAndAreApprovals) {
  const auto id = submitted();
  auto ravi = as("ravi");
  const auto past = Date::make(2018, 9, 30);
  EXPECT_EQ(rules_against(decide(ravi, id, Verdict::approve, "", {{}, Repeats::yes})),
            "review.terms");
  EXPECT_EQ(rules_against(decide(ravi, id, Verdict::approve, "", {past, Repeats::no})),
            "review.terms");
  EXPECT_EQ(rules_against(decide(ravi, id, Verdict::reject, "no", {past, Repeats::no})),
            "review.terms");
}

/// An approval with an end is void after it, and the request says so.
TEST_F(Repetitions, AnApprovalMayHoldForATimeOnly) {
  const auto id = submitted();
  auto ravi = as("ravi");
  must(decide(ravi, id, Verdict::approve, "", {Date::make(2018, 10, 31), Repeats::no}));
  clock_.set(*parse_instant("2018-10-31T23:59:59Z"));
  EXPECT_TRUE(shown(id).obstacles.empty());
  clock_.set(*parse_instant("2018-11-01T00:00:00Z"));
  EXPECT_EQ(shown(id).obstacles.front().rule, "authorise.approval_void");
  EXPECT_EQ(rules_against(run(id)), "authorise.approval_void");
}

TEST_F(Repetitions, TheClockSaysWhatWaitsForWhomSinceWhen) {
  const auto waiting = submitted();
  clock_.set(sample_now + std::chrono::hours(24));
  const auto allowed = approved();
  must(run(approved()));
  clock_.set(sample_now + std::chrono::hours(72));
  auto otto = as("otto");
  const auto lines = must(list_waiting_for_anybody(otto));
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].request.id.text(), waiting);
  EXPECT_EQ(lines[0].waiting.whom, governance::WaitsFor::reviewer);
  EXPECT_EQ(lines[0].days, 3);
  EXPECT_EQ(lines[1].request.id.text(), allowed);
  EXPECT_EQ(lines[1].waiting.whom, governance::WaitsFor::author);
  EXPECT_EQ(lines[1].days, 2);
  auto bela = as("bela");
  EXPECT_TRUE(must(list_waiting_for_anybody(bela)).empty()) << "not hers to see";
}

}  // namespace
}  // namespace hdis::service
