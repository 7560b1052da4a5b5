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
  const auto who = must(identity_of_process());
  EXPECT_EQ(who.uid, ::getuid());
  EXPECT_EQ(who.to_text(), who.login + " (" + std::to_string(::getuid()) + ")");
  EXPECT_FALSE(lends_rights(who));
}

/// Whatever is asked and whatever store is named: identity_of_process is not told.
TEST_F(IdentityTest, IsWhomSudoNames) {
  const SudoUser sudo("1");
  const auto who = must(identity_of_process());
  EXPECT_EQ(who.uid, 1U);
  EXPECT_EQ(who.login, "daemon") << "user 1 of every Debian";
  EXPECT_EQ(lends_rights(who), ::geteuid() != 1U);
}

TEST_F(IdentityTest, RefusesWhatSudoNeverWrites) {
  for (const auto* text : {"", "root", "-1", "1x"}) {
    const SudoUser sudo(text);
    EXPECT_EQ(rules_against(identity_of_process()), "identity.sudo") << text;
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

/// Through sudo, it does not lend its rights to write files either.
TEST_F(IdentityTest, WritesFilesOnlyForWhoActsOnTheirOwnRights) {
  const auto file = temporary_.path() / "out.csv";
  const Identity other{"other", ::getuid() + 1};
  EXPECT_EQ(rules_against(write_callers_file(file, other, "x")), "file.write_through_sudo");
  EXPECT_FALSE(std::filesystem::exists(file));
  must(write_callers_file(file, identity(), "x"));
  EXPECT_EQ(must(read_callers_file(file, identity(), 100)), "x");
  EXPECT_EQ(rules_against(write_callers_file("/nonexistent/out", identity(), "x")),
            "file.cannot_write");
}

TEST_F(IdentityTest, AStoreThatOthersCanChangeIsOpenedForNobody) {
  must(initialise(initialise_input(Demonstration::no), identity(), clock_));
  const auto opens = [&] {
    return rules_against(Session::open({folder(), identity(), {}, {}}, clock_));
  };
  for (const auto& part : {layout().root, layout().config(), layout().database(), layout().data(),
                           layout().catalogue(), layout().locks(), keys()}) {
    const auto before = std::filesystem::status(part).permissions();
    for (const auto others :
         {std::filesystem::perms::group_write, std::filesystem::perms::others_write}) {
      std::filesystem::permissions(part, before | others);
      // The folder above the keys is on the way only.
      const bool passes = part == keys() && others == std::filesystem::perms::group_write;
      EXPECT_EQ(opens(), passes ? "" : "store.not_trusted") << part;
    }
    std::filesystem::permissions(part, before);
    EXPECT_EQ(opens(), "") << part;
  }
}

/// A link of one's own leads to the store as its own name does.
TEST_F(IdentityTest, ALinkOfTheAccountIsFollowed) {
  must(initialise(initialise_input(Demonstration::no), identity(), clock_));
  const auto link = temporary_.path() / "link";
  std::filesystem::create_directory_symlink("store/../store", link);
  EXPECT_EQ(rules_against(Session::open({link, identity(), {}, {}}, clock_)), "");
  std::filesystem::remove(link);
  std::filesystem::create_directory_symlink("link", link);
  EXPECT_NE(rules_against(Session::open({link, identity(), {}, {}}, clock_)), "");
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
