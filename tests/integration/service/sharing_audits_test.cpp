#include "hdis/service/sharing_audits.hpp"

#include "hdis/core/sha256.hpp"
#include "hdis/core/signature.hpp"
#include "hdis/service/evidence_bundle.hpp"
#include "hdis/service/monitoring.hpp"
#include "hdis/service/obligations.hpp"
#include "hdis/service/use_review.hpp"

#include "service_fixture.hpp"

#include <sstream>

namespace hdis::service {
namespace {

using namespace hdis::testing;
using governance::AuditState;
using governance::SharingAudit;
using ::testing::HasSubstr;

class SharingAudits : public ServiceTest {
 protected:
  SharingAudits() {
    make_store();
    for (const auto* folder : {"audits", "monitoring"}) {
      std::filesystem::copy(std::filesystem::path(HDIS_SOURCE_DIR) / "catalogue" / folder,
                            catalogue() / folder);
    }
  }

  static governance::AuditFinding finding(const std::string& kind, const std::string& risk) {
    return {kind, risk, "Outputs lie on a shared drive", "seen on 14 December", {}};
  }

  SharingAudit opened() {
    auto otto = as("otto");
    return must(open_audit(otto, {sample_agreement_stem, {"data_use"}, "routine"}));
  }

  static std::string text_of(const std::filesystem::path& file) {
    std::ifstream stream(file);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
  }
};

TEST_F(SharingAudits, RunFromScopeToPostAuditReview) {
  const auto id = opened().id;
  EXPECT_EQ(id, "A-000001");
  auto otto = as("otto");
  must(add_audit_finding(otto, id, finding("agreement_nonconformity", "high")));
  must(add_audit_finding(otto, id, finding("observation", "low")));
  EXPECT_EQ(rules_against(report_audit(otto, id, "medium", "One nonconformity")),
            "audit.no_action");
  must(add_audit_action(otto, id, {1, "Close the drive", "Head of analysis", "2018-12-01"}));
  const auto reported = must(report_audit(otto, id, "medium", "One nonconformity"));
  EXPECT_EQ(reported.state, AuditState::reported);
  EXPECT_EQ(open_actions(reported).size(), 1U);
  EXPECT_EQ(rules_against(add_audit_finding(otto, id, finding("observation", "low"))),
            "audit.state");
  EXPECT_EQ(rules_against(review_audit(otto, id, "Seen", "low")), "audit.actions_open");

  must(close_audit_action(otto, id, {1, 1, "The drive is gone, 3 November"}));
  EXPECT_EQ(rules_against(close_audit_action(otto, id, {1, 1, "again"})), "audit.action_closed");
  const auto closed = must(review_audit(otto, id, "All actions seen done", "low"));
  EXPECT_EQ(closed.state, AuditState::closed);
  EXPECT_EQ(closed.findings[0].actions[0].closed_by, "otto");
  EXPECT_EQ(last_actions(3), "audit.evidence audit.evidence.refused audit.closed");
}

TEST_F(SharingAudits, UseTheWordsOfTheCatalogue) {
  auto otto = as("otto");
  EXPECT_EQ(rules_against(open_audit(otto, {sample_agreement_stem, {"weather"}, "routine"})),
            "audit.word");
  EXPECT_EQ(rules_against(open_audit(otto, {sample_agreement_stem, {}, ""})),
            "audit.scope audit.text");
  const auto id = opened().id;
  EXPECT_EQ(rules_against(add_audit_finding(otto, id, finding("gossip", "huge"))),
            "audit.word audit.word");
  EXPECT_EQ(rules_against(add_audit_action(otto, id, {3, "a", "b", "2018-12-01"})), "audit.number");
  must(add_audit_finding(otto, id, finding("observation", "low")));
  EXPECT_EQ(rules_against(add_audit_action(otto, id, {1, "a", "b", "2018-09-30"})), "audit.past");
  EXPECT_EQ(rules_against(add_audit_action(otto, id, {1, "a", "b", "soon"})), "audit.date");
}

TEST_F(SharingAudits, AreConductedByTheCustodianAndSeenByTheLicenseeOnceReported) {
  auto asha = as("asha");
  EXPECT_EQ(rules_against(open_audit(asha, {sample_agreement_stem, {"data_use"}, "routine"})),
            "person.role");
  const auto id = opened().id;
  EXPECT_TRUE(must(list_audits(asha, "")).empty());
  EXPECT_EQ(rules_against(show_audit(asha, id)), "audit.not_yours");
  auto admin = as("admin");
  must(report_audit(admin, id, "low", "Nothing was found"));
  EXPECT_EQ(must(show_audit(asha, id)).conclusion, "Nothing was found");
  EXPECT_EQ(rules_against(report_audit(asha, id, "low", "x")), "person.role");
}

TEST_F(SharingAudits, TheReviewOfUseHoldsWhatIsOnRecord) {
  const auto output = must(run(approved())).output.id.text();
  auto asha = as("asha");
  must(fetch(asha, output, Use::download, "csv"));
  must(share_output(asha, output, "99P"));
  EXPECT_FALSE(share_output(asha, output, "99P"));
  auto admin = as("admin");
  must(set_user_standing(admin, "bela", governance::Standing::suspended, {"Under | review"}));
  const auto id = opened().id;
  const auto review = must(review_use(admin, sample_agreement_stem, "2018-04-01", "2019-03-31"));
  EXPECT_EQ(review.organisation, "0CX");
  EXPECT_EQ(review.versions, (std::vector<std::string>{"v1.2: 2017-09-01 to 2019-06-30"}));
  EXPECT_EQ(review.use.at(governance::Counted::downloads), 1U);
  EXPECT_EQ(review.requests, (std::map<std::string, std::uint64_t>{{"produced", 1}}));
  EXPECT_EQ(review.work_areas, (std::map<std::string, std::uint64_t>{{"rightcare", 1}}));
  EXPECT_EQ(review.refusals, (std::map<std::string, std::uint64_t>{{"sharing.repeated", 1}}));
  ASSERT_EQ(review.people.size(), 2U);
  EXPECT_EQ(review.people[0].id, "asha");
  EXPECT_TRUE(review.people[0].against.empty());
  EXPECT_THAT(review.people[1].against, ::testing::Contains("person.suspended"));
  ASSERT_EQ(review.outputs.size(), 1U);
  EXPECT_EQ(review.outputs[0].shared_with, (std::vector<std::string>{"99P"}));
  ASSERT_EQ(review.standing_changes.size(), 1U);
  ASSERT_EQ(review.audits.size(), 1U);

  const auto text = to_markdown(review);
  for (const auto& part : {sample_agreement_stem, output, id, std::string("Under \\| review")}) {
    EXPECT_THAT(text, HasSubstr(part));
  }
  EXPECT_EQ(rules_against(review_use(asha, sample_agreement_stem, "", "")), "person.role");
  EXPECT_EQ(rules_against(review_use(admin, sample_agreement_stem, "2019-01-01", "2018-01-01")),
            "review.date");
}

TEST_F(SharingAudits, AnActionThatIsOverdueIsSaidToBe) {
  const auto id = opened().id;
  auto otto = as("otto");
  must(add_audit_finding(otto, id, finding("observation", "low")));
  must(add_audit_action(otto, id, {1, "Close the drive", "Head", "2018-12-01"}));
  const auto text = [&](const std::string& until) {
    return to_markdown(must(review_use(otto, sample_agreement_stem, "2018-01-01", until)));
  };
  EXPECT_THAT(text("2018-12-01"), HasSubstr("- open, due 2018-12-01: Close the drive"));
  EXPECT_THAT(text("2018-12-02"), HasSubstr("- **overdue**, due 2018-12-01: Close the drive"));
}

TEST_F(SharingAudits, WhatIsBesideThePeriodIsNotInTheReview) {
  must(run(approved()));
  auto admin = as("admin");
  const auto outputs = [&](const std::string& from) {
    return must(review_use(admin, sample_agreement_stem, from, "2019-03-31")).outputs.size();
  };
  EXPECT_EQ(outputs("2018-10-01"), 1U);
  EXPECT_EQ(outputs("2018-10-02"), 0U);
}

TEST_F(SharingAudits, ABundleIsWholeAndSigned) {
  must(run(approved()));
  opened();
  auto otto = as("otto");
  const auto folder = temporary_.path() / "evidence";
  const auto report = must(export_bundle(otto, sample_agreement_stem, folder));
  const auto sums = text_of(folder / "SHA256SUMS");
  EXPECT_EQ(sha256_of(sums), report.checksum);
  std::uint64_t files = 0;
  std::istringstream lines(sums);
  for (std::string line; std::getline(lines, line); ++files) {
    EXPECT_EQ(sha256_of(text_of(folder / line.substr(66))), line.substr(0, 64)) << line;
  }
  EXPECT_EQ(files, report.files);
  std::string signature;
  for (const char letter : text_of(folder / "SHA256SUMS.sig")) {
    const auto byte = static_cast<unsigned char>(letter);
    constexpr std::string_view digits = "0123456789abcdef";
    signature += digits[byte >> 4U];
    signature += digits[byte & 15U];
  }
  EXPECT_TRUE(is_signed(sums, signature, report.public_key));
  EXPECT_EQ(text_of(folder / "agreement/v1.2.yaml"), sample_agreement_yaml);
  EXPECT_THAT(text_of(folder / "log.jsonl"), HasSubstr("audit.bundle_exported"));
  EXPECT_THAT(text_of(folder / "outputs.jsonl"), ::testing::Not(HasSubstr("E38000001")))
      << "no table is in it";
  EXPECT_EQ(rules_against(export_bundle(otto, sample_agreement_stem, folder)),
            "store.folder_in_use");
  EXPECT_EQ(rules_against(export_bundle(otto, "DARS-NIC-1-AAAAA", temporary_.path() / "none")),
            "store.no_agreement");
  auto asha = as("asha");
  EXPECT_EQ(rules_against(export_bundle(asha, sample_agreement_stem, temporary_.path() / "none")),
            "person.role");
}

TEST_F(SharingAudits, AChangeBesideTheLogIsFound) {
  must(run(approved()));
  opened();
  auto otto = as("otto");
  const auto verified = must(verify_log(otto, {}));
  EXPECT_EQ(verified.agreements, 1U);
  EXPECT_EQ(verified.tables, 1U);
  EXPECT_EQ(verified.oversight, 1U);
}

}  // namespace
}  // namespace hdis::service
