#include "hdis/service/people.hpp"

#include "service_fixture.hpp"

namespace hdis::service {
namespace {

using namespace hdis::testing;
using governance::Standing;

/// What has to be true of a person, and what becomes of it at the next action.
class People : public ServiceTest {
 protected:
  People() { make_store(); }

  /// What stands against asha's next request.
  std::string against_asking() {
    auto session = Session::open({folder(), identity(), "asha", {}}, clock_);
    if (!session) return rules_of(session.error());
    return rules_against(
        submit_new(*session, {sample_agreement_stem, sample_question, sample_purpose_yaml}));
  }

  void amend(const std::string& lines, const std::string& version = "\"1.3\"") {
    auto session = as("admin");
    must(add_agreement(session, agreement_yaml_with("\"1.2\"", version) + lines, "a letter"));
  }
};

TEST_F(People, ALapsedTrainingStopsAndANewOneStarts) {
  EXPECT_EQ(against_asking(), "");
  clock_.set(*parse_instant("2019-04-01T00:00:00Z"));
  EXPECT_EQ(against_asking(), "person.training");
  auto admin = as("admin");
  must(record_training(admin, "asha", "Data security", "2019-12-31"));
  EXPECT_EQ(against_asking(), "");
}

TEST_F(People, ALeaverStopsOnTheDayAfterTheLast) {
  auto admin = as("admin");
  must(record_leaver(admin, "asha", "2018-10-01", "new employer"));
  EXPECT_EQ(against_asking(), "");
  clock_.set(*parse_instant("2018-10-02T00:00:00Z"));
  EXPECT_EQ(against_asking(), "person.left");
  auto session = as("asha");
  EXPECT_EQ(rules_against(list_outputs(session)), "person.left");
}

TEST_F(People, TermsAreAcceptedByVersionAndByOneself) {
  amend("terms_version: \"2\"\n");
  EXPECT_EQ(against_asking(), "person.terms");
  auto session = as("asha");
  EXPECT_EQ(rules_against(accept_terms(session, sample_agreement_stem, "1")), "terms.version");
  must(accept_terms(session, sample_agreement_stem, "2"));
  EXPECT_EQ(against_asking(), "");
  amend("terms_version: \"3\"\n", "\"1.4\"");
  EXPECT_EQ(against_asking(), "person.terms");
}

TEST_F(People, NobodyRecordsTheirOwn) {
  auto admin = as("admin");
  EXPECT_EQ(rules_against(record_training(admin, "admin", "", "2030-01-01")), "user.oneself");
  EXPECT_EQ(rules_against(attest_employment(admin, "admin", "me")), "user.oneself");
  auto asha = as("asha");
  EXPECT_EQ(rules_against(record_training(asha, "bela", "", "2030-01-01")), "person.role");
}

TEST_F(People, AnAdministratorOfTheLicenseeIsNotTheCustodian) {
  auto admin = as("admin");
  must(add_user(admin, {"max", "Max", "", "0CX", {"administrator"}, {}, {}}));
  auto max = as("max");
  EXPECT_EQ(rules_against(record_training(max, "asha", "", "2030-01-01")), "person.not_custodian");
  EXPECT_EQ(rules_against(grant_licence(max, sample_agreement_stem, "max")),
            "person.not_custodian");
  EXPECT_EQ(rules_against(add_agreement(max, agreement_yaml_with("\"1.2\"", "\"9.0\""), "mine")),
            "person.not_custodian");
}

/// Two licences are held by two; a third person gets one only from one of them, and the agreement's charge follows.
TEST_F(People, ALicenceChangesHandsWithItsCharge) {
  amend("charges: [{for: licence_transfer, pounds: 250}, {for: licence, pounds: 1000}]\n");
  auto admin = as("admin");
  must(add_user(admin, {"cara", "Cara", "cara", "0CX", {"analyst"}, "2019-03-31", "Head"}));
  EXPECT_EQ(rules_against(grant_licence(admin, sample_agreement_stem, "cara")),
            "licence.none_left");
  EXPECT_EQ(rules_against(transfer_licence(admin, {sample_agreement_stem, "asha", "bela", "x"})),
            "licence.held");
  EXPECT_EQ(rules_against(transfer_licence(admin, {sample_agreement_stem, "asha", "cara", ""})),
            "party.reason");
  EXPECT_EQ(must(transfer_licence(admin, {sample_agreement_stem, "asha", "cara", "change 12"})),
            250U);
  EXPECT_EQ(against_asking(), "person.licence");

  must(end_licence(admin, sample_agreement_stem, "bela"));
  must(grant_licence(admin, sample_agreement_stem, "asha"));
  const auto charges = must(list_charges(admin, sample_agreement_stem));
  ASSERT_EQ(charges.size(), 2U);
  EXPECT_EQ(charges[0].subject, "licence of cara, from asha");
  EXPECT_EQ(charges[0].pounds, 250U);
  EXPECT_EQ(charges[1].what, "licence");
  EXPECT_EQ(charges[1].pounds, 1000U);
}

TEST_F(People, AFailedTransferLeavesTheLicenceWhereItWas) {
  auto admin = as("admin");
  EXPECT_EQ(rules_against(transfer_licence(admin, {sample_agreement_stem, "asha", "ravi", "x"})),
            "licence.other_organisation");
  EXPECT_EQ(against_asking(), "");
}

TEST_F(People, AnAmendmentCannotHaveFewerLicencesThanAreHeld) {
  auto admin = as("admin");
  auto text = agreement_yaml_with("\"1.2\"", "\"1.3\"");
  text.replace(text.find("licences: 2"), 11, "licences: 1");
  EXPECT_EQ(rules_against(add_agreement(admin, text, "fewer")), "agreement.licences_in_use");
}

TEST_F(People, TheRulesExplainThemselves) {
  auto asha = as("asha");
  const auto mine = must(explain_use(asha, sample_agreement_stem, "asha"));
  EXPECT_TRUE(std::ranges::all_of(mine, &governance::RuleOutcome::holds));
  EXPECT_EQ(rules_against(explain_use(asha, sample_agreement_stem, "bela")), "person.role");
  auto otto = as("otto");
  const auto others = must(explain_use(otto, sample_agreement_stem, "ravi"));
  EXPECT_FALSE(std::ranges::all_of(others, &governance::RuleOutcome::holds));
}

/// Of a person, an agreement and an organisation: the very next action fails, and only a reasoned decision that refers to actions lifts it.
TEST_F(People, ASuspensionCountsAtOnceAndIsLiftedForActionsTaken) {
  auto admin = as("admin");
  const StandingReason bare{"over"};
  const StandingReason reasoned{"over", "all five actions of audit A-14 closed on 15 December"};

  must(set_user_standing(admin, "asha", Standing::suspended, {"unusual use"}));
  EXPECT_EQ(against_asking(), "person.suspended");
  EXPECT_EQ(rules_against(set_user_standing(admin, "asha", Standing::active, bare)),
            "party.actions");
  must(set_user_standing(admin, "asha", Standing::active, reasoned));

  must(set_agreement_standing(admin, sample_agreement_stem, Standing::suspended, {"audit"}));
  EXPECT_EQ(against_asking(), "agreement.suspended");
  EXPECT_EQ(
      rules_against(set_agreement_standing(admin, sample_agreement_stem, Standing::active, bare)),
      "party.actions");
  EXPECT_EQ(rules_against(set_agreement_standing(admin, sample_agreement_stem, Standing::suspended,
                                                 {"again"})),
            "party.no_change");
  must(set_agreement_standing(admin, sample_agreement_stem, Standing::active, reasoned));

  must(set_organisation_standing(admin, "0CX", Standing::suspended, {"records were passed on"}));
  EXPECT_EQ(against_asking(), "organisation.suspended");
  EXPECT_EQ(rules_against(set_organisation_standing(admin, "0CX", Standing::active, bare)),
            "party.actions");
  must(set_organisation_standing(admin, "0CX", Standing::active, reasoned));
  EXPECT_EQ(against_asking(), "");
}

/// A suspension that comes while the query runs stops the release; the request can be run again afterwards.
TEST_F(People, ASuspensionStopsARunningQuery) {
  const auto id = approved();
  bool suspended = false;
  // Before the first statement after the run began: the one that would release.
  auto session = as("asha", [&] {
    if (suspended || shown(id).request.state != governance::RequestState::running) return;
    suspended = true;
    auto admin = as("admin");
    must(set_agreement_standing(admin, sample_agreement_stem, Standing::suspended, {"audit"}));
  });
  RunInput input;
  input.request = id;
  EXPECT_EQ(rules_against(service::run(session, input)), "agreement.suspended");
  EXPECT_TRUE(suspended);
  EXPECT_EQ(shown(id).request.state, governance::RequestState::failed);
  auto otto = as("otto");
  EXPECT_TRUE(must(list_outputs(otto)).empty());
}

}  // namespace
}  // namespace hdis::service
