#include "service_fixture.hpp"

#include <fmt/format.h>

#include <fstream>
#include <map>

namespace hdis::service {
namespace {

using namespace hdis::testing;
using governance::OutputState;
using governance::RequestState;

/// From an approved request to a released table, and everything that can make an approval void.
class Lifecycle : public ServiceTest {
 protected:
  Lifecycle() { make_store(); }
};

TEST_F(Lifecycle, AnApprovedRequestRunsAndIsReleased) {
  const auto id = approved();
  const auto result = must(run(id));
  EXPECT_EQ(result.output.state, OutputState::released);
  ASSERT_EQ(result.tables.size(), 1U);

  // 20, 12, 5 and 3 episodes under HES 2018: rounded to 5, and 1 to 7 suppressed.
  std::map<std::string, std::optional<double>> shown_counts;
  for (const auto& row : result.tables.front().rows()) {
    shown_counts[row.keys.front().code] = row.cells.front().number();
  }
  EXPECT_EQ(shown_counts.at("E38000001"), 20.0);
  EXPECT_EQ(shown_counts.at("E38000002"), 10.0);
  EXPECT_EQ(shown_counts.at("E38000003"), std::nullopt);

  const auto& stamp = result.tables.front().provenance();
  EXPECT_EQ(stamp.output, result.output.id.text());
  EXPECT_EQ(stamp.request, id + " v1");
  EXPECT_EQ(stamp.agreement, "DARS-NIC-99675-X5S7X-v1.2");
  EXPECT_EQ(stamp.policy, "hes-2018 1");
  EXPECT_EQ(stamp.data_version, "apc 2017/18 version 1");
  EXPECT_EQ(stamp.organisation, licensee().name);
  EXPECT_EQ(stamp.query_fingerprint, shown(id).fingerprint.text());
  EXPECT_EQ(stamp.produced_at, sample_now);
  EXPECT_TRUE(stamp.demonstration);
  EXPECT_EQ(shown(id).request.state, RequestState::produced);
  EXPECT_EQ(shown(id).output, result.output.id);
  EXPECT_EQ(last_actions(5),
            "request.started output.produced output.released request.produced output.viewed");
}

TEST_F(Lifecycle, ARequestRunsOnce) {
  const auto id = approved();
  must(run(id));
  EXPECT_EQ(rules_against(run(id)), "request.state");
}

TEST_F(Lifecycle, NothingRunsWithoutADecision) {
  EXPECT_EQ(rules_against(run(submitted())), "request.state");
}

TEST_F(Lifecycle, OnlyTheAuthorAndAdministratorsRunARequest) {
  const auto id = approved();
  RunInput input;
  input.request = id;
  auto bela = as("bela");
  EXPECT_EQ(rules_against(service::run(bela, input)), "person.not_author");
  auto admin = as("admin");
  EXPECT_TRUE(service::run(admin, input));
}

/// Running is not reading: who may not fetch the output is not handed it by the run either, and no view is recorded.
TEST_F(Lifecycle, ARunShowsTheAnswerOnlyToThoseWhoMayReadIt) {
  const auto id = approved();
  RunInput input;
  input.request = id;
  auto admin = as("admin");
  const auto result = must(service::run(admin, input));
  EXPECT_EQ(result.output.state, OutputState::released);
  EXPECT_TRUE(result.tables.empty());
  EXPECT_EQ(rules_against(fetch(admin, result.output.id.text(), Use::view, "text")),
            "output.not_yours");
  EXPECT_EQ(last_actions(2), "request.produced output.view.refused");
  auto asha = as("asha");
  EXPECT_EQ(must(fetch(asha, result.output.id.text(), Use::view, "text")).size(), 1U);
}

/// Who looks at an approved request is told before the run what would stop it.
TEST_F(Lifecycle, AnApprovalThatIsVoidSaysSoWhereverTheRequestIsShown) {
  const auto id = approved();
  EXPECT_TRUE(shown(id).obstacles.empty());
  take_in(500);
  const auto obstacles = shown(id).obstacles;
  ASSERT_FALSE(obstacles.empty());
  EXPECT_EQ(obstacles.front().rule, "authorise.approval_void");
  EXPECT_THAT(obstacles.front().message, ::testing::HasSubstr("data"));
  EXPECT_THAT(obstacles.front().suggestion, ::testing::HasSubstr("revise"));
  auto asha = as("asha");
  must(revise(asha, id, {}));
  EXPECT_TRUE(shown(id).obstacles.empty()) << "a draft has no approval";
}

TEST_F(Lifecycle, NewDataMakeAnApprovalVoid) {
  const auto id = approved();
  take_in(500);
  EXPECT_EQ(rules_against(run(id)), "authorise.approval_void");
  EXPECT_EQ(last_actions(1), "request.run.refused");
}

TEST_F(Lifecycle, AnAmendmentMakesAnApprovalVoid) {
  const auto id = approved();
  auto admin = as("admin");
  must(add_agreement(admin, agreement_yaml_with("\"1.2\"", "\"1.3\""), "renewal"));
  EXPECT_EQ(rules_against(run(id)), "authorise.approval_void");
}

TEST_F(Lifecycle, AChangedPolicyMakesAnApprovalVoid) {
  const auto id = approved();
  std::ofstream(catalogue() / "policies/hes-2018.yaml", std::ios::app) << "# changed\n";
  EXPECT_EQ(rules_against(run(id)), "authorise.approval_void");
}

TEST_F(Lifecycle, AChangedCatalogueMakesAnApprovalVoid) {
  const auto id = approved();
  std::ofstream(catalogue() / "datasets/op.yaml", std::ios::app) << "# changed\n";
  EXPECT_EQ(rules_against(run(id)), "authorise.approval_void");
}

/// Somebody who can write the database replaces the question after it was approved.
TEST_F(Lifecycle, AQueryChangedBehindTheSystemMakesAnApprovalVoid) {
  const auto id = approved();
  tamper(
      "UPDATE request_versions SET query_text = 'SELECT SEX, COUNT(*) FROM hes_apc_1718 GROUP BY "
      "SEX'");
  EXPECT_EQ(rules_against(run(id)), "authorise.approval_void authorise.approval_void");
}

TEST_F(Lifecycle, WhoMayNoLongerAskGetsNoAnswer) {
  const auto id = approved();
  auto admin = as("admin");
  must(end_licence(admin, sample_agreement_stem, "asha"));
  EXPECT_EQ(rules_against(run(id)), "person.licence");
}

TEST_F(Lifecycle, ARunThatFailsCanBeRepeated) {
  const auto id = approved();
  const auto data = layout().data();
  std::filesystem::rename(data / "apc", data / "gone");
  const auto failed = run(id);
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code(), ErrorCode::unavailable);
  EXPECT_EQ(shown(id).request.state, RequestState::failed);

  std::filesystem::rename(data / "gone", data / "apc");
  const auto result = must(run(id));
  EXPECT_EQ(result.output.id.text(), "O-000002") << "the first number was that of the failed run";
  EXPECT_EQ(last_actions(6),
            "request.reinstated request.started output.produced output.released request.produced "
            "output.viewed");
}

/// A file that DuckDB reads without complaint, and that is not the one that was taken in and approved.
TEST_F(Lifecycle, AFileThatWasExchangedIsNotCounted) {
  const auto folder = layout().data() / "apc/1718";
  const auto kept = temporary_.path() / "kept.parquet";
  std::filesystem::copy_file(folder / "1/part-0.parquet", kept);
  take_in(500);
  const auto id = approved();
  const auto original = temporary_.path() / "original.parquet";
  std::filesystem::rename(folder / "2/part-0.parquet", original);
  std::filesystem::copy_file(kept, folder / "2/part-0.parquet");

  const auto failed = run(id);
  EXPECT_EQ(rules_against(failed), "data.changed");
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code(), ErrorCode::corrupt);
  EXPECT_EQ(shown(id).request.state, RequestState::failed);

  std::filesystem::rename(original, folder / "2/part-0.parquet");
  EXPECT_EQ(must(run(id)).tables.size(), 1U);
}

TEST_F(Lifecycle, AnAnswerThatCannotBeProtectedIsWithheld) {
  // More conditions than can be followed together.
  std::string text = "SELECT SEX";
  for (int age = 0; age < 60; ++age) {
    text += fmt::format(", COUNT(CASE WHEN STARTAGE > {0} THEN 1 END) AS over{0}", age);
  }
  auto asking = as("asha");
  const auto id =
      must(draft(asking, {sample_agreement_stem, text + " FROM hes_apc_1718 GROUP BY SEX",
                          sample_purpose_yaml}))
          .request.id.text();
  must(submit(asking, id));
  auto ravi = as("ravi");
  must(decide(ravi, id, governance::Verdict::approve, ""));
  const auto withheld = run(id);
  ASSERT_FALSE(withheld);
  EXPECT_EQ(withheld.error().code(), ErrorCode::withheld);

  auto asha = as("asha");
  const auto outputs = must(list_outputs(asha));
  ASSERT_EQ(outputs.size(), 1U);
  EXPECT_EQ(outputs.front().output.state, OutputState::withheld);
  EXPECT_FALSE(outputs.front().reasons.empty());
  const auto& told = withheld.error().reasons().back();
  EXPECT_EQ(told.rule, "run.withheld");
  EXPECT_THAT(told.message, ::testing::HasSubstr(outputs.front().output.id.text()));
  const auto view = must(show_request(asha, id));
  EXPECT_EQ(view.output_state, OutputState::withheld);
  EXPECT_FALSE(view.output_reasons.empty());
  EXPECT_FALSE(view.output_readable) << "there is nothing to read";
  EXPECT_EQ(fetch(asha, outputs.front().output.id.text(), Use::view, "text").error().code(),
            ErrorCode::withheld);
}

TEST_F(Lifecycle, AReturnedRequestIsRevisedAndGoesThroughAgain) {
  const auto id = submitted();
  auto ravi = as("ravi");
  must(decide(ravi, id, governance::Verdict::send_back, "By sex, please."));
  auto asha = as("asha");
  must(revise(asha, id, {"SELECT SEX, COUNT(*) FROM hes_apc_1718 GROUP BY SEX", {}}));
  must(submit(asha, id));
  must(decide(ravi, id, governance::Verdict::approve, ""));
  const auto result = must(run(id));
  EXPECT_EQ(result.output.request_version, 2U);
  EXPECT_EQ(result.tables.front().provenance().request, id + " v2");
}

}  // namespace
}  // namespace hdis::service
