#include "service_fixture.hpp"

namespace hdis::service {
namespace {

using namespace hdis::testing;

/// Versions of 2017/18: the sample store has the first.
class Purges : public ServiceTest {
 protected:
  Purges() { make_store(); }

  Result<Purged> purge_as(const std::string& user, const std::string& version,
                          Current current = Current::keep,
                          const std::string& reason = "Superseded") const {
    auto session = as(user);
    return purge(session, {"apc", "2017/18", version, reason, current});
  }
  [[nodiscard]] bool has_files(const std::string& version) const {
    return std::filesystem::exists(layout().data() / "apc/1718" / version);
  }
  [[nodiscard]] std::vector<LoadedYear> years() const {
    auto session = as("admin");
    return must(list_datasets(session)).at(0).years;
  }
};

TEST_F(Purges, RemoveAnOldVersionAndRecordWhy) {
  take_in(500);
  const auto purged = must(purge_as("admin", "1"));
  EXPECT_EQ(purged.subject, "apc 2017/18 version 1");
  EXPECT_EQ(purged.counts, "2");
  EXPECT_FALSE(has_files("1"));
  EXPECT_TRUE(years().at(0).older.empty());
  auto session = as("admin");
  const auto event = must(read_log(session, {{}, {}, 1})).at(0);
  EXPECT_EQ(event.action, "data.purged");
  EXPECT_EQ(event.subject, "apc 2017/18 version 1");
  EXPECT_THAT(event.details, ::testing::HasSubstr("Superseded"));
  EXPECT_THAT(event.details, ::testing::HasSubstr("content_digest"));
  EXPECT_EQ(rules_against(purge_as("admin", "1")), "data.no_version");
}

TEST_F(Purges, AreForAdministrators) {
  take_in(500);
  for (const auto* user : {"asha", "ravi", "otto"}) {
    EXPECT_EQ(rules_against(purge_as(user, "1")), "person.role") << user;
  }
  EXPECT_EQ(last_actions(1), "data.purge.refused");
  EXPECT_TRUE(has_files("1"));
}

TEST_F(Purges, NeedAReasonAndAVersionThatExists) {
  take_in(500);
  EXPECT_EQ(rules_against(purge_as("admin", "1", Current::keep, " ")), "data.reason");
  for (const std::string version : {"3", "", "..", "01", "../1718/1"}) {
    EXPECT_EQ(rules_against(purge_as("admin", version)), "data.no_version") << version;
  }
  auto session = as("admin");
  EXPECT_EQ(rules_against(purge(session, {"apc", "2017", "1", "Superseded", Current::keep})),
            "dataset.year");
  EXPECT_EQ(rules_against(purge(session, {"../apc", "1718", "1", "Superseded", Current::keep})),
            "data.no_version");
  EXPECT_EQ(years().at(0).older.size(), 1U);
}

TEST_F(Purges, TheVersionThatIsAskedGoesOnlyWhenThatIsSaid) {
  take_in(500);
  EXPECT_EQ(rules_against(purge_as("admin", "2")), "data.current");
  EXPECT_EQ(last_actions(1), "data.purge.refused");
  EXPECT_TRUE(has_files("2"));
  EXPECT_EQ(must(purge_as("admin", "2", Current::purge)).counts, "1");
  EXPECT_EQ(years().at(0).current.version, "1");
  EXPECT_EQ(must(purge_as("admin", "1", Current::purge)).counts, std::nullopt);
  EXPECT_TRUE(years().empty());
  take_in(900);
  EXPECT_EQ(years().at(0).current.version, "3") << "no number is given twice";
}

TEST_F(Purges, MakeApprovalsVoidThatNameTheVersion) {
  const auto id = approved();
  take_in(500);
  must(purge_as("admin", "1"));
  EXPECT_EQ(rules_against(run(id)), "authorise.approval_void");
}

TEST_F(Purges, OfTheOnlyVersionMakeApprovalsVoid) {
  const auto id = approved();
  must(purge_as("admin", "1", Current::purge));
  const auto answer = run(id);
  ASSERT_FALSE(answer);
  EXPECT_EQ(rules_against(answer), "authorise.approval_void");
  take_in(500);
  EXPECT_EQ(rules_against(run(id)), "authorise.approval_void")
      << "other data are not what was approved";
}

/// A process that was killed after the record was made leaves files; one that lost its files leaves a record.
TEST_F(Purges, FinishWhatAKilledProcessLeft) {
  take_in(500);
  tamper("DELETE FROM data_versions WHERE version = '1'");
  must(purge_as("admin", "1"));
  EXPECT_FALSE(has_files("1"));
  take_in(900);
  std::filesystem::remove_all(layout().data() / "apc/1718/2");
  must(purge_as("admin", "2"));
  EXPECT_TRUE(years().at(0).older.empty());
}

TEST_F(Purges, LeaveAStoreThatTheDoctorFindsSound) {
  take_in(500);
  must(purge_as("admin", "1"));
  const auto examined = examine(folder(), {"asha", ::getuid()}, clock_);
  ASSERT_TRUE(examined) << examined.error().to_text();
  for (const auto& one : *examined) {
    EXPECT_NE(one.health, Health::bad) << one.what << ": " << one.finding;
  }
}

}  // namespace
}  // namespace hdis::service
