#include "service_fixture.hpp"

namespace hdis::service {
namespace {

using namespace hdis::testing;

class Outputs : public ServiceTest {
 protected:
  Outputs() {
    make_store();
    auto result = must(run(approved()));
    id_ = result.output.id.text();
    table_ = result.tables.front();
  }

  std::string id_;
  std::optional<released::Table> table_;
};

TEST_F(Outputs, AreGivenBackAsTheyWereReleased) {
  auto session = as("asha");
  const auto tables = must(fetch(session, id_, Use::view, "text"));
  ASSERT_EQ(tables.size(), 1U);
  EXPECT_EQ(tables.front(), *table_);
}

TEST_F(Outputs, EveryViewAndDownloadIsRecorded) {
  auto session = as("bela");
  must(fetch(session, id_, Use::view, "text"));
  must(fetch(session, id_, Use::download, "csv"));
  auto admin = as("admin");
  const auto log = must(read_log(admin, {id_, "bela", 2}));
  ASSERT_EQ(log.size(), 2U);
  EXPECT_EQ(log[0].action, "output.viewed");
  EXPECT_EQ(log[1].action, "output.downloaded");
  EXPECT_THAT(log[1].details, ::testing::HasSubstr("\"form\":\"csv\""));
  EXPECT_EQ(log[1].os_user, identity().to_text());
}

TEST_F(Outputs, AreForLicensedAnalystsAndThoseWhoOversee) {
  for (const auto* user : {"asha", "bela", "ravi", "otto"}) {
    auto session = as(user);
    EXPECT_TRUE(fetch(session, id_, Use::view, "text")) << user;
    EXPECT_EQ(must(list_outputs(session)).size(), 1U) << user;
  }
  auto admin = as("admin");
  EXPECT_EQ(rules_against(fetch(admin, id_, Use::view, "text")), "output.not_yours");
  must(end_licence(admin, sample_agreement_stem, "bela"));
  auto bela = as("bela");
  EXPECT_EQ(rules_against(fetch(bela, id_, Use::view, "text")), "output.not_yours");
  EXPECT_TRUE(must(list_outputs(bela)).empty());
}

TEST_F(Outputs, EndWithTheAgreementForItsAnalysts) {
  clock_.set(*parse_instant("2019-07-01T00:00:00Z"));
  auto asha = as("asha");
  EXPECT_EQ(rules_against(fetch(asha, id_, Use::view, "text")), "output.not_yours");
  auto otto = as("otto");
  EXPECT_TRUE(fetch(otto, id_, Use::view, "text"));
}

TEST_F(Outputs, ThatWereChangedAreNotHandedOver) {
  tamper("DROP TRIGGER output_tables_are_not_changed");
  tamper("UPDATE output_tables SET content = replace(content, '20', '21')");
  auto session = as("asha");
  const auto tables = fetch(session, id_, Use::view, "text");
  ASSERT_FALSE(tables);
  EXPECT_EQ(tables.error().code(), ErrorCode::corrupt);
  EXPECT_EQ(last_actions(1), "output.view.refused");
}

}  // namespace
}  // namespace hdis::service
