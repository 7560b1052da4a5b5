#include "generated.hpp"

namespace hdis::synth {
namespace {

using hdis::testing::TemporaryFolder;

std::map<std::string, std::string> files_of(Options options, unsigned threads, std::uint64_t seed) {
  const TemporaryFolder folder;
  options.out = folder.path() / "out";
  options.threads = threads;
  options.seed = seed;
  EXPECT_TRUE(generate(options, {}, {}));
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::directory_iterator(options.out))
    files[entry.path().filename().string()] = bytes_of(entry.path());
  return files;
}

TEST(Determinism, TheSameBytesForAnyNumberOfThreadsAndAnotherSeedOthers) {
  const auto options = options_for(6000, {});
  const auto one = files_of(options, 1, 20);
  EXPECT_EQ(one.size(), 9U);
  EXPECT_TRUE(one == files_of(options, 5, 20));
  EXPECT_TRUE(one == files_of(options, 1, 20));
  EXPECT_NE(one.at("apc_1718.csv"), files_of(options, 2, 21).at("apc_1718.csv"));
}

TEST(Refusal, OfOptionsSaysEverythingAtOnce) {
  const TemporaryFolder folder;
  Options options = options_for(0, folder.path() / "out");
  options.threads = 0;
  options.years.push_back(options.years.front());
  const auto written = generate(options, {}, {});
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code(), ErrorCode::invalid_input);
  EXPECT_EQ(written.error().reasons().size(), 3U);
  EXPECT_FALSE(fs::exists(options.out));
}

TEST(Refusal, OfNamesThatAreNotInTheCalibration) {
  const TemporaryFolder folder;
  Options options = options_for(100, folder.path() / "out");
  options.scenario.effects.push_back(
      {"a", EffectKind::admissions, "XXX", {}, {}, "tonsilectomy", {}, {}, 2});
  options.scenario.patterns.push_back({"b", "99P", "B24X", "1516"});
  const auto written = generate(options, {}, {});
  ASSERT_FALSE(written);
  ASSERT_EQ(written.error().reasons().size(), 3U);
  EXPECT_EQ(written.error().reasons()[1].suggestion, "Did you mean \"tonsillectomy\"?");
  EXPECT_FALSE(fs::exists(options.out));
}

TEST(Refusal, OfAFolderThatCannotBeMadeAndOfNoCalibration) {
  const TemporaryFolder folder;
  std::ofstream(folder.path() / "file") << "x";
  EXPECT_EQ(generate(options_for(100, folder.path() / "file" / "out"), {}, {}).error().code(),
            ErrorCode::unavailable);
  Options options = options_for(100, folder.path() / "out");
  options.calibration = folder.path();
  EXPECT_EQ(generate(options, {}, {}).error().code(), ErrorCode::not_found);
}

TEST(Cancelling, LeavesNoFile) {
  const TemporaryFolder folder;
  std::stop_source stop;
  const auto written = generate(
      options_for(50'000, folder.path() / "out"), [&](double) { stop.request_stop(); },
      stop.get_token());
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code(), ErrorCode::cancelled);
  EXPECT_TRUE(fs::is_empty(folder.path() / "out"));
}

}  // namespace
}  // namespace hdis::synth
