#include "hdis/core/text.hpp"

#include "support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

namespace hdis::query {
namespace {

using testing::Contains;
using testing::IsEmpty;

struct Expectation {
  std::string outcome;
  std::string rule;  ///< "" if any will do.
};

// The first line of a file: -- expect: outcome [rule].
Expectation expectation_of(const std::string& text) {
  const std::string mark = "-- expect: ";
  EXPECT_EQ(text.compare(0, mark.size(), mark), 0) << text;
  const auto words = split(text.substr(mark.size(), text.find('\n') - mark.size()), ' ');
  return {words.front(), words.size() > 1 ? words[1] : ""};
}

std::vector<std::string> warnings_of(const Bound& bound) {
  std::vector<std::string> rules;
  for (const auto& finding : bound.findings) {
    if (finding.severity == Severity::warning) rules.push_back(finding.reason.rule);
  }
  return rules;
}

void check_accepted(const std::string& name, const std::string& text, const Expectation& expected) {
  const auto bound = test::accepted(text);
  if (expected.outcome == "answered") {
    EXPECT_THAT(warnings_of(bound), IsEmpty()) << name;
  } else {
    EXPECT_THAT(warnings_of(bound), Contains(expected.rule)) << name;
  }
  const std::string written = to_query_text(bound.plan, test::shipped());
  EXPECT_EQ(test::accepted(written).plan, bound.plan) << name << "\n" << written;
}

void check_rejected(const std::string& name, const std::string& text, const Expectation& expected) {
  const auto error = test::rejected(text);
  EXPECT_EQ(error.code() == ErrorCode::refused, expected.outcome == "refused") << name;
  if (!expected.rule.empty()) {
    EXPECT_THAT(test::rules_of(error), Contains(expected.rule)) << name;
  }
  for (const auto& reason : error.reasons()) {
    EXPECT_TRUE(reason.where) << name;
    EXPECT_FALSE(reason.suggestion.empty()) << name << ": " << reason.message;
  }
}

TEST(MoreQueries, HaveTheOutcomeThatTheyExpect) {
  const auto root = std::filesystem::path(HDIS_SOURCE_DIR) / "tests/queries/more";
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(root)) {
    const std::string name = entry.path().filename().string();
    const std::string text = test::query_file("more/" + name);
    const auto expected = expectation_of(text);
    const bool accepted = expected.outcome == "answered" || expected.outcome == "warned";
    (accepted ? check_accepted : check_rejected)(name, text, expected);
    ++files;
  }
  EXPECT_EQ(files, 88U);
}

}  // namespace
}  // namespace hdis::query
