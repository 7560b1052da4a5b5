#include "hdis/service/evidence_bundle.hpp"
#include "hdis/service/people.hpp"
#include "hdis/service/request_comparison.hpp"
#include "hdis/service/use_review.hpp"

#include "service_fixture.hpp"

namespace hdis::service {
namespace {

using namespace hdis::testing;
using governance::LineFate;
using governance::RequestState;
using governance::Verdict;

/// Two reviewers are needed. ravi and rosa review; rex reviews and audits.
class BlindReviewers : public ServiceTest {
 protected:
  BlindReviewers() {
    make_store();
    auto admin = as("admin");
    auto text = agreement_yaml_with("\"1.2\"", "\"1.3\"");
    text.replace(text.find("reviewers: 1"), 12, "reviewers: 2");
    must(add_agreement(admin, text, "renewal"));
    must(add_user(admin, {"rex", "Rex", "", "X26", {"reviewer", "auditor"}, {}, {}}));
  }

  void decide_as(const std::string& who, const std::string& id, Verdict verdict,
                 const std::string& reason = "") {
    auto session = as(who);
    must(decide(session, id, verdict, reason));
  }
  RequestView view_as(const std::string& who, const std::string& id) {
    auto session = as(who);
    return must(show_request(session, id));
  }
  std::string log_refused_to(const std::string& who, std::optional<std::string> subject) {
    auto session = as(who);
    return rules_against(read_log(session, {std::move(subject), {}, 100}));
  }
};

TEST_F(BlindReviewers, LearnNothingOfOneAnotherUntilBothHaveDecided) {
  const auto id = submitted();
  const auto before = view_as("rosa", id);
  decide_as("ravi", id, Verdict::approve, "Within the SLA");
  const auto after = view_as("rosa", id);
  EXPECT_EQ(after.request, before.request);
  EXPECT_EQ(after.changed_at, before.changed_at);
  EXPECT_TRUE(after.decisions.empty());
  auto rosa = as("rosa");
  EXPECT_TRUE(must(review(rosa, id)).decisions.empty());
  EXPECT_EQ(must(list_waiting(rosa)).size(), 1U);
  EXPECT_TRUE(view_as("asha", id).decisions.empty()) << "the author could pass it on";
  EXPECT_EQ(view_as("ravi", id).decisions.size(), 1U) << "their own";
  EXPECT_EQ(view_as("otto", id).decisions.size(), 1U) << "an auditor who does not review";

  decide_as("rosa", id, Verdict::approve);
  for (const auto* who : {"ravi", "rosa", "asha"}) {
    EXPECT_EQ(view_as(who, id).decisions.size(), 2U) << who;
  }
}

TEST_F(BlindReviewers, AreNotToldByTheLogEither) {
  EXPECT_EQ(log_refused_to("rex", {}), "");
  const auto id = submitted();
  // Whether or not somebody has decided: the refusal tells nothing.
  EXPECT_EQ(log_refused_to("rex", {}), "audit.blind");
  decide_as("ravi", id, Verdict::approve);
  for (const auto& subject :
       {std::optional<std::string>(), std::optional(id), std::optional(id + " v1")}) {
    EXPECT_EQ(log_refused_to("rex", subject), "audit.blind");
    EXPECT_EQ(log_refused_to("otto", subject), "");
  }
  EXPECT_EQ(log_refused_to("rex", "asha"), "") << "what is about something else";
  decide_as("rosa", id, Verdict::approve);
  EXPECT_EQ(log_refused_to("rex", id), "");
}

TEST_F(BlindReviewers, AreNotToldByPacksAndBundlesEither) {
  const auto id = submitted();
  decide_as("ravi", id, governance::Verdict::approve);
  auto rex = as("rex");
  EXPECT_EQ(rules_against(review_use(rex, sample_agreement_stem, "", "")), "audit.blind");
  EXPECT_EQ(rules_against(export_bundle(rex, sample_agreement_stem, temporary_.path() / "bundle")),
            "audit.blind");
  auto otto = as("otto");
  EXPECT_TRUE(review_use(otto, sample_agreement_stem, "", "")) << "who does not review may audit";
}

TEST_F(BlindReviewers, AreNotAskedAgain) {
  const auto id = submitted();
  decide_as("ravi", id, Verdict::approve);
  auto ravi = as("ravi");
  EXPECT_TRUE(must(list_waiting(ravi)).empty());
  take_in(500);  // What he approved is there no more.
  auto rosa = as("rosa");
  must(review(rosa, id));
  EXPECT_EQ(must(list_waiting(ravi)).size(), 1U);
}

TEST_F(BlindReviewers, TalkToTheAuthorAndNotToOneAnother) {
  const auto id = submitted();
  auto ravi = as("ravi");
  must(comment(ravi, id, "Which CCGs are compared?"));
  auto asha = as("asha");
  EXPECT_EQ(must(comment(asha, id, "The similar ten.")).comments.size(), 2U);
  const auto told = view_as("rosa", id).comments;
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told.front().text, "The similar ten.");
  auto bela = as("bela");
  EXPECT_EQ(rules_against(comment(bela, id, "Me too.")), "comment.not_yours");
  EXPECT_EQ(last_actions(3), "request.commented request.commented request.comment.refused");
}

TEST_F(BlindReviewers, SeeWhatChangedSinceTheVersionDecidedOn) {
  const auto id = submitted();
  auto asha = as("asha");
  EXPECT_EQ(rules_against(compare_versions(asha, {id, {}, {}})), "request.versions");
  decide_as("ravi", id, Verdict::send_back, "Say where they live.");
  RevisionInput input;
  input.query_text =
      "SELECT CCG_RESIDENCE, COUNT(*) AS admissions\nFROM hes.hes_apc_1718 GROUP BY CCG_RESIDENCE";
  must(revise(asha, id, input));
  must(submit(asha, id));
  must(withdraw(asha, id));  // Version 3, like version 2, which nobody decided on.

  auto rosa = as("rosa");
  const auto found = must(compare_versions(rosa, {id, {}, {}}));
  EXPECT_EQ(found.from, 1U);
  EXPECT_EQ(found.to, 3U);
  EXPECT_EQ(found.decided, "return by ravi: Say where they live.");
  ASSERT_EQ(found.query.size(), 3U);
  EXPECT_EQ(found.query.front().fate, LineFate::removed);
  EXPECT_EQ(found.query.front().text, sample_question);
  EXPECT_EQ(found.purpose.size(), 5U);
  for (const auto& line : found.purpose) EXPECT_EQ(line.fate, LineFate::kept);
  EXPECT_FALSE(found.computed_now.empty());

  EXPECT_TRUE(must(compare_versions(rosa, {id, 2, 3})).computes_the_same);
  EXPECT_EQ(rules_against(compare_versions(rosa, {id, 3, 3})), "request.versions");
  EXPECT_EQ(rules_against(compare_versions(rosa, {id, 0, 2})), "request.versions");
  EXPECT_EQ(rules_against(compare_versions(rosa, {id, 1, 4})), "request.versions");
  auto bela = as("bela");
  EXPECT_EQ(rules_against(compare_versions(bela, {id, {}, {}})), "request.not_yours");
}

}  // namespace
}  // namespace hdis::service
