#include "service_fixture.hpp"

#include <sys/stat.h>

namespace hdis::service {
namespace {

using namespace hdis::testing;

using Initialise = ServiceTest;

unsigned mode_of(const std::filesystem::path& path) {
  struct stat status {};
  HDIS_ASSERT(::stat(path.c_str(), &status) == 0);
  return status.st_mode & 0777U;
}

TEST_F(Initialise, MakesAStoreForItsOwnerOnlyWithTheKeysOutside) {
  const auto made = must(initialise(initialise_input(), identity(), clock_));
  EXPECT_EQ(mode_of(folder()), 0700U);
  EXPECT_EQ(mode_of(layout().data()), 0700U);
  EXPECT_EQ(mode_of(layout().database()), 0600U);
  EXPECT_EQ(mode_of(layout().config()), 0600U);
  EXPECT_EQ(mode_of(made.config.keys_folder), 0700U);
  EXPECT_EQ(mode_of(made.config.person_key()), 0600U);
  EXPECT_EQ(made.config.keys_folder, keys() / made.config.store_id);

  const auto read = must(read_config(layout()));
  EXPECT_EQ(read.store_id, made.config.store_id);
  EXPECT_EQ(read.keys_folder, made.config.keys_folder);
  EXPECT_EQ(read.catalogue_folder, catalogue());
}

TEST_F(Initialise, BeginsTheAuditLog) {
  must(initialise(initialise_input(), identity(), clock_));
  EXPECT_EQ(last_actions(10), "store.initialised organisation.added user.added");
}

TEST_F(Initialise, RefusesAFolderInUse) {
  must(initialise(initialise_input(), identity(), clock_));
  EXPECT_EQ(rules_against(initialise(initialise_input(), identity(), clock_)),
            "store.folder_in_use");
}

TEST_F(Initialise, RefusesKeysInsideTheStore) {
  auto input = initialise_input();
  input.keys_root = folder() / "data" / ".." / "keys";
  EXPECT_EQ(rules_against(initialise(input, identity(), clock_)), "store.keys_inside");
  EXPECT_FALSE(std::filesystem::exists(folder()));
}

TEST_F(Initialise, TellsEverythingThatWasTypedWrongly) {
  auto input = initialise_input();
  input.custodian_code = "x 26";
  input.administrator = "Ada";
  input.administrator_name = "";
  EXPECT_EQ(rules_against(initialise(input, identity(), clock_)),
            "organisation.code user.id user.name");
}

TEST_F(Initialise, AFolderWithoutAStoreIsToldSo) {
  const auto session = Session::open({folder(), identity(), {}, {}}, clock_);
  EXPECT_EQ(rules_against(session), "store.not_found");
}

/// A full disk stops it half-way; once there is room, the same command works.
TEST_F(Initialise, LeavesNothingWhenItFails) {
  auto input = initialise_input();
  input.keys_root = temporary_.path() / "file";
  std::ofstream(input.keys_root) << "not a folder";
  EXPECT_FALSE(initialise(input, identity(), clock_));
  EXPECT_FALSE(std::filesystem::exists(folder()));
  std::filesystem::create_directory(folder());
  EXPECT_FALSE(initialise(input, identity(), clock_));
  EXPECT_TRUE(std::filesystem::is_empty(folder())) << "a folder that was there stays";
  must(initialise(initialise_input(), identity(), clock_));
}

/// What a killed `init` leaves has no configuration, and is not a store.
TEST_F(Initialise, AHalfMadeStoreIsNotOne) {
  must(initialise(initialise_input(), identity(), clock_));
  std::filesystem::remove(layout().config());
  EXPECT_EQ(rules_against(Session::open({folder(), identity(), {}, {}}, clock_)),
            "store.not_found");
  EXPECT_EQ(rules_against(initialise(initialise_input(), identity(), clock_)),
            "store.folder_in_use");
}

TEST_F(Initialise, AConfigurationIsReadStrictly) {
  must(initialise(initialise_input(), identity(), clock_));
  std::ofstream(layout().config(), std::ios::app) << "thread: 3\n";
  const auto config = read_config(layout());
  ASSERT_FALSE(config);
  EXPECT_THAT(config.error().to_text(), ::testing::HasSubstr("did you mean `threads`?"));
}

TEST_F(Initialise, AConfigurationOfAnotherStoreIsFound) {
  must(initialise(initialise_input(), identity(), clock_));
  std::ifstream in(layout().config());
  std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  const auto id = must(read_config(layout())).store_id;
  std::ofstream(layout().config())
      << text.replace(text.find("store: ") + 7, id.size(), "0123456789abcdef");
  EXPECT_EQ(rules_against(Session::open({folder(), identity(), {}, {}}, clock_)), "store.mixed");
}

}  // namespace
}  // namespace hdis::service
