#include "hdis/service/monitoring.hpp"
#include "hdis/service/obligations.hpp"

#include "service_fixture.hpp"

namespace hdis::service {
namespace {

using namespace hdis::testing;
using governance::AlertLevel;
using governance::AlertState;
using governance::Counted;

class Alerts : public ServiceTest {
 protected:
  Alerts() {
    make_store();
    std::filesystem::create_directory(catalogue() / "monitoring");
    rules("refusals", "user", 2, "held");
  }

  /// One rule of this kind.
  void rules(const std::string& counts, const std::string& whose, int more_than,
             const std::string& level) {
    std::ofstream(catalogue() / "monitoring/monitoring.yaml")
        << "version: \"7\"\nrules:\n  - {id: rule, of: " << whose << ", counts: " << counts
        << ", within_hours: 24, more_than: " << more_than << ", level: " << level << "}\n";
  }

  void be_refused(const std::string& user, int times) {
    auto session = as(user);
    for (int i = 0; i < times; ++i) EXPECT_FALSE(read_log(session, {}));
  }

  std::vector<governance::QueuedAlert> checked() {
    auto admin = as("admin");
    return must(check_use(admin));
  }

  void pass(std::chrono::hours hours) { clock_.set(clock_.now() + hours); }
};

TEST_F(Alerts, AreQueuedOnceWithTheirEvidenceAndFollowWhatHappens) {
  EXPECT_TRUE(checked().empty());
  be_refused("bela", 3);
  const auto alerts = checked();
  ASSERT_EQ(alerts.size(), 1U);
  EXPECT_EQ(alerts[0].id, "W-000001");
  EXPECT_EQ(alerts[0].alert.name, "bela");
  EXPECT_EQ(alerts[0].alert.count, 3U);
  EXPECT_EQ(alerts[0].rules_version, "7");
  ASSERT_EQ(alerts[0].alert.events.size(), 3U);
  auto otto = as("otto");
  const auto events = must(read_log(otto, {{}, "bela", 3}));
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(events.at(i).action, "audit.read.refused");
    EXPECT_EQ(events.at(i).sequence, alerts[0].alert.events[i]);
  }

  be_refused("bela", 1);
  const auto again = checked();
  ASSERT_EQ(again.size(), 1U);
  EXPECT_EQ(again[0].alert.count, 4U);
  EXPECT_EQ(again[0].raised_at, alerts[0].raised_at);
  must(verify_log(otto, {}));
}

TEST_F(Alerts, AreClosedWithWordsAndThenSilentForTheirSpan) {
  be_refused("bela", 3);
  checked();
  auto admin = as("admin");
  EXPECT_EQ(rules_against(handle_alert(admin, "W-000001", AlertState::explained, " ")),
            "alert.how");
  const auto closed =
      must(handle_alert(admin, "W-000001", AlertState::explained, "A new colleague"));
  EXPECT_EQ(closed.handled_by, "admin");
  EXPECT_EQ(rules_against(handle_alert(admin, "W-000001", AlertState::acted_on, "x")),
            "alert.handled");
  EXPECT_EQ(rules_against(handle_alert(admin, "W-000009", AlertState::acted_on, "x")),
            "alert.not_found");
  EXPECT_TRUE(checked().empty());
  be_refused("bela", 3);
  EXPECT_TRUE(checked().empty());
  pass(std::chrono::hours(24));
  be_refused("bela", 3);
  const auto next = checked();
  ASSERT_EQ(next.size(), 1U);
  EXPECT_EQ(next[0].id, "W-000002");
  auto otto = as("otto");
  EXPECT_EQ(must(list_alerts(otto, Handled::also)).size(), 2U);
  EXPECT_EQ(must(verify_log(otto, {})).oversight, 2U);
}

TEST_F(Alerts, AtTheHighestLevelStopAccessAtOnce) {
  rules("refusals", "user", 2, "suspended");
  be_refused("bela", 3);
  const auto alerts = checked();
  ASSERT_EQ(alerts.size(), 1U);
  EXPECT_EQ(alerts[0].state, AlertState::open);
  auto bela = as("bela");
  EXPECT_EQ(
      rules_against(draft(bela, {sample_agreement_stem, sample_question, sample_purpose_yaml})),
      "person.suspended");
  auto admin = as("admin");
  must(set_user_standing(admin, "bela", governance::Standing::active,
                         {"Over", "W-000001 was explained on the same day"}));
  EXPECT_EQ(checked().size(), 1U) << "the same events do not suspend anew";
}

TEST_F(Alerts, StopAgreementsAndOrganisationsButNotTheCustodian) {
  rules("requests", "agreement", 1, "suspended");
  submitted();
  submitted();
  EXPECT_EQ(checked().size(), 1U);
  auto asha = as("asha");
  EXPECT_EQ(rules_against(
                submit_new(asha, {sample_agreement_stem, sample_question, sample_purpose_yaml})),
            "agreement.suspended");
  rules("refusals", "organisation", 2, "suspended");
  be_refused("ravi", 4);
  EXPECT_EQ(checked().size(), 2U);
  auto admin = as("admin");
  for (const auto& organisation : must(list_organisations(admin))) {
    EXPECT_EQ(organisation.standing, governance::Standing::active) << organisation.name;
  }
}

TEST_F(Alerts, AreForOtherPeopleThanThoseTheyAreAbout) {
  be_refused("bela", 3);
  auto otto = as("otto");
  EXPECT_EQ(rules_against(check_use(otto)), "person.role");
  checked();
  EXPECT_EQ(must(list_alerts(otto, Handled::no)).size(), 1U);
  EXPECT_EQ(rules_against(handle_alert(otto, "W-000001", AlertState::explained, "x")),
            "person.role");
  auto asha = as("asha");
  EXPECT_EQ(rules_against(list_alerts(asha, Handled::no)), "person.role");
  rules("refusals", "organisation", 1, "raised");
  be_refused("ravi", 2);
  auto admin = as("admin");
  for (const auto& alert : checked()) {
    const bool own = alert.alert.name == "X26";
    EXPECT_EQ(rules_against(handle_alert(admin, alert.id, AlertState::explained, "x")),
              own ? "alert.own" : "")
        << alert.alert.name;
  }
  EXPECT_EQ(checked().size(), 1U);
}

/// Cells, hidden ones, repeats and near-repeats, from real requests and answers.
TEST_F(Alerts, CountWhatIsAskedAndMet) {
  must(run(approved()));
  must(run(approved()));
  auto asha = as("asha");
  for (const auto* condition : {"FAE = 1", "SEX = 1", "SEX = 1 AND FAE = 1"}) {
    must(submit_new(asha,
                    {sample_agreement_stem,
                     "SELECT CCG_RESIDENCE, COUNT(*) AS episodes FROM hes.hes_apc_1718 WHERE " +
                         std::string(condition) + " GROUP BY CCG_RESIDENCE",
                     sample_purpose_yaml}));
  }
  auto admin = as("admin");
  for (const auto& use : must(monitor(admin, 30)).use) {
    if (use.name != "asha") continue;
    EXPECT_EQ(use.counts.at(Counted::requests), 5U);
    EXPECT_EQ(use.counts.at(Counted::repeats), 1U);
    EXPECT_EQ(use.counts.at(Counted::near_repeats), 3U);
    // Four groups with one number each, twice; those of 5 and 3 episodes are hidden.
    EXPECT_EQ(use.counts.at(Counted::cells), 8U);
    EXPECT_EQ(use.counts.at(Counted::small_cells), 4U);
    EXPECT_EQ(use.counts.at(Counted::hours), 1U);
    return;
  }
  FAIL() << "asha is not counted";
}

}  // namespace
}  // namespace hdis::service
