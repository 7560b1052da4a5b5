#include "hdis/service/callers_file.hpp"

#include "service_fixture.hpp"

#include <cstdlib>

namespace hdis::service {
namespace {

using namespace hdis::testing;

/// Tests in one program run one after the other, so the environment can be changed and put back.
class SudoUser {
 public:
  explicit SudoUser(const char* uid) { ::setenv("SUDO_UID", uid, 1); }
  ~SudoUser() { ::unsetenv("SUDO_UID"); }
  SudoUser(const SudoUser&) = delete;
  SudoUser& operator=(const SudoUser&) = delete;
};

class IdentityTest : public ServiceTest {
 protected:
  IdentityTest() { ::unsetenv("SUDO_UID"); }
};

TEST_F(IdentityTest, IsTheRealUser) {
  const auto who = must(identity_of_process(folder()));
  EXPECT_EQ(who.uid, ::getuid());
  EXPECT_EQ(who.to_text(), who.login + " (" + std::to_string(::getuid()) + ")");
}

TEST_F(IdentityTest, IsWhomSudoNamesWhereTheStoresOwnerRuns) {
  must(initialise(initialise_input(), identity(), clock_));
  const SudoUser sudo("1");
  const auto who = must(identity_of_process(folder()));
  EXPECT_EQ(who.uid, 1U);
  EXPECT_EQ(who.login, "daemon") << "user 1 of every Debian";
}

TEST_F(IdentityTest, IsNotWhomSudoNamesForAStoreOfSomebodyElse) {
  const SudoUser sudo("1");
  EXPECT_EQ(must(identity_of_process("/nonexistent")).uid, ::getuid());
}

TEST_F(IdentityTest, RefusesWhatSudoNeverWrites) {
  must(initialise(initialise_input(), identity(), clock_));
  for (const auto* text : {"", "root", "-1", "1x"}) {
    const SudoUser sudo(text);
    EXPECT_EQ(rules_against(identity_of_process(folder())), "identity.sudo") << text;
  }
}

/// Through sudo, the program does not lend its rights to read files.
TEST_F(IdentityTest, ReadsOnlyTheCallersOwnFiles) {
  const auto file = temporary_.path() / "query.sql";
  std::ofstream(file) << "SELECT 1";
  EXPECT_EQ(must(read_callers_file(file, identity(), 100)), "SELECT 1");
  const Identity other{"other", ::getuid() + 1};
  EXPECT_EQ(rules_against(read_callers_file(file, other, 100)), "file.not_yours");
  EXPECT_EQ(rules_against(read_callers_file(file, identity(), 7)), "file.too_long");
  EXPECT_EQ(rules_against(read_callers_file(temporary_.path(), identity(), 7)), "file.not_found");
  EXPECT_EQ(rules_against(read_callers_file("/nonexistent", identity(), 7)), "file.not_found");
}

TEST_F(IdentityTest, WithoutAUserNobodyActs) {
  must(initialise(initialise_input(), identity(), clock_));
  const Identity stranger{"stranger", 4242};
  EXPECT_EQ(rules_against(Session::open({folder(), stranger, {}, {}}, clock_)), "store.no_login");
}

TEST_F(IdentityTest, ALoginActsAsItsUser) {
  must(initialise(initialise_input(Demonstration::no), identity(), clock_));
  EXPECT_EQ(must(Session::open({folder(), identity(), {}, {}}, clock_)).actor().id.text(), "admin");
}

/// --as: only in a demonstration store, and only for its owner; a refusal is recorded.
TEST_F(IdentityTest, OnlyTheOwnerOfADemonstrationActsAsOthers) {
  must(initialise(initialise_input(), identity(), clock_));
  EXPECT_EQ(as("admin").actor().id.text(), "admin");
  const Identity stranger{"owner", ::getuid() + 1};
  EXPECT_EQ(rules_against(Session::open({folder(), stranger, "admin", {}}, clock_)), "session.as");
  EXPECT_EQ(last_actions(1), "session.refused");
}

TEST_F(IdentityTest, NobodyActsAsOthersInARealStore) {
  must(initialise(initialise_input(Demonstration::no), identity(), clock_));
  EXPECT_EQ(rules_against(Session::open({folder(), identity(), "admin", {}}, clock_)),
            "session.as");
  auto session = must(Session::open({folder(), identity(), {}, {}}, clock_));
  const auto log = must(read_log(session, {{}, {}, 1}));
  EXPECT_EQ(log.front().action, "session.refused");
  EXPECT_EQ(log.front().os_user, identity().to_text());
}

}  // namespace
}  // namespace hdis::service
