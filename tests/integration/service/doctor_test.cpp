#include "service_fixture.hpp"

#include <sys/stat.h>

namespace hdis::service {
namespace {

using namespace hdis::testing;

class Doctor : public ServiceTest {
 protected:
  Doctor() { make_store(); }

  /// What is bad, by name, separated by spaces.
  [[nodiscard]] std::string bad() const {
    std::string out;
    for (const auto& one : must(examine(folder(), {"asha", ::getuid()}, clock_))) {
      if (one.health != Health::bad) continue;
      EXPECT_FALSE(one.finding.empty());
      out += (out.empty() ? "" : " ") + one.what;
    }
    return out;
  }
  [[nodiscard]] bool concerned_about(const std::string& what) const {
    const auto found = must(examine(folder(), {"asha", ::getuid()}, clock_));
    return std::ranges::any_of(
        found, [&](const auto& one) { return one.what == what && one.health == Health::concern; });
  }
};

TEST_F(Doctor, FindsNothingBadInASoundStore) {
  EXPECT_EQ(bad(), "");
  EXPECT_TRUE(concerned_about("demonstration"));
}

TEST_F(Doctor, LooksAtFolders) {
  ::chmod(folder().c_str(), 0755);
  EXPECT_EQ(bad(), "store folder");
}

TEST_F(Doctor, LooksAtKeys) {
  const auto config = must(read_config(layout()));
  ::chmod(config.person_key().c_str(), 0644);
  EXPECT_EQ(bad(), "person key");
  std::filesystem::remove(config.person_key());
  EXPECT_EQ(bad(), "person key");
}

TEST_F(Doctor, LooksAtTheLog) {
  tamper("DROP TRIGGER audit_events_are_not_changed");
  tamper("UPDATE audit_events SET actor = 'nobody' WHERE sequence = 5");
  EXPECT_EQ(bad(), "audit log");
}

TEST_F(Doctor, LooksAtCatalogueAndPolicies) {
  std::ofstream(catalogue() / "datasets/apc.yaml", std::ios::app) << "nonsense: true\n";
  EXPECT_EQ(bad(), "catalogue");
  std::filesystem::remove_all(catalogue() / "policies");
  EXPECT_THAT(bad(), ::testing::HasSubstr("policies"));
}

TEST_F(Doctor, LooksAtDataFiles) {
  const auto version = layout().data() / "apc";
  for (const auto& file : std::filesystem::recursive_directory_iterator(version)) {
    if (file.path().extension() == ".parquet") std::ofstream(file.path(), std::ios::app) << "x";
  }
  EXPECT_THAT(bad(), ::testing::HasSubstr("data"));
}

TEST_F(Doctor, SaysWhatToDoOfEverythingBad) {
  std::filesystem::remove(layout().data() / "apc/1718/1/part-0.parquet");
  std::filesystem::remove_all(catalogue() / "policies");
  std::size_t found = 0;
  for (const auto& one : must(examine(folder(), {"asha", ::getuid()}, clock_))) {
    if (one.health != Health::bad) continue;
    ++found;
    EXPECT_NE(one.remedy, "") << one.what << ": " << one.finding;
  }
  EXPECT_GE(found, 2U);
}

TEST_F(Doctor, LooksAtTheModesOfDataFiles) {
  EXPECT_FALSE(concerned_about("data modes"));
  // What a killed ingest has left, written by the database under the umask of the caller.
  std::filesystem::create_directory(layout().data() / ".work");
  ::chmod((layout().data() / ".work").c_str(), 0700);
  std::ofstream(layout().data() / ".work/staging.duckdb") << "x";
  ::chmod((layout().data() / ".work/staging.duckdb").c_str(), 0644);
  EXPECT_FALSE(concerned_about("data modes"));
  const auto file = layout().data() / "apc/1718/1/part-0.parquet";
  ::chmod(file.c_str(), 0640);
  EXPECT_TRUE(concerned_about("data modes"));
  ::chmod(file.c_str(), 0600);
  ::chmod((layout().data() / "apc").c_str(), 0755);
  EXPECT_TRUE(concerned_about("data modes"));
}

TEST_F(Doctor, LooksForRunsThatNobodyRuns) {
  approved();
  tamper("UPDATE requests SET state = 'running'");
  EXPECT_TRUE(concerned_about("runs"));
}

TEST_F(Doctor, GoesOnWithoutADatabase) {
  std::filesystem::remove(layout().database());
  EXPECT_EQ(bad(), "database");
  std::filesystem::remove(layout().config());
  EXPECT_EQ(bad(), "configuration");
}

/// A user who is neither an administrator nor able to read the folder anyway: what is in order, and no paths.
TEST_F(Doctor, TellsAnAnalystVerdictsOnly) {
  ::chmod(must(read_config(layout())).person_key().c_str(), 0644);
  const auto found = must(examine(folder(), {"asha", ::getuid() + 1}, clock_));
  bool told = false;
  for (const auto& one : found) {
    EXPECT_THAT(one.finding + one.remedy,
                ::testing::Not(::testing::HasSubstr(temporary_.path().string())));
    told = told || (one.what == "person key" && one.health == Health::bad);
  }
  EXPECT_TRUE(told);
}

/// A stranger is told that they are one and whom to ask: no path, no count, no state.
TEST_F(Doctor, TellsAStrangerNothingElse) {
  const Identity stranger{"stranger", 4242};
  const auto refused = examine(folder(), stranger, clock_);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code(), ErrorCode::not_permitted);
  ASSERT_EQ(refused.error().reasons().size(), 1U);
  const auto& reason = refused.error().reasons().front();
  EXPECT_EQ(reason.message, "stranger (4242) is not a user of this store.");
  EXPECT_THAT(reason.suggestion, ::testing::HasSubstr("administrator"));
  EXPECT_THAT(refused.error().to_text(), ::testing::Not(::testing::HasSubstr(folder().string())));
}

/// Without a database nobody can be looked up: only who can read the folder anyway is told what is wrong.
TEST_F(Doctor, TellsAStrangerNothingAboutABrokenStore) {
  std::filesystem::remove(layout().database());
  const Identity stranger{"stranger", 4242};
  EXPECT_EQ(rules_against(examine(folder(), stranger, clock_)), "doctor.stranger");
  EXPECT_EQ(bad(), "database");
}

}  // namespace
}  // namespace hdis::service
