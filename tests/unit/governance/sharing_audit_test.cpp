#include "hdis/governance/sharing_audit.hpp"

#include "governance_samples.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace hdis::governance {
namespace {

using namespace testing;

AuditWords sample_words() {
  const auto words = parse_audit_words(
      "version: \"9\"\nscopes: [{id: s, title: S}]\nclasses: [{id: agreement_nonconformity, title: "
      "A}, "
      "{id: observation, title: O}]\nratings: [{id: high, title: H}, {id: low, title: L}]\n");
  HDIS_ASSERT(words);
  return *words;
}

SharingAudit sample_audit() {
  SharingAudit audit;
  audit.id = "A-000001";
  audit.agreement = "DARS-1-v1.0";
  audit.organisation = "0CX";
  audit.scope = {"s"};
  audit.occasion = "routine";
  audit.opened_at = sample_now;
  return audit;
}

AuditFinding finding(const std::string& kind) { return {kind, "high", "text", "evidence", {}}; }

AuditAction action() {
  AuditAction action;
  action.what = "mend it";
  action.owner = "head";
  action.due = date_of(sample_now);
  return action;
}

SharingAudit reported() {
  auto audit = *add_finding(sample_audit(), finding("agreement_nonconformity"), sample_words());
  audit = *add_action(audit, 1, action(), date_of(sample_now));
  return *report(audit, "high", "conclusion", sample_words());
}

TEST(SharingAudit, IsReadAsItWasWritten) {
  auto audit = *close_action(reported(), 1, 1, "seen \"there\"", "otto", sample_now);
  audit = *close_audit(audit, "review", "low", sample_words(), sample_now);
  const auto written = to_document(audit);
  const auto read = parse_audit(written);
  ASSERT_TRUE(read) << read.error().to_text();
  EXPECT_EQ(to_document(*read), written);
  EXPECT_EQ(read->state, AuditState::closed);
  EXPECT_EQ(read->findings.at(0).actions.at(0).evidence, "seen \"there\"");
  EXPECT_EQ(read->closed_at, sample_now);
}

TEST(SharingAudit, DoesNotReadWhatItDidNotWrite) {
  auto text = to_document(reported());
  text.replace(text.find("reported"), 8, "forgiven");
  for (const auto& wrong : {std::string("[]"), std::string("nonsense"), text}) {
    EXPECT_EQ(rules_of(parse_audit(wrong).error()), "audit.unreadable") << wrong;
  }
}

TEST(SharingAudit, NeedsAnActionForEachNonconformityAndNotForAnObservation) {
  auto audit = *add_finding(sample_audit(), finding("agreement_nonconformity"), sample_words());
  EXPECT_EQ(rules_of(report(audit, "high", "c", sample_words()).error()), "audit.no_action");
  audit = *add_finding(sample_audit(), finding("observation"), sample_words());
  EXPECT_TRUE(report(audit, "low", "c", sample_words()));
}

TEST(SharingAudit, ClosesOnlyWhenEveryActionIsDone) {
  const auto audit = reported();
  EXPECT_EQ(open_actions(audit).size(), 1U);
  EXPECT_EQ(rules_of(close_audit(audit, "r", "low", sample_words(), sample_now).error()),
            "audit.actions_open");
  EXPECT_EQ(rules_of(close_action(audit, 1, 2, "e", "otto", sample_now).error()), "audit.number");
  EXPECT_EQ(rules_of(close_action(audit, 2, 1, "e", "otto", sample_now).error()), "audit.number");
  EXPECT_EQ(rules_of(close_action(audit, 1, 1, " ", "otto", sample_now).error()), "audit.text");
  const auto done = close_action(audit, 1, 1, "e", "otto", sample_now);
  ASSERT_TRUE(done);
  EXPECT_TRUE(open_actions(*done).empty());
  const auto closed = close_audit(*done, "r", "low", sample_words(), sample_now);
  ASSERT_TRUE(closed);
  EXPECT_EQ(rules_of(add_action(*closed, 1, action(), date_of(sample_now)).error()), "audit.state");
}

TEST(SharingAudit, TellsEveryDefectOfAStep) {
  EXPECT_EQ(
      rules_of(add_finding(sample_audit(), {"gossip", "huge", "", "\x1B[2J", {}}, sample_words())
                   .error()),
      "audit.word audit.word audit.text audit.text");
  auto audit = sample_audit();
  audit.scope = {"weather"};
  audit.occasion = "";
  EXPECT_EQ(rules_of(check_scope(audit, sample_words()).error()), "audit.word audit.text");
}

TEST(AuditWords, OfTheProductAreThoseOfPublishedReports) {
  std::ifstream file(std::string(HDIS_SOURCE_DIR) + "/catalogue/audits/audits.yaml");
  std::ostringstream text;
  text << file.rdbuf();
  const auto words = parse_audit_words(text.str());
  ASSERT_TRUE(words) << words.error().to_text();
  EXPECT_EQ(list_ids(words->classes),
            "agreement_nonconformity, organisation_nonconformity, observation, "
            "opportunity_for_improvement, point_for_follow_up");
  EXPECT_EQ(list_ids(words->ratings), "critical, high, medium, low");
}

}  // namespace
}  // namespace hdis::governance
