#include "service_fixture.hpp"

namespace hdis::service {
namespace {

using namespace hdis::testing;
using governance::Standing;
using ::testing::HasSubstr;

class Parties : public ServiceTest {
 protected:
  Parties() { make_store(); }
};

TEST_F(Parties, AreForAdministratorsToChange) {
  auto session = as("asha");
  EXPECT_EQ(rules_against(add_organisation(session, "1AB", "New", "ccg")), "person.role");
  EXPECT_EQ(rules_against(add_agreement(session, sample_agreement_yaml)), "person.role");
  EXPECT_EQ(rules_against(add_user(session, {"new", "New", "", "0CX", {"analyst"}, {}, {}})),
            "person.role");
  EXPECT_EQ(rules_against(change_user(session, "asha", {"2030-01-01", {}, {}})), "person.role");
  EXPECT_EQ(rules_against(set_user_standing(session, "ravi", Standing::suspended, {"x"})),
            "person.role");
  EXPECT_EQ(rules_against(set_organisation_standing(session, "99P", Standing::suspended, {"x"})),
            "person.role");
  EXPECT_EQ(rules_against(grant_licence(session, sample_agreement_stem, "asha")), "person.role");
  EXPECT_EQ(rules_against(end_licence(session, sample_agreement_stem, "bela")), "person.role");
  EXPECT_EQ(last_actions(1), "licence.end.refused");
}

TEST_F(Parties, AnAgreementIsNeverChangedButAmended) {
  auto session = as("admin");
  EXPECT_EQ(rules_against(add_agreement(session, sample_agreement_yaml)), "agreement.not_newer");
  EXPECT_EQ(rules_against(add_agreement(session, agreement_yaml_with("\"1.2\"", "\"1.1\""))),
            "agreement.not_newer");
  must(add_agreement(session, agreement_yaml_with("\"1.2\"", "\"1.10\""), "renewal"));
  EXPECT_EQ(must(show_agreement(session, sample_agreement_stem)).agreement.reference.version,
            "1.10");
  EXPECT_FALSE(must(show_agreement(session, sample_agreement_stem + "-v1.2")).newest);
  EXPECT_EQ(rules_against(show_agreement(session, sample_agreement_stem + "-v1.3")),
            "agreement.no_version");
  EXPECT_EQ(must(list_agreements(session)).size(), 2U);
}

TEST_F(Parties, AnAgreementNamesOnlyWhatThereIs) {
  auto session = as("admin");
  auto text = agreement_yaml_with("\"1.2\"", "\"1.3\"");
  text.replace(text.find("organisation: 0CX"), 17, "organisation: 1AB");
  EXPECT_EQ(rules_against(add_agreement(session, text)), "store.no_organisation");
  EXPECT_EQ(
      rules_against(add_agreement(session, agreement_yaml_with("dataset: apc", "dataset: mhsds"))),
      "agreement.dataset");
}

TEST_F(Parties, LicencesAreAsManyAsTheAgreementHas) {
  auto session = as("admin");
  must(add_user(session, {"carl", "Third", "", "0CX", {"analyst"}, {}, {}}));
  EXPECT_EQ(rules_against(grant_licence(session, sample_agreement_stem, "carl")),
            "licence.none_left");
  EXPECT_EQ(rules_against(grant_licence(session, sample_agreement_stem, "asha")), "licence.held");
  must(end_licence(session, sample_agreement_stem, "bela"));
  must(grant_licence(session, sample_agreement_stem, "carl"));
  EXPECT_THAT(must(show_agreement(session, sample_agreement_stem)).licensed,
              ::testing::ElementsAre(governance::UserId("asha"), governance::UserId("carl")));
}

TEST_F(Parties, LicencesAreForTheLicenseesPeople) {
  auto session = as("admin");
  must(end_licence(session, sample_agreement_stem, "bela"));
  EXPECT_EQ(rules_against(grant_licence(session, sample_agreement_stem, "ravi")),
            "licence.other_organisation");
}

TEST_F(Parties, UsersAreOnePersonEach) {
  auto session = as("admin");
  EXPECT_EQ(rules_against(add_user(session, {"asha", "Again", "", "0CX", {"analyst"}, {}, {}})),
            "user.exists");
  EXPECT_EQ(rules_against(add_user(session, {"dora", "Dora", "asha", "0CX", {"analyst"}, {}, {}})),
            "user.login_taken");
  EXPECT_EQ(rules_against(add_user(session, {"dora", "Dora", "", "1AB", {"analyst"}, {}, {}})),
            "store.no_organisation");
  EXPECT_EQ(rules_against(add_user(session, {"Dora", "", "", "0CX", {"boss"}, "soon", {}})),
            "user.id user.name user.role user.date");
}

TEST_F(Parties, ASuspensionCountsAtOnceEvenInAnOpenSession) {
  auto asha = as("asha");
  auto session = as("admin");
  EXPECT_EQ(rules_against(set_user_standing(session, "asha", Standing::suspended, {" "})),
            "party.reason");
  must(set_user_standing(session, "asha", Standing::suspended, {"downloads"}));
  EXPECT_EQ(rules_against(set_user_standing(session, "asha", Standing::suspended, {"again"})),
            "party.no_change");
  EXPECT_EQ(
      rules_against(draft(asha, {sample_agreement_stem, sample_question, sample_purpose_yaml})),
      "person.suspended");
  must(
      set_user_standing(session, "asha", Standing::active, {"reviewed", "retrained on 2 October"}));
  EXPECT_TRUE(draft(asha, {sample_agreement_stem, sample_question, sample_purpose_yaml}));
}

TEST_F(Parties, AnOrganisationsSuspensionStopsItsPeople) {
  auto session = as("admin");
  must(set_organisation_standing(session, "0CX", Standing::suspended, {"records were passed on"}));
  auto asha = as("asha");
  EXPECT_EQ(rules_against(list_requests(asha)), "organisation.suspended");
}

TEST_F(Parties, NobodyLocksThemselvesOut) {
  auto session = as("admin");
  EXPECT_EQ(rules_against(set_user_standing(session, "admin", Standing::suspended, {"x"})),
            "user.oneself");
  EXPECT_EQ(rules_against(set_organisation_standing(session, "X26", Standing::suspended, {"x"})),
            "organisation.custodian");
  EXPECT_EQ(rules_against(change_user(session, "admin", {{}, {}, "mistyped"})), "user.oneself");
}

TEST_F(Parties, OneLoginIsOnePerson) {
  auto session = as("admin");
  must(change_user(session, "ravi", {{}, {}, "ravi2"}));
  EXPECT_EQ(rules_against(change_user(session, "asha", {{}, {}, "ravi2"})), "user.login_taken");
}

TEST_F(Parties, AnalystsSeeTheirOwnOrganisationsPeople) {
  auto session = as("asha");
  const auto seen = must(list_users(session));
  ASSERT_FALSE(seen.empty());
  EXPECT_TRUE(std::ranges::all_of(seen, [](const governance::User& user) {
    return user.organisation == governance::OrganisationCode("0CX");
  }));
  auto auditor = as("admin");
  EXPECT_GT(must(list_users(auditor)).size(), seen.size());
}

TEST_F(Parties, ChangesOfAUserAreKept) {
  auto session = as("admin");
  must(change_user(session, "ravi", {"2020-01-01", "Director", "ravi2"}));
  const auto users = must(list_users(session));
  const auto ravi = std::ranges::find(users, governance::UserId("ravi"), &governance::User::id);
  ASSERT_NE(ravi, users.end());
  EXPECT_EQ(ravi->os_user, "ravi2");
  EXPECT_EQ(ravi->training_valid_until, Date::make(2020, 1, 1));
  EXPECT_EQ(ravi->employment->by, "Director");
}

/// A user who should have a licence and cannot get one is not added without it.
TEST_F(Parties, AUserComesWithTheirLicenceOrNotAtAll) {
  auto session = as("admin");
  UserInput input{"carl", "Third", "", "0CX", {"analyst"}, {}, {}, "DARS-NIC-0-WRONG"};
  EXPECT_EQ(rules_against(add_user(session, input)), "store.no_agreement");
  input.organisation = "99P";
  input.licence = sample_agreement_stem;
  EXPECT_EQ(rules_against(add_user(session, input)), "licence.other_organisation");
  EXPECT_EQ(must(list_users(session)).size(), 6U) << "nobody was added";
  input.organisation = "0CX";
  EXPECT_EQ(rules_against(add_user(session, input)), "licence.none_left");
  must(end_licence(session, sample_agreement_stem, "bela"));
  must(add_user(session, input));
  EXPECT_EQ(last_actions(2), "user.added licence.granted");
}

}  // namespace
}  // namespace hdis::service
