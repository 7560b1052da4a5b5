#include "hdis/service/successions.hpp"

#include "service_fixture.hpp"

namespace hdis::service {
namespace {

using namespace hdis::testing;

class Successions : public ServiceTest {
 protected:
  Successions() {
    make_store();
    auto admin = as("admin");
    must(add_organisation(admin, "15N", "NHS Devon CCG", "ccg"));
    must(add_organisation(admin, "UNI", "A university", "university"));
    must(add_user(admin, {"dora", "Dora", "dora", "15N", {"recipient"}, {}, {}}));
    output_ = must(run(approved())).output.id.text();
  }

  std::string against_seeing(const std::string& user) {
    auto session = as(user);
    return rules_against(fetch(session, output_, Use::view, "text"));
  }
  void on(const std::string& moment) { clock_.set(parse_instant(moment).value()); }

  std::string output_;
};

/// From the day on, and not before, the successor has what its predecessor was given, and the predecessor gets nothing more.
TEST_F(Successions, HandOnWhatWasShared) {
  auto asha = as("asha");
  must(share_output(asha, output_, "99P"));
  auto admin = as("admin");
  must(record_succession(admin, "99p", "15n", "2019-04-01"));
  on("2019-03-31T23:59:59Z");
  EXPECT_EQ(against_seeing("dora"), "output.not_yours");
  on("2019-04-01T00:00:00Z");
  EXPECT_EQ(against_seeing("dora"), "");
}

TEST_F(Successions, EndSharingWithTheOneThatEnded) {
  auto admin = as("admin");
  must(record_succession(admin, "99P", "15N", "2018-11-01"));
  auto asha = as("asha");
  on("2018-11-01T09:00:00Z");
  EXPECT_EQ(rules_against(share_output(asha, output_, "99P")), "sharing.succeeded");
  EXPECT_EQ(rules_against(share_output(asha, output_, "15N")), "");
}

TEST_F(Successions, EndWorkForTheOneThatEnded) {
  auto admin = as("admin");
  must(record_succession(admin, "99P", "15N", "2018-11-01"));
  auto asha = as("asha");
  const DraftInput input{sample_agreement_stem, sample_question, sample_purpose_yaml};
  EXPECT_EQ(rules_against(submit_new(asha, input)), "");
  on("2018-11-01T09:00:00Z");
  EXPECT_EQ(rules_against(submit_new(asha, input)), "purpose.customer_succeeded");
  auto purpose = sample_purpose_yaml;
  purpose.replace(purpose.find("99P"), 3, "15N");
  EXPECT_EQ(rules_against(submit_new(asha, {input.agreement, input.query_text, purpose})), "");
}

TEST_F(Successions, AreRecordedOnceAndLeadNowhereBack) {
  auto admin = as("admin");
  must(record_succession(admin, "99P", "15N", "2019-04-01"));
  EXPECT_EQ(rules_against(record_succession(admin, "99P", "UNI", "2019-04-01")),
            "succession.repeated");
  EXPECT_EQ(rules_against(record_succession(admin, "15N", "99P", "2020-04-01")),
            "succession.circle");
  EXPECT_EQ(rules_against(record_succession(admin, "UNI", "UNI", "2020-04-01")),
            "succession.circle");
  EXPECT_EQ(rules_against(record_succession(admin, "X26", "15N", "2020-04-01")),
            "succession.custodian");
  EXPECT_EQ(rules_against(record_succession(admin, "UNI", "15N", "soon")), "succession.date");
  EXPECT_EQ(rules_against(record_succession(admin, "NIL", "15N", "2020-04-01")),
            "store.no_organisation");
  auto asha = as("asha");
  EXPECT_EQ(rules_against(record_succession(asha, "UNI", "15N", "2020-04-01")), "person.role");
  EXPECT_EQ(must(list_successions(admin)).size(), 1U);
}

}  // namespace
}  // namespace hdis::service
