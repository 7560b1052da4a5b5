#include "hdis/service/tools.hpp"

#include "hdis/service/people.hpp"
#include "hdis/service/repetitions.hpp"
#include "hdis/service/successions.hpp"

#include "service_fixture.hpp"

#include <algorithm>

namespace hdis::service {
namespace {

using namespace hdis::testing;
using governance::Repeats;
using governance::Verdict;

/// A question of asha with a standing approval and an answer; rita is a recipient of the CCG, uma of a university.
class Tools : public ServiceTest {
 protected:
  Tools() {
    make_store();
    auto admin = as("admin");
    must(add_organisation(admin, "UNI", "A university", "university"));
    must(add_user(admin, {"rita", "Rita", "", "99P", {"recipient"}, {}, {}}));
    must(add_user(admin, {"uma", "Uma", "", "UNI", {"recipient"}, {}, {}}));
    request_ = submitted();
    auto ravi = as("ravi");
    must(decide(ravi, request_, Verdict::approve, "", {Date::make(2018, 12, 31), Repeats::yes}));
    must(run(request_));
  }

  std::string published() {
    auto asha = as("asha");
    const auto line = must(publish_tool(asha, {request_, "Episodes by CCG", "CCG_RESIDENCE"}));
    return line.tool.id.text();
  }
  void sign_up_ccg() {
    auto asha = as("asha");
    must(sign_up(asha, sample_agreement_stem, "99p"));
  }
  Result<std::vector<released::Table>> opened(const std::string& user, const std::string& id,
                                              const std::string& value = "", Use use = Use::view) {
    auto session = as(user);
    return open_tool(session, {id, value, use, "text"});
  }

  std::string request_;
};

TEST_F(Tools, AreOpenedByOrganisationsThatHaveSignedUp) {
  const auto id = published();
  EXPECT_EQ(rules_against(opened("rita", id)), "tool.not_signed_up");
  sign_up_ccg();
  const auto tables = must(opened("rita", id));
  EXPECT_EQ(tables.front().rows().size(), 4U);
  EXPECT_EQ(rules_against(opened("uma", id)), "tool.not_signed_up");
  auto rita = as("rita");
  EXPECT_EQ(must(list_tools(rita)).size(), 1U);
  EXPECT_TRUE(must(list_outputs(rita)).empty()) << "nothing else is theirs";
  auto uma = as("uma");
  EXPECT_TRUE(must(list_tools(uma)).empty());
}

/// Recorded as a look at the answer that was opened, with the tool.
TEST_F(Tools, EveryOpeningIsRecorded) {
  const auto id = published();
  sign_up_ccg();
  must(opened("rita", id, "", Use::download));
  auto otto = as("otto");
  const auto event = must(read_log(otto, {{}, {}, 1})).front();
  EXPECT_EQ(event.action, "output.downloaded");
  EXPECT_EQ(event.actor, "rita");
  EXPECT_THAT(event.details, ::testing::HasSubstr(id));
}

TEST_F(Tools, AreNarrowedToAValueOfTheirParameter) {
  const auto id = published();
  const auto all = must(opened("asha", id));
  const auto narrowed = must(opened("asha", id, "E38000001"));
  ASSERT_EQ(narrowed.size(), 1U);
  ASSERT_EQ(narrowed.front().rows().size(), 1U);
  EXPECT_EQ(narrowed.front().rows().front().keys.front().code, "E38000001");
  EXPECT_NE(std::ranges::find(all.front().rows(), narrowed.front().rows().front()),
            all.front().rows().end())
      << "the row as it was released";
  EXPECT_EQ(narrowed.front().certificate().cells, 1U);
  EXPECT_EQ(narrowed.front().provenance(), all.front().provenance());
  EXPECT_EQ(rules_against(opened("asha", id, "E99999999")), "table.no_rows");
}

TEST_F(Tools, ShowWhatTheLatestDeliveryGave) {
  const auto id = published();
  sign_up_ccg();
  const auto before = must(opened("rita", id)).front().provenance();
  take_in(500);
  auto admin = as("admin");
  ASSERT_TRUE(must(run_due(admin, {})).front().result);
  const auto after = must(opened("rita", id)).front().provenance();
  EXPECT_NE(after.output, before.output);
  EXPECT_EQ(after.data_version, "apc 2017/18 version 2");
}

/// The licensee goes on to ask something else with the request; what others open stays what was published.
TEST_F(Tools, ShowAnswersToTheQuestionThatWasPublishedOnly) {
  const auto id = published();
  sign_up_ccg();
  const auto before = must(opened("rita", id)).front().provenance();
  auto asha = as("asha");
  must(revise(asha, request_,
              {"SELECT SEX, COUNT(*) AS episodes FROM hes.hes_apc_1718 GROUP BY SEX", {}}));
  must(submit(asha, request_));
  auto ravi = as("ravi");
  must(decide(ravi, request_, Verdict::approve, ""));
  must(run(request_));
  EXPECT_EQ(must(opened("rita", id)).front().provenance(), before);
}

TEST_F(Tools, AreNotForOrganisationsThatWentOverIntoOthers) {
  const auto id = published();
  sign_up_ccg();
  must(opened("rita", id));
  auto admin = as("admin");
  must(add_organisation(admin, "15N", "Another CCG", "ccg"));
  must(record_succession(admin, "99P", "15N", "2018-01-01"));
  EXPECT_EQ(rules_against(opened("rita", id)), "tool.not_signed_up");
}

TEST_F(Tools, AreForPermittedKindsOfOrganisation) {
  auto asha = as("asha");
  EXPECT_EQ(rules_against(sign_up(asha, sample_agreement_stem, "UNI")), "sharing.recipient_kind");
  EXPECT_EQ(rules_against(sign_up(asha, sample_agreement_stem, "0CX")),
            "sharing.recipient_kind sharing.licensee");
  sign_up_ccg();
  EXPECT_EQ(sign_up(asha, sample_agreement_stem, "99P").error().code(), ErrorCode::conflict);
  auto otto = as("otto");
  EXPECT_EQ(must(list_sign_ups(otto, sample_agreement_stem)).size(), 1U);
  auto rita = as("rita");
  EXPECT_EQ(rules_against(list_sign_ups(rita, sample_agreement_stem)), "tool.not_licensee");
  EXPECT_FALSE(sign_up(rita, sample_agreement_stem, "99P"));
}

TEST_F(Tools, CloseWhenTheSignUpOrTheAgreementEnds) {
  const auto id = published();
  sign_up_ccg();
  clock_.set(*parse_instant("2019-06-30T23:59:59Z"));
  EXPECT_TRUE(opened("rita", id));
  clock_.set(*parse_instant("2019-07-01T00:00:00Z"));
  EXPECT_EQ(rules_against(opened("rita", id)), "tool.not_signed_up");
  clock_.set(sample_now);
  EXPECT_TRUE(opened("rita", id));
  auto asha = as("asha");
  must(end_sign_up(asha, sample_agreement_stem, "99P"));
  EXPECT_EQ(rules_against(opened("rita", id)), "tool.not_signed_up");
  EXPECT_EQ(end_sign_up(asha, sample_agreement_stem, "99P").error().code(), ErrorCode::not_found);
}

TEST_F(Tools, AreMadeOfReleasedAnswersByWhoMayUseTheAgreement) {
  const auto unanswered = approved();
  auto asha = as("asha");
  EXPECT_EQ(rules_against(publish_tool(asha, {unanswered, "Early", ""})), "tool.no_answer");
  EXPECT_EQ(rules_against(publish_tool(asha, {request_, "By sex", "SEX"})), "table.no_dimension");
  EXPECT_EQ(rules_against(publish_tool(asha, {request_, " ", ""})), "tool.title");
  auto ravi = as("ravi");
  EXPECT_EQ(publish_tool(ravi, {request_, "Mine", ""}).error().code(), ErrorCode::not_permitted);
  const auto plain = must(publish_tool(asha, {request_, "Without", ""})).tool.id.text();
  EXPECT_EQ(rules_against(opened("asha", plain, "E38000001")), "tool.no_parameter");
}

}  // namespace
}  // namespace hdis::service
