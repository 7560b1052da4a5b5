#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <re2/re2.h>
#include <sodium.h>
#include <spdlog/spdlog.h>
#include <tl/expected.hpp>
#include <yaml-cpp/yaml.h>

#include <string>
#include <vector>

namespace {

TEST(Dependencies, FmtFormats) { EXPECT_EQ(fmt::format("{:>4}", 7), "   7"); }

TEST(Dependencies, SpdlogLogs) {
  spdlog::set_level(spdlog::level::off);
  spdlog::info("not shown");
}

TEST(Dependencies, YamlParses) {
  EXPECT_EQ(YAML::Load("{field: sex}")["field"].as<std::string>(), "sex");
}

TEST(Dependencies, ExpectedHoldsAValue) {
  const tl::expected<int, std::string> value = 3;
  EXPECT_EQ(value.value_or(0), 3);
}

TEST(Dependencies, CommandLineParses) {
  CLI::App app;
  int years = 0;
  app.add_option("--years", years);
  app.parse("--years 2", false);
  EXPECT_EQ(years, 2);
}

TEST(Dependencies, SodiumStarts) { EXPECT_GE(sodium_init(), 0); }

TEST(Dependencies, Re2Matches) { EXPECT_TRUE(RE2::FullMatch("I219", "I2[0-5].*")); }

TEST(Dependencies, JsonParses) {
  EXPECT_EQ(boost::json::parse(R"({"rows": 2})").at("rows").as_int64(), 2);
}

TEST(Dependencies, GmockMatches) {
  EXPECT_THAT((std::vector<int>{1, 2}), testing::ElementsAre(1, 2));
}

TEST(Dependencies, RapidcheckChecks) {
  EXPECT_TRUE(rc::check("adding is commutative",
                        [](unsigned a, unsigned b) { RC_ASSERT(a + b == b + a); }));
}

}  // namespace
