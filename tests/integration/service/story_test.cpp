#include "hdis/core/text.hpp"
#include "hdis/service/monitoring.hpp"
#include "hdis/service/obligations.hpp"
#include "hdis/service/people.hpp"
#include "hdis/service/sharing_audits.hpp"
#include "hdis/service/use_review.hpp"

#include "service_fixture.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <sstream>

namespace hdis::service {
namespace {

using namespace hdis::testing;
using governance::Standing;
using governance::Urgency;

const std::string question =
    "SELECT CCG_RESIDENCE, COUNT(*) AS episodes FROM hes.hes_apc_1516 GROUP BY CCG_RESIDENCE";
const std::string page = "docs/story.md";

/// The sample agreement in another version.
std::string agreement_text(const std::string& version, const std::string& starts,
                           const std::string& ends, const std::string& recipients) {
  auto text = sample_agreement_yaml;
  const auto put = [&](const std::string& from, const std::string& to) {
    text.replace(text.find(from), from.size(), to);
  };
  put("version: \"1.2\"", "version: \"" + version + "\"");
  put("starts: 2017-09-01", "starts: " + starts);
  put("ends: 2019-06-30", "ends: " + ends);
  put("recipients: [ccg, nhs_trust]", "recipients: [" + recipients + "]");
  put("small_numbers: forbidden", "small_numbers: permitted");
  return text;
}

/// A life of an agreement, told as it happens. What it says is docs/story.md.
class Story : public ServiceTest {
 protected:
  Story() {
    for (const auto* folder : {"audits", "monitoring"}) {
      std::filesystem::copy(std::filesystem::path(HDIS_SOURCE_DIR) / "catalogue" / folder,
                            catalogue() / folder);
    }
    // A look is wanted after three refusals in a day, so that the story stays short.
    std::ofstream(catalogue() / "monitoring/monitoring.yaml")
        << "version: \"story\"\nrules:\n  - {id: refusals-of-a-user, of: user, counts: refusals, "
           "within_hours: 24, more_than: 2, level: held}\n";
  }

  void chapter(const std::string& title, const std::string& text) {
    told_ += fmt::format("\n## {}\n\n{}\n\n", title, text);
  }
  void on(const std::string& moment) { clock_.set(parse_instant(moment + ":00Z").value()); }

  /// What somebody did, with what came of it.
  template <class T>
  T does(const std::string& who, const std::string& what, Result<T> result) {
    note(who, what, result ? "" : result.error().to_text());
    return must(std::move(result));
  }
  void does(const std::string& who, const std::string& what, const Status& status) {
    note(who, what, status ? "" : status.error().to_text());
    must(status);
  }
  /// What somebody tried and was not let.
  template <class T>
  void fails(const std::string& who, const std::string& what, const std::string& rules,
             const Result<T>& result) {
    ASSERT_FALSE(result) << what;
    EXPECT_EQ(rules_of(result.error()), rules);
    note(who, what,
         fmt::format("**Refused**: {} `{}`", result.error().reasons().front().message,
                     result.error().reasons().front().rule));
  }
  void see(const std::string& what) { told_ += fmt::format("  - {}\n", what); }

  void note(const std::string& who, const std::string& what, const std::string& outcome) {
    const auto text = to_text(clock_.now());
    told_ += fmt::format("- {} {}, **{}** {}\n", text.substr(0, 10), text.substr(11, 5), who, what);
    if (!outcome.empty()) see(outcome);
  }

  std::string ask(const std::string& who) {
    auto session = as(who);
    return does(who,
                "asks how many episodes there were by clinical commissioning group, and says what "
                "for",
                submit_new(session, {sample_agreement_stem, question, sample_purpose_yaml}))
        .request.id.text();
  }
  std::string answer(const std::string& who, const std::string& request) {
    auto ravi = as("ravi");
    does("ravi", "approves " + request,
         decide(ravi, request, governance::Verdict::approve, "Within the agreement"));
    auto session = as(who);
    RunInput input;
    input.request = request;
    const auto result = does(who, "runs it", service::run(session, input));
    see(fmt::format("released as {} under {}, with small numbers hidden", result.output.id.text(),
                    result.tables.front().provenance().agreement));
    return result.output.id.text();
  }
  Urgency owed() {
    auto otto = as("otto");
    const auto view = must(list_obligations(otto, sample_agreement_stem)).front();
    see(fmt::format("certificate of destruction {}, due {}",
                    to_string(view.obligations.front().urgency),
                    view.obligations.front().due.to_text()));
    return view.obligations.front().urgency;
  }
  void take_in_1516() {
    std::ofstream out(delivery());
    out << "FYEAR,EPIKEY,PSEUDO_HESID,SEX,STARTAGE,FAE,DIAG_3_01,ADMIDATE,CCG_RESIDENCE,LSOA11,"
           "LEGLCAT\n";
    for (int i = 0; i < 40; ++i) {
      out << "1516," << 1000 + i << ",P" << 1000 + i << "," << 1 + i % 2 << "," << 20 + i
          << ",1,I63,2015-05-" << 10 + i % 20 << "," << (i < 20 ? "E38000001" : "E38000002")
          << ",E01000001,1\n";
    }
    out.close();
    auto admin = as("admin");
    IngestInput input;
    input.files = {delivery()};
    input.dataset = "apc";
    input.year = "2015/16";
    must(service::take_in(admin, input));
  }

  void signature();
  void amendment();
  void breach();
  void suspension();
  void audit();
  void renewal();
  void expiry();
  void certificate();
  void end();

  std::string told_ =
      "# The story of an agreement\n\n"
      "From signature to certificate: what the register's page tells of DARS-NIC-99675-X5S7X "
      "(SRC-0030), as this system lives "
      "it. The days of the suspension (1 July 2016), of the two audits (7 and 8 July, 14 and 15 "
      "December 2016) and of the last version "
      "(September 2017 to June 2019) are the page's; people, findings and the other days are "
      "invented: the audits' reports are not "
      "quoted.\n\n"
      "This page is written by a test that does all of it, over SQLite and over PostgreSQL, with a "
      "clock that it sets "
      "(`tests/integration/service/story_test.cpp`), and is compared with it: nothing here is only "
      "claimed.\n";
};

void Story::signature() {
  chapter("Signature",
          "The custodian registers the licensee and its agreement, with two licences, and its "
          "people: each is attested to be an "
          "employee and is trained.");
  on("2016-03-01T09:00");
  must(initialise(initialise_input(), identity(), clock_));
  auto admin = as("admin");
  must(add_organisation(admin, "0CX", licensee().name, licensee().kind));
  must(add_organisation(admin, "99P", customer().name, customer().kind));
  must(add_organisation(admin, "RH8", "A hospital trust", "nhs_trust"));
  must(add_organisation(admin, "UNI", "A university", "university"));
  does("admin", "registers version 0.6 of the agreement, in force from 1 March to 31 December 2016",
       add_agreement(admin, agreement_text("0.6", "2016-03-01", "2016-12-31", "ccg")));
  for (const auto* id : {"asha", "bela"}) {
    does("admin", std::string("gives ") + id + " a licence",
         add_user(
             admin,
             {id, id, id, "0CX", {"analyst"}, "2017-03-31", "Head of HR", sample_agreement_stem}));
  }
  fails("admin", "tries to give a third person a licence", "licence.none_left",
        add_user(admin, {"cara",
                         "cara",
                         "cara",
                         "0CX",
                         {"analyst"},
                         "2017-03-31",
                         "Head of HR",
                         sample_agreement_stem}));
  must(add_user(admin, {"ravi", "ravi", "ravi", "X26", {"reviewer"}, {}, {}}));
  must(add_user(admin, {"otto", "otto", "otto", "X26", {"auditor"}, {}, {}}));
  take_in_1516();
  on("2016-03-10T10:00");
  const auto output = answer("asha", ask("asha"));
  auto asha = as("asha");
  does("asha", "shares " + output + " with the commissioning group that asked for it",
       share_output(asha, output, "99P"));
}

void Story::amendment() {
  chapter(
      "Amendment",
      "Work for another kind of organisation needs an amendment. It is a new version, decided by "
      "the custodian; what it changes is "
      "recorded field by field, and everything afterwards says under which version it happened.");
  on("2016-04-20T11:00");
  auto asha = as("asha");
  fails("asha", "tries to share O-000001 with a hospital trust", "sharing.recipient_kind",
        share_output(asha, "O-000001", "RH8"));
  on("2016-05-01T09:00");
  auto admin = as("admin");
  does("admin", "registers version 0.7, because trusts have asked for benchmarks",
       add_agreement(admin, agreement_text("0.7", "2016-03-01", "2016-12-31", "ccg, nhs_trust"),
                     "Trusts have asked for benchmarks"));
  for (const auto& change :
       must(compare_agreements(admin, sample_agreement_stem, "0.6", "0.7")).changes) {
    see(change.from.empty() ? fmt::format("{}: {} added", change.field, change.to)
                            : fmt::format("{}: {} → {}", change.field, change.from, change.to));
  }
  on("2016-05-02T09:00");
  const auto line =
      does("asha", "shares O-000001 with the trust", share_output(asha, "O-000001", "RH8"));
  EXPECT_EQ(line.agreement, "DARS-NIC-99675-X5S7X-v0.7");
  see("recorded under " + line.agreement);
}

void Story::breach() {
  chapter("Breach",
          "In 2016 records were downloaded and forwarded to another organisation. Here there are "
          "no records to download, and what is forwarded "
          "inside the system is checked; what can be seen is that somebody tries.");
  on("2016-06-30T19:00");
  auto asha = as("asha");
  for (const auto* how :
       {"tries to share O-000001 with a university", "tries it once more", "tries it again"}) {
    fails("asha", how, "sharing.recipient_kind", share_output(asha, "O-000001", "UNI"));
  }
  fails("asha", "asks for records", "query.rows_requested",
        submit_new(asha, {sample_agreement_stem, "SELECT DIAG_3_01, SEX FROM hes.hes_apc_1516",
                          sample_purpose_yaml}));
}

void Story::suspension() {
  chapter("Suspension",
          "Monitoring counts refusals like everything else. The custodian sees the alert with its "
          "evidence, and stops access.");
  on("2016-07-01T08:00");
  auto admin = as("admin");
  const auto alerts = does("admin", "checks the use that is made", check_use(admin));
  ASSERT_EQ(alerts.size(), 1U);
  const auto& alert = alerts.front();
  see(fmt::format("{}: {} {} of {} within {} hours, rule {}, {} events as evidence", alert.id,
                  alert.alert.count, to_string(alert.alert.rule.what), alert.alert.name,
                  alert.alert.rule.within_hours, alert.alert.rule.id, alert.alert.events.size()));
  does("admin", "suspends the agreement, because of heightened concern",
       set_agreement_standing(admin, sample_agreement_stem, Standing::suspended,
                              {"Heightened concern; see " + alert.id}));
  does("admin", "closes the alert",
       handle_alert(admin, alert.id, governance::AlertState::acted_on,
                    "Agreement suspended; an audit follows"));
  on("2016-07-01T08:01");
  auto bela = as("bela");
  fails("bela", "wants to look at O-000001 a minute later", "output.not_yours",
        fetch(bela, "O-000001", Use::view, "text"));
  fails("bela", "wants to ask something", "agreement.suspended",
        submit_new(bela, {sample_agreement_stem, question, sample_purpose_yaml}));
}

void Story::audit() {
  chapter("Audits",
          "The auditor looks, writes findings with class, risk and evidence, agrees actions with "
          "owners and days, and comes again. The licensee "
          "sees the audit once it is reported.");
  on("2016-07-07T09:00");
  auto otto = as("otto");
  const auto id =
      does("otto", "opens an audit of the use of data and of access control",
           open_audit(otto,
                      {sample_agreement_stem, {"data_use", "access_control"}, "alert W-000001"}))
          .id;
  on("2016-07-08T16:00");
  does("otto", "finds an agreement nonconformity",
       add_audit_finding(otto, id,
                         {"agreement_nonconformity",
                          "high",
                          "Sharing with a kind that the agreement does not permit was tried",
                          "three refusals of 30 June",
                          {}}));
  does("otto", "finds something to follow up",
       add_audit_finding(otto, id,
                         {"point_for_follow_up",
                          "low",
                          "Terms are explained once a year only",
                          "interview of 8 July",
                          {}}));
  does("otto", "agrees what is to be done",
       add_audit_action(otto, id,
                        {1, "Train all analysts in the terms of the agreement", "Head of analysis",
                         "2016-11-30"}));
  const auto reported =
      does("otto", "reports, with risk high",
           report_audit(otto, id, "high", "Access stays suspended until the action is done"));
  see(fmt::format("{} is {}: {} findings, {} action open", reported.id, to_string(reported.state),
                  reported.findings.size(), open_actions(reported).size()));
  fails("otto", "cannot close it while an action is open", "audit.actions_open",
        review_audit(otto, id, "Nothing was seen", "high"));
  on("2016-12-14T10:00");
  does("otto", "sees the evidence in a second visit",
       close_audit_action(otto, id, {1, 1, "Training records of 21 November"}));
  on("2016-12-15T15:00");
  const auto closed = does("otto", "closes the audit with its post-audit review",
                           review_audit(otto, id, "All analysts were trained", "low"));
  see(fmt::format("risk {} → {}", closed.rating, closed.review_rating));
}

void Story::renewal() {
  chapter("Renewal and reinstatement",
          "The old version ends on 31 December 2016. The agreement is renewed in a new major "
          "version; it stays suspended until the custodian decides "
          "otherwise, with a reason and the actions that were taken.");
  on("2017-09-01T09:00");
  auto admin = as("admin");
  does("admin", "registers version 1.2, in force from 1 September 2017 to 30 June 2019",
       add_agreement(admin, agreement_text("1.2", "2017-09-01", "2019-06-30", "ccg, nhs_trust"),
                     "Renewal after both audits"));
  auto asha = as("asha");
  fails("asha", "wants to ask something", "agreement.suspended person.training",
        submit_new(asha, {sample_agreement_stem, question, sample_purpose_yaml}));
  fails("admin", "cannot reinstate without naming what was done", "party.actions",
        set_agreement_standing(admin, sample_agreement_stem, Standing::active, {"Renewed", ""}));
  does(
      "admin", "reinstates the agreement",
      set_agreement_standing(admin, sample_agreement_stem, Standing::active,
                             {"Renewed", "A-000001 closed on 15 December 2016; analysts trained"}));
  fails("asha", "wants to ask something, but her training has lapsed", "person.training",
        submit_new(asha, {sample_agreement_stem, question, sample_purpose_yaml}));
  on("2017-09-04T09:00");
  does("admin", "records her new training",
       record_training(admin, "asha", "Terms of the agreement", "2019-12-31"));
  const auto output = answer("asha", ask("asha"));
  does("asha", "downloads " + output, fetch(asha, output, Use::download, "csv"));
}

void Story::expiry() {
  chapter("Expiry",
          "Nothing has to be done for access to end. The agreement permitted output with small "
          "numbers, so a certificate of destruction is owed; "
          "suppressed output may be kept.");
  auto asha = as("asha");
  on("2019-06-30T23:59");
  does("asha", "looks at O-000002 in the last minute", fetch(asha, "O-000002", Use::view, "text"));
  on("2019-07-01T00:00");
  fails("asha", "looks again a minute later", "output.not_yours",
        fetch(asha, "O-000002", Use::view, "text"));
  fails("asha", "wants to ask something", "agreement.not_in_force",
        submit_new(asha, {sample_agreement_stem, question, sample_purpose_yaml}));
  note("otto", "looks at what is owed", "");
  EXPECT_EQ(owed(), Urgency::open);
  on("2019-07-20T09:00");
  note("otto", "looks again", "");
  EXPECT_EQ(owed(), Urgency::reminded);
  on("2019-07-31T09:00");
  note("otto", "looks again", "");
  EXPECT_EQ(owed(), Urgency::overdue);
  on("2019-08-14T09:00");
  note("otto", "looks again", "");
  EXPECT_EQ(owed(), Urgency::escalated);
}

void Story::certificate() {
  chapter("Certificate",
          "Somebody of the licensee says what was destroyed, when and how, and when the last "
          "backup is gone. The store signs it; it can be verified "
          "anywhere, without the system.");
  on("2019-08-15T10:00");
  auto asha = as("asha");
  const auto document =
      does("asha", "issues the certificate of destruction",
           issue_certificate(asha,
                             {sample_agreement_stem, "All downloaded tables", "2019-08-14",
                              "Overwritten, then deleted", "nightly, kept 30 days", "2019-09-13"}));
  const auto key = must(certificate_key(asha));
  const auto verified = must(governance::verify_certificate(document, key));
  see(fmt::format("signed for {} by {}; backups are gone by {}", verified.certificate.organisation,
                  verified.certificate.signatory, verified.certificate.backups_gone_by.to_text()));
  note("otto", "looks at what is owed", "");
  EXPECT_EQ(owed(), Urgency::met);
  auto otto = as("otto");
  const auto owed_now = must(list_obligations(otto, sample_agreement_stem)).front();
  for (const auto& output : owed_now.kept_by_right) {
    see(fmt::format("{} may be kept: its small numbers are hidden", output.id));
  }
}

void Story::end() {
  chapter("What can be proved", "Everything above is in the audit log, refusals included.");
  on("2019-08-16T10:00");
  auto otto = as("otto");
  const auto review = does("otto", "makes the last review of use",
                           review_use(otto, sample_agreement_stem, "2018-07-01", "2019-06-30"));
  EXPECT_EQ(review.versions.size(), 3U);
  see(fmt::format(
      "{} versions, {} person with a use in the year, nothing owed: {}", review.versions.size(),
      std::ranges::count_if(review.people, [](const auto& person) { return !person.use.empty(); }),
      review.obligations.obligations.front().urgency == Urgency::met ? "yes" : "no"));
  const auto proved =
      does("otto", "verifies the log and everything that it tells of", verify_log(otto, {}));
  EXPECT_EQ(proved.agreements, 3U);
  see(fmt::format(
      "intact: {} events, {} versions of the agreement, {} released tables, {} certificate, {} "
      "audit "
      "oversight",
      proved.events, proved.agreements, proved.tables, proved.certificates, proved.oversight));
}

/// HDIS_UPDATE_GOLDEN=1 writes the page instead: look at the difference before committing it.
TEST_F(Story, OfAnAgreementIsWhatThePageTells) {
  signature();
  amendment();
  breach();
  suspension();
  audit();
  renewal();
  expiry();
  certificate();
  end();
  if (HasFatalFailure()) return;
  const auto file = std::string(HDIS_SOURCE_DIR) + "/" + page;
  if (std::getenv("HDIS_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(file) << told_;
    return;
  }
  std::ifstream stream(file);
  std::ostringstream text;
  text << stream.rdbuf();
  EXPECT_EQ(text.str(), told_);
}

}  // namespace
}  // namespace hdis::service
